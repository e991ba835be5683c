"""A long text, seen in parts."""

from collections.abc import Iterable
from typing import Any

from aiogram_dialog.api.internal import TextWidget, Widget
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.scroll import (
    BaseScroll,
    OnPageChangedVariants,
    clamp_page,
    count_pages,
)
from aiogram_dialog.widgets.common.when import WhenCondition

from .base import Text


class ScrollingText(Text, BaseScroll):
    """Be a part of a text.

    ``page_size``: symbols of a part; 0 for the whole text. Tags and words
    are cut where they are.
    """

    def __init__(
        self,
        text: TextWidget,
        id: str,
        page_size: int = 0,
        when: WhenCondition = None,
        on_page_changed: OnPageChangedVariants = None,
    ) -> None:
        Text.__init__(self, when=when)
        BaseScroll.__init__(self, id=id, on_page_changed=on_page_changed)
        self.text = text
        self.page_size = page_size

    async def _render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str:
        text = await self._render_contents(data, manager)
        pages = self._get_page_count(text)
        page = clamp_page(await self.get_page(manager), pages)
        size = self.page_size or len(text)
        return text[page * size : (page + 1) * size]

    async def _render_contents(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str:
        """Return the whole text."""
        return await self.text.render_text(data, manager)

    def _get_page_count(self, text: str) -> int:
        """Return how many parts the whole text has."""
        return count_pages(len(text), self.page_size)

    def inner_widgets(self) -> Iterable[Widget]:
        """Return the widgets that it holds."""
        return (self.text,)

    async def get_page_count(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> int:
        """Return how many parts the text has."""
        return self._get_page_count(await self._render_contents(data, manager))
