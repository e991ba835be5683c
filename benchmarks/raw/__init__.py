"""The same bots by hand: filters, data of the FSM, edit, answer."""
