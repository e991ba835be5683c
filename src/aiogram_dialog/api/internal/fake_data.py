"""Stand-ins for objects that Telegram has not sent."""

from typing import Any, Literal

from aiogram.types import CallbackQuery, Chat, Message, User


class FakeUser(User):
    """Stand for a user of whom only the id is known."""

    fake: Literal[True] = True


class FakeChat(Chat):
    """Stand for a chat of which only the id is known."""

    fake: Literal[True] = True


class ReplyCallbackQuery(CallbackQuery):
    """Stand for the click that a reply-keyboard press is.

    ``original_message`` is the message that the press has sent.
    """

    original_message: Message

    def answer(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        """Raise ``ValueError``: nobody waits for this answer."""
        raise ValueError(
            "A press on a reply keyboard sends a message, not a callback "
            "query: there is nothing to answer. Send a message instead.",
        )


def is_chat_loaded(chat: Chat) -> bool:
    """Tell whether Telegram has described this chat."""
    return not getattr(chat, "fake", False)


def is_user_loaded(user: User) -> bool:
    """Tell whether Telegram has described this user."""
    return not getattr(user, "fake", False)
