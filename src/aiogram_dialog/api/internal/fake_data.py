"""Stand-ins for objects that Telegram has not sent."""

from collections.abc import Generator
from typing import Any, Literal

from aiogram import Bot
from aiogram.types import CallbackQuery, Chat, Message, User


class FakeUser(User):
    """Stand for a user of whom only the id is known."""

    fake: Literal[True] = True


class FakeChat(Chat):
    """Stand for a chat of which only the id is known."""

    fake: Literal[True] = True


class _NoAnswer:
    """Be awaited like a method of the Bot API, and call nothing.

    What a handler returns is called if it is a method; this is none.
    """

    def as_(self, bot: Bot | None) -> "_NoAnswer":  # noqa: ARG002
        return self

    async def emit(self, bot: Bot) -> bool:  # noqa: ARG002
        return True

    def __await__(self) -> Generator[Any, None, bool]:
        return True
        yield


class ReplyCallbackQuery(CallbackQuery):
    """Stand for the click that a reply-keyboard press is.

    ``original_message`` is the message that the press has sent.
    """

    original_message: Message

    def answer(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        """Return what does nothing when it is awaited.

        The press was a message, so nobody waits for an answer; handlers and
        middlewares of clicks need not know.
        """
        return _NoAnswer()


def is_chat_loaded(chat: Chat) -> bool:
    """Tell whether Telegram has described this chat."""
    return not getattr(chat, "fake", False)


def is_user_loaded(user: User) -> bool:
    """Tell whether Telegram has described this user."""
    return not getattr(user, "fake", False)
