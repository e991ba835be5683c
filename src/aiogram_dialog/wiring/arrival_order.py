"""The order in which the updates of a person have come in.

aiogram handles updates at once. On the way to their dialog they wait for a
storage or for middlewares of the bot, and overtake each other. At the gate of
dialogs they are put in order again.
"""

from typing import Any

from aiogram import BaseMiddleware, Dispatcher
from aiogram.types import Message, TelegramObject, Update

from aiogram_dialog.context.storage_traits import is_immediate
from aiogram_dialog.context.ticket import TICKET_KEY, Ticket

from .attach import Handler

# A bot, a chat and a person: bots of one dispatcher do not wait for each other.
_Lane = tuple[int, int, int]


class ArrivalOrder(BaseMiddleware):
    """A middleware that gives a ticket to each click and each message."""

    def __init__(self) -> None:
        # The last ticket of those who are under way.
        self._last: dict[_Lane, Ticket] = {}

    async def __call__(
        self,
        handler: Handler,
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Hand on the update with its ticket."""
        lane = _lane_of(event, data["bot"].id)
        if lane is None:
            return await handler(event, data)
        ticket = Ticket(self._last.get(lane))
        self._last[lane] = data[TICKET_KEY] = ticket
        try:
            return await handler(event, data)
        finally:
            ticket.use()
            if self._last.get(lane) is ticket:
                del self._last[lane]


def _lane_of(event: TelegramObject, bot_id: int) -> _Lane | None:
    # Background commands are no updates of Telegram, and have lanes.
    if type(event) is not Update:
        return None
    click = event.callback_query
    if click is not None:
        pressed = click.message
        if pressed is None:
            return None
        return bot_id, pressed.chat.id, click.from_user.id
    said = event.message or event.business_message
    return (bot_id, said.chat.id, _sender_of(said)) if said else None


def _sender_of(message: Message) -> int:
    return message.from_user.id if message.from_user else message.chat.id


def keep_arrival_order(dispatcher: Dispatcher) -> None:
    """Give tickets to updates before anything waits.

    With a storage that never waits aiogram lets no update overtake another.

    Args:
        dispatcher: The root of the bot. Nothing is done a second time.
    """
    if is_immediate(dispatcher.storage):
        return
    middlewares = dispatcher.update.outer_middleware
    earlier = list(middlewares)
    if any(isinstance(it, ArrivalOrder) for it in earlier):
        return
    for middleware in earlier:
        middlewares.unregister(middleware)
    middlewares.register(ArrivalOrder())
    for middleware in earlier:
        middlewares.register(middleware)
