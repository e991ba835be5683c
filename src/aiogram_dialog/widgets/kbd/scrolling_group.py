"""Many buttons, seen in pages."""

from typing import Any

from aiogram.types import CallbackQuery

from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.api.internal.overriding import overrides
from aiogram_dialog.api.protocols import DialogManager, DialogProtocol
from aiogram_dialog.widgets.common.scroll import (
    BaseScroll,
    OnPageChangedVariants,
    clamp_page,
    count_pages,
)
from aiogram_dialog.widgets.common.when import WhenCondition
from aiogram_dialog.widgets.unvalidated import make_button

from .base import Keyboard
from .group import Group
from .item_number import to_page
from .listed import ListedButtons, list_all, render_part
from .rows import in_rows

# Where one of these is overridden, the rows of all pages are rendered.
_ON_ROWS = (
    "_get_page_count",
    "_lay_out",
    "_render_contents",
    "_render_page",
    "_wrap_kbd",
)


class ScrollingGroup(Group, BaseScroll):
    """Show some rows of a group, and a row of buttons that turn the pages.

    ``height``: rows of a page; 0 for all of them.
    ``hide_on_single_page``, ``hide_pager``: leave the pager out, if there
    is one page or always.

    Raises ``ValueError`` for a negative height.
    """

    def __init__(
        self,
        *buttons: Keyboard,
        id: str,
        width: int | None = None,
        height: int = 0,
        when: WhenCondition = None,
        on_page_changed: OnPageChangedVariants = None,
        hide_on_single_page: bool = False,
        hide_pager: bool = False,
    ) -> None:
        Group.__init__(self, *buttons, id=id, width=width, when=when)
        BaseScroll.__init__(self, id=id, on_page_changed=on_page_changed)
        if height and height < 0:
            raise ValueError(
                f"`height` of {self} is {height}, but it must be 0 or more.",
            )
        self.height = height
        self.hide_on_single_page = hide_on_single_page
        self.hide_pager = hide_pager

    async def _render_contents(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        """Return the rows of all pages."""
        return await super()._render_keyboard(data, manager)

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        listed = await self._list_contents(data, manager)
        if listed is not None:
            pages = self._count_pages(listed)
            page = clamp_page(await self.get_page(manager), pages)
            rows = await self._render_listed(page, listed)
        else:
            rows = await self._render_contents(data, manager)
            pages = self._get_page_count(rows)
            page = clamp_page(await self.get_page(manager), pages)
            rows = await self._render_page(page, rows)
        if self._has_pager(pages):
            rows = rows + await self._render_pager(pages, manager)
        return rows

    async def _list_contents(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> list[ListedButtons] | None:
        """Count the buttons, if only those of a page have to be rendered."""
        has_pages = self.height and self._row_width
        if not has_pages or overrides(type(self), ScrollingGroup, *_ON_ROWS):
            return None
        return await list_all(self.buttons, data, manager)

    @property
    def _row_width(self) -> int:
        return self.width if isinstance(self.width, int) else 0

    def _count_pages(self, listed: list[ListedButtons]) -> int:
        buttons = sum(part.number for part in listed)
        return count_pages(buttons, self._row_width * self.height)

    def _get_page_count(self, keyboard: RawKeyboard) -> int:
        """Return how many pages the rows of all buttons make."""
        return count_pages(len(keyboard), self.height)

    async def _render_page(
        self,
        page: int,
        keyboard: RawKeyboard,
    ) -> RawKeyboard:
        """Return the rows of a page, out of those of all pages."""
        if not self.height:
            return keyboard
        return keyboard[page * self.height : (page + 1) * self.height]

    async def _render_listed(
        self,
        page: int,
        listed: list[ListedButtons],
    ) -> RawKeyboard:
        size = self.height * self._row_width
        buttons = await render_part(listed, page * size, (page + 1) * size)
        return in_rows(buttons, self._row_width)

    def _has_pager(self, pages: int) -> bool:
        if self.hide_pager or pages == 0:
            return False
        return pages > 1 or not self.hide_on_single_page

    async def _render_pager(
        self,
        pages: int,
        manager: DialogManager,
    ) -> RawKeyboard:
        """Return the rows that turn the pages."""
        last_page = pages - 1
        page = clamp_page(await self.get_page(manager), pages)
        buttons = [
            ("1", 0),
            ("<", clamp_page(page - 1, pages)),
            (str(page + 1), page),
            (">", clamp_page(page + 1, pages)),
            (str(last_page + 1), last_page),
        ]
        return [
            [
                make_button(text, self._item_callback_data(target))
                for text, target in buttons
            ],
        ]

    async def _process_item_callback(
        self,
        callback: CallbackQuery,
        data: str,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        page = to_page(data)
        if page is None:
            return False
        await self.set_page(callback, page, manager)
        return True

    async def get_page_count(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> int:
        """Return how many pages the rows make."""
        listed = await self._list_contents(data, manager)
        if listed is not None:
            return self._count_pages(listed)
        return self._get_page_count(await self._render_contents(data, manager))
