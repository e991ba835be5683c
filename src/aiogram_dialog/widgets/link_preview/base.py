"""Previews of links in messages."""

from typing import Any

from aiogram.types import LinkPreviewOptions

from aiogram_dialog.api.internal import LinkPreviewWidget, TextWidget
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.base import BaseWidget
from aiogram_dialog.widgets.common.when import Whenable, WhenCondition
from aiogram_dialog.widgets.text.optional import render_optional


class LinkPreviewBase(Whenable, BaseWidget, LinkPreviewWidget):
    """Be a link preview; override ``_render_link_preview``."""

    def __init__(self, when: WhenCondition = None) -> None:
        super().__init__(when=when)

    async def render_link_preview(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> LinkPreviewOptions | None:
        """Return the options, None if the widget is hidden."""
        if not (self.is_always_shown or await self.is_shown(data, manager)):
            return None
        return await self._render_link_preview(data, manager)

    async def _render_link_preview(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> LinkPreviewOptions | None:
        return None


class LinkPreview(LinkPreviewBase):
    """Say which link is previewed and how.

    ``url``: another link than the first one of the text.
    """

    def __init__(
        self,
        url: TextWidget | None = None,
        is_disabled: bool = False,
        prefer_small_media: bool = False,
        prefer_large_media: bool = False,
        show_above_text: bool = False,
        when: WhenCondition = None,
    ) -> None:
        super().__init__(when=when)
        self.url = url
        self.is_disabled = is_disabled
        self.prefer_small_media = prefer_small_media
        self.prefer_large_media = prefer_large_media
        self.show_above_text = show_above_text

    async def _render_link_preview(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> LinkPreviewOptions | None:
        return LinkPreviewOptions(
            url=await render_optional(self.url, data, manager),
            is_disabled=self.is_disabled,
            prefer_small_media=self.prefer_small_media,
            prefer_large_media=self.prefer_large_media,
            show_above_text=self.show_above_text,
        )
