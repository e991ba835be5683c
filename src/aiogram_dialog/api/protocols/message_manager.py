"""The door to Telegram."""

from abc import abstractmethod
from typing import Protocol

from aiogram import Bot
from aiogram.types import CallbackQuery, Message

from aiogram_dialog.api.entities import NewMessage, OldMessage, ShowMode
from aiogram_dialog.api.exceptions import DialogsError


class MessageNotModified(DialogsError):
    """Tell that the message on the screen is as wanted already."""


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
