"""Events that dialogs handle, and where an event comes from."""

from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import (
    CallbackQuery,
    Chat,
    ChatJoinRequest,
    ChatMemberUpdated,
    ErrorEvent,
    Message,
    User,
)

from .update_event import DialogUpdateEvent

ChatEvent = (
    CallbackQuery
    | ChatJoinRequest
    | ChatMemberUpdated
    | DialogUpdateEvent
    | ErrorEvent
    | Message
)

EVENT_CONTEXT_KEY = "aiogd_event_context"


@dataclass
class EventContext:
    """Say where an event comes from."""

    bot: Bot
    chat: Chat
    user: User
    thread_id: int | None
    business_connection_id: str | None

    @property
    def is_own_chat(self) -> bool:
        """Tell whether the chat is the user's own, so nobody else is in it.

        In a business chat two people see the same messages.
        """
        # Groups have negative ids. One may write in a group as the group.
        is_own = self.chat.id == self.user.id > 0
        return is_own and not self.business_connection_id
