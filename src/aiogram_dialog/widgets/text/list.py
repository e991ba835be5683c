"""A text for each item of a list."""

from collections.abc import Iterable, Sequence
from typing import Any

from aiogram_dialog.api.internal import TextWidget, Widget
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.items import (
    ItemsGetterVariant,
    get_items,
    get_items_getter,
)
from aiogram_dialog.widgets.common.scroll import (
    BaseScroll,
    OnPageChangedVariants,
    clamp_page,
    count_pages,
)
from aiogram_dialog.widgets.common.when import WhenCondition

from .base import Text


class List(Text, BaseScroll):
    """Be a text for each item; empty ones are left out.

    ``field``: rendered with ``item``, ``pos`` (from 1), ``pos0``,
    ``current_page1`` (from 1), ``current_page``, ``pages`` and the outer
    ``data``.
    ``page_size``: items of a page; the page is turned by the ``id``.
    """

    def __init__(
        self,
        field: TextWidget,
        items: ItemsGetterVariant,
        sep: str = "\n",
        when: WhenCondition = None,
        id: str | None = None,
        page_size: int | None = None,
        on_page_changed: OnPageChangedVariants = None,
    ) -> None:
        Text.__init__(self, when=when)
        BaseScroll.__init__(self, id=id, on_page_changed=on_page_changed)
        self.field = field
        self.items_getter = get_items_getter(items)
        self.sep = sep
        self.page_size = page_size

    async def _render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str:
        items: Iterable[Any] = await get_items(self.items_getter, data)
        # Pages are counted; without them any iterable will do.
        sequence = items if isinstance(items, Sequence) else list(items)
        pages = self._get_page_count(sequence)
        page, start = 0, 0
        if self.page_size:
            page = clamp_page(await self.get_page(manager), pages)
            start = page * self.page_size
            sequence = sequence[start : start + self.page_size]
        texts = [
            await self.field.render_text(
                {
                    "current_page": page,
                    "current_page1": page + 1,
                    "pages": pages,
                    "data": data,
                    "item": item,
                    "pos": pos + 1,
                    "pos0": pos,
                },
                manager,
            )
            for pos, item in enumerate(sequence, start)
        ]
        return self.sep.join(filter(None, texts))

    def inner_widgets(self) -> Iterable[Widget]:
        """Return the widgets that it holds."""
        return (self.field,)

    async def get_page_count(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> int:
        """Return how many pages the items make."""
        return self._get_page_count(await get_items(self.items_getter, data))

    def _get_page_count(self, items: Sequence[Any]) -> int:
        """Return how many pages today's items make."""
        return count_pages(len(items), self.page_size)
