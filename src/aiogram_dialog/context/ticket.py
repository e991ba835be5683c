"""A place in the queue of those who will ask for the same locks."""

import asyncio
from asyncio import Event
from contextlib import suppress

TICKET_KEY = "aiogd_ticket"

# Seconds that an update waits for an earlier one, which may be in a
# middleware of the bot that takes long.
PATIENCE = 1.0


class Ticket:
    """The place of one update among those of the same person and chat.

    Args:
        previous: The ticket of the update before it, if that is under way.

    Attributes:
        is_used: Set when the update has asked for its lock, or is over.
    """

    def __init__(self, previous: "Ticket | None") -> None:
        self._previous = previous
        self.is_used = Event()

    async def turn(self) -> None:
        """Wait until the earlier update has asked for its lock, or is over."""
        previous, self._previous = self._previous, None
        if previous is not None and not previous.is_used.is_set():
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(previous.is_used.wait(), PATIENCE)

    def use(self) -> None:
        """Let the next update ask for its lock."""
        self._previous = None
        self.is_used.set()
