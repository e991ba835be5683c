"""Who may use a dialog, by its access settings."""

from logging import getLogger
from typing import Any, TypeGuard

from aiogram import Bot
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, Message

from aiogram_dialog.api.entities import (
    EVENT_CONTEXT_KEY,
    ChatEvent,
    Context,
    EventContext,
    Stack,
)
from aiogram_dialog.api.protocols import StackAccessValidator

from .senders import STAND_INS, owner_of

logger = getLogger(__name__)

_ADMINISTRATORS = {ChatMemberStatus.CREATOR, ChatMemberStatus.ADMINISTRATOR}


class DefaultAccessValidator(StackAccessValidator):
    """Let in whoever the settings name; in their own chats everybody.

    A chat is a user's own if it is a private chat with the bot. A business
    chat is none: two people are in it. Where the settings name a chat, its
    administrators are let in: Telegram is asked who they are.
    """

    async def is_allowed(
        self,
        stack: Stack,
        context: Context | None,
        event: ChatEvent,
        data: dict[str, Any],
    ) -> bool:
        """Tell whether the sender of the event may use the stack."""
        settings = (context or stack).access_settings
        if settings is None or not settings.user_ids:
            return True
        place = data.get(EVENT_CONTEXT_KEY) or _find_place(event, data)
        # What nobody sends counts as sent by its chat, whose id is negative.
        if place is None or (place.user.id < 0 and _is_nobodys(event)):
            logger.debug("Nobody may not use stack %r", stack.id)
            return False
        if place.user.id in settings.user_ids or place.is_own_chat:
            return True
        allowed = _name_senders(settings.user_ids, stack.id)
        if await _is_one_of(allowed, place):
            return True
        logger.debug(
            "User %s may not use stack %r: it is for %s",
            place.user.id,
            stack.id,
            allowed,
        )
        return False


def _is_nobodys(event: ChatEvent) -> bool:
    return (
        isinstance(event, Message)
        and event.from_user is None
        and event.sender_chat is None
    )


def _find_place(event: ChatEvent, data: dict[str, Any]) -> EventContext | None:
    """Return where an event comes from, by data put together by hand.

    It has only the keys of aiogram.
    """
    user = data.get("event_from_user")
    if user is None:
        return None
    message = event.message if isinstance(event, CallbackQuery) else event
    return EventContext(
        bot=data.get("bot"),  # type: ignore[arg-type] # it may be missing
        chat=data["event_chat"],
        user=user,
        thread_id=None,
        business_connection_id=getattr(
            message,
            "business_connection_id",
            None,
        ),
    )


def _name_senders(user_ids: list[int], stack_id: str) -> list[int]:
    """Return the ids allowed, with chats in place of their stand-ins.

    ``message.from_user.id`` of a message that a chat has sent names all
    chats alike; meant is the one that the stack belongs to.
    """
    owner = owner_of(stack_id)
    has_stand_in = any(stand_in in user_ids for stand_in in STAND_INS)
    return [*user_ids, owner] if _is_chat(owner) and has_stand_in else user_ids


def _is_chat(sender_id: object) -> TypeGuard[int]:
    # What was stored may be anything.
    return isinstance(sender_id, int) and sender_id < 0


async def _is_one_of(allowed: list[int], place: EventContext) -> bool:
    sender_id = place.user.id
    if sender_id in allowed:
        return True
    if _is_chat(sender_id):
        return False
    for chat_id in filter(_is_chat, allowed):
        if await _is_administrator(place.bot, chat_id, sender_id):
            return True
    return False


async def _is_administrator(
    bot: Bot | None,
    chat_id: int,
    user_id: int,
) -> bool:
    if bot is None:
        return False
    try:
        member = await bot.get_chat_member(chat_id, user_id)
    except AiogramError as error:
        logger.warning(
            "Cannot ask whether user %s is an administrator of chat %s, so "
            "they may not use its dialog: %s",
            user_id,
            chat_id,
            error,
        )
        return False
    except NotImplementedError:
        # A stand-in for Telegram, in a test, that knows no members.
        return True
    return member.status in _ADMINISTRATORS
