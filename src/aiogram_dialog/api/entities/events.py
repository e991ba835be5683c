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
