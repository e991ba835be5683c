"""Media of one item of a list."""

from collections.abc import Iterable
from typing import Any

from aiogram_dialog.api.entities import MediaAttachment
from aiogram_dialog.api.internal import MediaWidget, Widget
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
)
from aiogram_dialog.widgets.common.when import WhenCondition

from .base import Media


class MediaScroll(Media, BaseScroll):
    """Be the media of the item on the current page, an item on each.

    ``media``: rendered with ``item``, ``pos`` (from 1), ``pos0``,
    ``current_page1`` (from 1), ``current_page``, ``pages`` and the outer
    ``data``.
    """

    def __init__(
        self,
        media: MediaWidget,
        items: ItemsGetterVariant,
        id: str,
        when: WhenCondition = None,
        on_page_changed: OnPageChangedVariants = None,
    ) -> None:
        Media.__init__(self, when=when)
        BaseScroll.__init__(self, id=id, on_page_changed=on_page_changed)
        self.media = media
        self.items_getter = get_items_getter(items)

    async def _render_media(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> MediaAttachment | None:
        items = await get_items(self.items_getter, data)
        page = clamp_page(await self.get_page(manager), len(items))
        if not items:
            return None
        return await self.media.render_media(
            {
                "current_page": page,
                "current_page1": page + 1,
                "pages": len(items),
                "data": data,
                "item": items[page],
                "pos": page + 1,
                "pos0": page,
            },
            manager,
        )

    def inner_widgets(self) -> Iterable[Widget]:
        """Return the widgets that it holds."""
        return (self.media,)

    async def get_page_count(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> int:
        """Return how many items there are."""
        return len(await get_items(self.items_getter, data))
