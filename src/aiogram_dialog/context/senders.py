"""Who sends in a chat, and who owns a stack.

A chat may send too: a group for its anonymous administrators, a channel for
itself. Telegram puts one stand-in user before all of them, so they are told
apart by the id of the chat, which is negative.
"""

import re

from aiogram.types import Chat, User

GROUP_ANONYMOUS_BOT = 1_087_968_824
CHANNEL_BOT = 136_817_688
# It forwards the posts of a channel to its discussion group.
TELEGRAM = 777_000

# Users that stand for chats (Bot API: Message.from, Message.sender_chat).
STAND_INS = frozenset({GROUP_ANONYMOUS_BOT, CHANNEL_BOT, TELEGRAM})

_PERSONAL_STACK = re.compile(r"<(-?\d+)>")


def sender_of(user: User | None, sender_chat: Chat | None, chat: Chat) -> User:
    """Return who sends: a user, or a chat as if it were one.

    ``user`` and ``sender_chat`` are as Telegram gives them. What comes from
    an anonymous administrator, or from nobody, is sent by ``chat`` itself.
    """
    if sender_chat is not None:
        return _as_user(sender_chat)
    if user is None or user.id == GROUP_ANONYMOUS_BOT:
        return _as_user(chat)
    return user


def _as_user(chat: Chat) -> User:
    return User(
        id=chat.id,
        is_bot=False,
        first_name=chat.title or "",
        username=chat.username,
    )


def personal_stack_id(sender_id: int | None) -> str:
    """Return the id of a sender's own stack in a chat of many."""
    return f"<{sender_id}>"


def owner_of(stack_id: str) -> int | None:
    """Return the sender whose own a stack is, None if it is nobody's."""
    personal = _PERSONAL_STACK.fullmatch(stack_id)
    return int(personal[1]) if personal else None


def implied_users(owner: int | None, chat_id: int) -> list[int]:
    """Return who may use a stack by its owner; nobody means everybody.

    Telegram does not tell who writes in the name of a channel, and so who
    may press in its name.
    """
    if owner is not None and (owner > 0 or owner == chat_id):
        return [owner]
    return []
