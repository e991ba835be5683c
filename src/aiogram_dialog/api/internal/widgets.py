"""What a window expects of its widgets."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, runtime_checkable

from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
)

from aiogram_dialog.api.entities import MarkupVariant, MediaAttachment
from aiogram_dialog.api.protocols import DialogManager, DialogProtocol

ButtonVariant = InlineKeyboardButton | KeyboardButton
RawKeyboard = list[list[ButtonVariant]]
DataGetter = Callable[..., Awaitable[dict[str, Any]]]


@runtime_checkable
class Widget(Protocol):
    """Describe a part of a window."""

    @abstractmethod
    def managed(self, manager: DialogManager) -> Any:
        """Return the widget together with the state it has here."""
        ...

    @abstractmethod
    def find(self, widget_id: str) -> Any:
        """Return the widget with this id, or None."""
        ...


@runtime_checkable
class TextWidget(Widget, Protocol):
    """Describe a part that is text."""

    @abstractmethod
    async def render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str:
        """Return the text."""
        ...


@runtime_checkable
class StyleWidget(Widget, Protocol):
    """Describe how a button looks."""

    @abstractmethod
    async def render_style(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str | None:
        """Return the style of the button."""
        ...

    @abstractmethod
    async def render_emoji(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str | None:
        """Return the id of the custom emoji on the button."""
        ...


@runtime_checkable
class LinkPreviewWidget(Widget, Protocol):
    """Describe the link preview of a message."""

    @abstractmethod
    async def render_link_preview(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> LinkPreviewOptions | None:
        """Return the options of the link preview."""
        ...


@runtime_checkable
class KeyboardWidget(Widget, Protocol):
    """Describe a part that is rows of buttons."""

    @abstractmethod
    async def render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        """Return rows of buttons, without intent ids in them."""
        ...

    @abstractmethod
    async def process_callback(
        self,
        callback: CallbackQuery,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        """Handle a click; tell whether it was on this widget."""
        ...


@runtime_checkable
class MediaWidget(Widget, Protocol):
    """Describe a part that is a picture, a sound or a file."""

    @abstractmethod
    async def render_media(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> MediaAttachment | None:
        """Return the media."""
        ...


@runtime_checkable
class InputWidget(Widget, Protocol):
    """Describe a part that takes messages of the user."""

    @abstractmethod
    async def process_message(
        self,
        message: Message,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        """Handle a message; tell whether it was for this widget."""
        ...


@runtime_checkable
class MarkupFactory(Protocol):
    """Make Telegram's keyboard from rows of buttons."""

    @abstractmethod
    async def render_markup(
        self,
        data: dict[str, Any],
        manager: DialogManager,
        keyboard: RawKeyboard,
    ) -> MarkupVariant | None:
        """Return the keyboard, its buttons marked with the intent id."""
        ...
