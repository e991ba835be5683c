"""Who may use a dialog, by its access settings."""

from logging import getLogger
from typing import Any

from aiogram.types import CallbackQuery

from aiogram_dialog.api.entities import (
    EVENT_CONTEXT_KEY,
    ChatEvent,
    Context,
    EventContext,
    Stack,
)
from aiogram_dialog.api.protocols import StackAccessValidator

logger = getLogger(__name__)


class DefaultAccessValidator(StackAccessValidator):
    """Let in the users that the settings name; in their own chats everybody.

    A chat is a user's own if it is a private chat with the bot. A business
    chat is none: two people are in it.
    """

    async def is_allowed(
        self,
        stack: Stack,
        context: Context | None,
        event: ChatEvent,
        data: dict[str, Any],
    ) -> bool:
        """Tell whether the user of the event may use the stack."""
        settings = (context or stack).access_settings
        if settings is None or not settings.user_ids:
            return True
        place = _place_of(event, data)
        if place is not None and place.is_own_chat:
            return True
        user_id = place.user.id if place else None
        if user_id in settings.user_ids:
            return True
        logger.debug(
            "User %s may not use stack %r: it is for %s",
            user_id,
            stack.id,
            settings.user_ids,
        )
        return False


def _place_of(event: ChatEvent, data: dict[str, Any]) -> EventContext | None:
    """Return where an event comes from, None if nobody has sent it.

    Data that was put together by hand has only the keys of aiogram.
    """
    user = data.get("event_from_user")
    if user is None:
        return None
    known: EventContext | None = data.get(EVENT_CONTEXT_KEY)
    if known is not None:
        return known
    message = event.message if isinstance(event, CallbackQuery) else event
    return EventContext(
        bot=data.get("bot"),  # type: ignore[arg-type] # nobody is asked
        chat=data["event_chat"],
        user=user,
        thread_id=None,
        business_connection_id=getattr(
            message,
            "business_connection_id",
            None,
        ),
    )
