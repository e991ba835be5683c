"""How buttons look: a colour and a custom emoji."""

from typing import Any

from aiogram_dialog.api.internal import StyleWidget
from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.base import BaseWidget
from aiogram_dialog.widgets.common.exception_note import note_widget
from aiogram_dialog.widgets.common.first_of import FirstOf, first_shown
from aiogram_dialog.widgets.common.when import Whenable, WhenCondition

__getattr__ = moved_names(__name__)


class BaseStyle(Whenable, BaseWidget, StyleWidget):
    """Be a style; override ``_render_style`` and ``_render_emoji``."""

    def __init__(self, when: WhenCondition = None) -> None:
        super().__init__(when=when)

    async def render_style(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str | None:
        """Return the style of the button, None if it has none."""
        try:
            if not (
                self.is_always_shown or await self.is_shown(data, manager)
            ):
                return None
            return await self._render_style(data, manager)
        except Exception as error:
            note_widget(error, self)
            raise

    async def render_emoji(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str | None:
        """Return the id of the custom emoji, None if there is none."""
        try:
            if not (
                self.is_always_shown or await self.is_shown(data, manager)
            ):
                return None
            return await self._render_emoji(data, manager)
        except Exception as error:
            note_widget(error, self)
            raise

    async def _render_style(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str | None:
        return None

    async def _render_emoji(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str | None:
        return None

    def __or__(self, other: StyleWidget) -> "Or":
        if isinstance(other, Or):
            return Or(self, *other.widgets)
        return Or(self, other)

    def __ror__(self, other: StyleWidget) -> "Or":
        return Or(other, self)


class Style(BaseStyle):
    """Be a style that does not change.

    ``style``: ``"primary"``, ``"success"`` or ``"danger"``.
    """

    def __init__(
        self,
        style: str | None = None,
        emoji_id: str | None = None,
        when: WhenCondition = None,
    ) -> None:
        super().__init__(when=when)
        self.style = style
        self.emoji_id = emoji_id

    async def _render_style(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str | None:
        return self.style

    async def _render_emoji(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str | None:
        return self.emoji_id


EMPTY_STYLE = Style()


class Or(FirstOf[StyleWidget], StyleWidget):
    """Have the first style and the first emoji that there is."""

    async def render_style(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str | None:
        """Return the first style that there is."""
        return await first_shown(
            style.render_style(data, manager) for style in self.widgets
        )

    async def render_emoji(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str | None:
        """Return the first emoji that there is."""
        return await first_shown(
            style.render_emoji(data, manager) for style in self.widgets
        )

    def managed(self, manager: DialogManager) -> Any:
        """Return the style itself: it has no state."""
        return self
