"""Media, and the first of several."""

from typing import Any

from aiogram_dialog.api.entities import MediaAttachment
from aiogram_dialog.api.internal import MediaWidget
from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.base import BaseWidget
from aiogram_dialog.widgets.common.exception_note import note_widget
from aiogram_dialog.widgets.common.first_of import FirstOf, first_shown
from aiogram_dialog.widgets.common.when import Whenable, WhenCondition

__getattr__ = moved_names(__name__)


class Media(Whenable, BaseWidget, MediaWidget):
    """Be a picture, a sound or a file; override ``_render_media``."""

    def __init__(self, when: WhenCondition = None) -> None:
        super().__init__(when=when)

    async def render_media(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> MediaAttachment | None:
        """Return the media, None if it is hidden."""
        try:
            if not (
                self.is_always_shown or await self.is_shown(data, manager)
            ):
                return None
            return await self._render_media(data, manager)
        except Exception as error:
            note_widget(error, self)
            raise

    async def _render_media(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> MediaAttachment | None:
        return None

    def __or__(self, other: "Media") -> "Or":
        if isinstance(other, Or):
            return Or(self, *other.widgets)
        return Or(self, other)

    def __ror__(self, other: "Media") -> "Or":
        return Or(other, self)


class Or(FirstOf[Media], Media):
    """Be the first media that there is."""

    def __init__(self, *widgets: Media) -> None:
        FirstOf.__init__(self, *widgets)
        Media.__init__(self)

    async def _render_media(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> MediaAttachment | None:
        return await first_shown(
            widget.render_media(data, manager) for widget in self.widgets
        )
