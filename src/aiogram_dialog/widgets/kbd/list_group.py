"""Buttons for each item of a list, with a state for each."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from aiogram.types import CallbackQuery, InlineKeyboardButton

from aiogram_dialog.api.entities import ChatEvent
from aiogram_dialog.api.internal import RawKeyboard, Widget
from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.api.protocols import DialogManager, DialogProtocol
from aiogram_dialog.widgets.common.item_id import (
    ItemIdGetter,
    ItemIdGetterVariant,
    make_item_id_getter,
)
from aiogram_dialog.widgets.common.items import (
    ItemsGetterVariant,
    get_items,
    get_items_getter,
)
from aiogram_dialog.widgets.common.scroll import (
    BaseScroll,
    ManagedScroll,
    OnPageChangedVariants,
    clamp_page,
    count_pages,
)
from aiogram_dialog.widgets.common.sub_manager import SubManager
from aiogram_dialog.widgets.common.tree import find_first
from aiogram_dialog.widgets.common.when import WhenCondition
from aiogram_dialog.widgets.markup.callback_data import set_callback_data
from aiogram_dialog.widgets.unvalidated import with_data

from .base import Keyboard, RoutesClicks

__getattr__ = moved_names(__name__)

# Among the states of the items, this one is of the list: its page.
_PAGE_ITEM_ID = ""
# Clicks may be forged without end, and all states are stored together.
_MAX_CLICKED = 1000


class ListGroup(RoutesClicks, Keyboard, BaseScroll):
    """Repeat buttons for each item, one below the other.

    The buttons are rendered with ``item``, ``pos`` (from 1), ``pos0`` and
    the outer ``data``. Their handlers get a ``SubManager``: its
    ``item_id`` tells the item, and widgets found by it are of this item.
    ``item_id_getter``: takes an item and gives its id; or the name of a
    field of items, or a magic filter.
    ``page_size``: items of a page, 0 for all of them; pager buttons turn
    the pages.

    Clicks make states of no more than 1000 items.

    Raises ``ValueError`` for a negative size.
    """

    def __init__(
        self,
        *buttons: Keyboard,
        id: str,
        item_id_getter: ItemIdGetterVariant,
        items: ItemsGetterVariant,
        when: WhenCondition = None,
        page_size: int = 0,
        on_page_changed: OnPageChangedVariants = None,
    ) -> None:
        Keyboard.__init__(self, id=id, when=when)
        BaseScroll.__init__(self, id=id, on_page_changed=on_page_changed)
        if page_size and page_size < 0:
            raise ValueError(
                f"`page_size` of {self} is {page_size}, but it must be 0 "
                "or more.",
            )
        self.buttons = buttons
        self.item_id_getter: ItemIdGetter = make_item_id_getter(
            item_id_getter,
            self,
        )
        self.items_getter = get_items_getter(items)
        self.page_size = page_size

    @cached_property
    def _list_id(self) -> str:
        # The constructor takes no list without an id.
        return self.widget_id or ""

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        items = await get_items(self.items_getter, data)
        start = 0
        if self.page_size:
            pages = self._get_page_count(items)
            page = clamp_page(await self.get_page(manager), pages)
            start = page * self.page_size
            items = items[start : start + self.page_size]
        rows: RawKeyboard = []
        for pos, item in enumerate(items, start):
            rows += await self._render_item(pos, item, data, manager)
        return rows

    async def _render_item(
        self,
        pos: int,
        item: Any,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        item_data = {"data": data, "item": item, "pos": pos + 1, "pos0": pos}
        item_id = str(self.item_id_getter(item))
        sub_manager = self.item_manager(manager, item_id)
        rows: RawKeyboard = []
        for widget in self.buttons:
            rows += await widget.render_keyboard(item_data, sub_manager)
        for row in rows:
            for button in row:
                # Buttons without data of their own are of nobody.
                if isinstance(button, InlineKeyboardButton) and (
                    button.callback_data
                ):
                    item_data_of_button = f"{item_id}:{button.callback_data}"
                    set_callback_data(
                        button,
                        self._item_callback_data(item_data_of_button),
                    )
        return rows

    def item_manager(
        self,
        manager: DialogManager,
        item_id: str,
    ) -> SubManager:
        """Return the manager of the widgets of an item."""
        return SubManager(self, manager, self._list_id, item_id)

    async def _process_item_callback(
        self,
        callback: CallbackQuery,
        data: str,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        for item_id, item_data in _splits(data):
            item_callback = with_data(callback, item_data)
            if await self._offer(item_callback, item_id, dialog, manager):
                return True
        return False

    async def _offer(
        self,
        callback: CallbackQuery,
        item_id: str,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        """Offer a click to the buttons of an item."""
        widget_data = manager.current_context().widget_data
        is_first = self._list_id not in widget_data
        states = widget_data.setdefault(self._list_id, {})
        is_new = item_id not in states
        if is_new and len(states) >= _MAX_CLICKED:
            return False
        is_processed = await self._route_click(
            self.buttons,
            callback,
            dialog,
            self.item_manager(manager, item_id),
        )
        if is_new and not is_processed:
            # Buttons that were asked may have looked at their states.
            states.pop(item_id, None)
        if is_first and not states:
            widget_data.pop(self._list_id, None)
        return is_processed

    def inner_widgets(self) -> Iterable[Widget]:
        """Return the widgets that it holds."""
        return self.buttons

    def find(self, widget_id: str) -> Any:
        """Return the list or a widget in it that has this id, or None."""
        if widget_id == self.widget_id:
            return self
        return find_first(self.buttons, widget_id)

    async def get_page_count(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> int:
        """Return how many pages the items make; without a size one."""
        if not self.page_size:
            return 1
        return self._get_page_count(await get_items(self.items_getter, data))

    def _get_page_count(self, items: Sequence[Any]) -> int:
        """Return how many pages today's items make."""
        return count_pages(len(items), self.page_size)

    async def get_page(self, manager: DialogManager) -> int:
        """Return the current page."""
        return await super().get_page(
            self.item_manager(manager, _PAGE_ITEM_ID),
        )

    async def set_page(
        self,
        event: ChatEvent,
        page: int,
        manager: DialogManager,
    ) -> None:
        """Go to a page."""
        self.set_widget_data(
            self.item_manager(manager, _PAGE_ITEM_ID),
            page,
        )
        await self.on_page_changed.process_event(
            event,
            self.managed(manager),
            manager,
        )

    def managed(self, manager: DialogManager) -> "ManagedListGroup":
        """Return the list together with the states of its items."""
        return ManagedListGroup(self, manager)


def _splits(data: str) -> Iterator[tuple[str, str]]:
    """Yield what the id of an item and the data of its button may be.

    Both may have colons in them; the shortest id comes first.
    """
    colon = data.find(":")
    while colon >= 0:
        yield data[:colon], data[colon + 1 :]
        colon = data.find(":", colon + 1)


class ManagedListGroup(ManagedScroll[ListGroup]):
    """Find widgets of an item, and turn the pages of a list."""

    def find_for_item(self, widget_id: str, item_id: str) -> Any | None:
        """Return the managed widget of an item, or None."""
        widget = self.widget.find(widget_id)
        if widget is None:
            return None
        item_manager = self.widget.item_manager(self.manager, str(item_id))
        return widget.managed(item_manager)
