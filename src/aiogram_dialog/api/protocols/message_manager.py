"""The door to Telegram."""

from abc import abstractmethod
from typing import Protocol

from aiogram import Bot
from aiogram.types import CallbackQuery, Message

from aiogram_dialog.api.entities import NewMessage, OldMessage, ShowMode
from aiogram_dialog.api.exceptions import DialogsError


class MessageNotModified(DialogsError):
    """A message on the screen that is as wanted already.

    Args:
        *text: What is shown instead.
        show_mode: The show mode, if it is why nothing was shown.
    """

    show_mode: ShowMode | None

    def __init__(
        self,
        *text: object,
        show_mode: ShowMode | None = None,
    ) -> None:
        super().__init__(*text, show_mode=show_mode)

    def _describe(self) -> str:
        if self.show_mode is None:
            return "The message is as wanted already."
        return f"Show mode is {self.show_mode}: nothing is shown."


class MessageManagerProtocol(Protocol):
    """Bring the screen up to date."""

    @abstractmethod
    async def remove_kbd(
        self,
        bot: Bot,
        show_mode: ShowMode,
        old_message: OldMessage | None,
    ) -> Message | None:
        """Take the keyboard of the last message off, or delete it."""
        ...

    @abstractmethod
    async def show_message(
        self,
        bot: Bot,
        new_message: NewMessage,
        old_message: OldMessage | None,
    ) -> OldMessage:
        """Show a message as its show mode says and describe the result.

        Raises ``MessageNotModified`` if there was nothing to do.
        """
        ...

    @abstractmethod
    async def answer_callback(
        self,
        bot: Bot,
        callback_query: CallbackQuery,
        text: str | None = None,
        show_alert: bool | None = None,
    ) -> None:
        """Let the client of a click stop waiting.

        ``text``: shown for a moment, or until it is closed with
        ``show_alert``. They are given for toasts only.
        """
        ...
