"""Buttons made of items."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from logging import getLogger
from typing import Any, Generic, Protocol

from aiogram.types import CallbackQuery, InlineKeyboardButton
from typing_extensions import TypeVar

from aiogram_dialog.api.internal import (
    ButtonVariant,
    RawKeyboard,
    StyleWidget,
    TextWidget,
)
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
from aiogram_dialog.widgets.common.when import WhenCondition
from aiogram_dialog.widgets.kbd.base import Keyboard
from aiogram_dialog.widgets.kbd.button_face import render_button
from aiogram_dialog.widgets.kbd.listed import ListedButtons, ListsButtons
from aiogram_dialog.widgets.style import EMPTY_STYLE
from aiogram_dialog.widgets.widget_event import (
    WidgetEventProcessor,
    ensure_event_processor,
)

logger = getLogger(__name__)

T = TypeVar("T", default=str)
S = TypeVar("S")
T_contra = TypeVar("T_contra", contravariant=True)
S_contra = TypeVar("S_contra", contravariant=True)

TypeFactory = Callable[[str], T]

# What factories raise for texts that are no ids; anybody can send those.
_NO_ID_ERRORS = (ArithmeticError, LookupError, TypeError, ValueError)


class OnItemClick(Protocol[S_contra, T_contra]):
    """Be told of a click on an item."""

    @abstractmethod
    async def __call__(
        self,
        event: CallbackQuery,
        select: S_contra,
        dialog_manager: DialogManager,
        data: T_contra,
        /,
    ) -> Any:
        """Take the id of the item."""
        ...


OnItemClickVariant = OnItemClick[S, T] | WidgetEventProcessor | None


class Select(ListsButtons, Keyboard, Generic[T]):
    """Be a button for each item, all in one row.

    ``text``, ``style``: rendered with ``item``, ``target_item``, ``pos``
    (from 1), ``pos0`` and the outer ``data``.
    ``item_id_getter``: takes an item and gives its id, which stands in the
    button as text; or the name of a field of items, or a magic filter.
    ``type_factory``: makes the id from this text. A click with a text that
    it refuses is on nothing.
    ``on_click``: called with the callback query, the widget, the manager
    and the id.
    """

    def __init__(
        self,
        text: TextWidget,
        id: str,
        item_id_getter: ItemIdGetterVariant,
        items: ItemsGetterVariant,
        type_factory: TypeFactory[T] = str,  # type: ignore[assignment] # T is str then
        on_click: "OnItemClickVariant[Select[T], T]" = None,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(id=id, when=when)
        self.text = text
        self.style = style
        self.item_id_getter: ItemIdGetter = make_item_id_getter(
            item_id_getter,
            self,
        )
        self.items_getter = get_items_getter(items)
        self.type_factory = type_factory
        self.on_click = ensure_event_processor(on_click)

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        listed = await self._list_buttons(data, manager)
        return [await listed.render(0, listed.number)]

    async def _list_buttons(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> ListedButtons:
        items = await get_items(self.items_getter, data)
        if not isinstance(items, Sequence):
            # Anything that gives items will do.
            items = list(items)

        async def render(start: int, stop: int) -> list[ButtonVariant]:
            return [
                await self._render_button(pos, item, item, data, manager)
                for pos, item in enumerate(items[start:stop], start)
            ]

        return ListedButtons(len(items), render)

    async def _render_button(
        self,
        pos: int,
        item: Any,
        target_item: Any,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> InlineKeyboardButton:
        """Return a button that shows one item and chooses another one."""
        item_data = {
            "data": data,
            "item": item,
            "target_item": target_item,
            "pos": pos + 1,
            "pos0": pos,
        }
        return await render_button(
            self.text,
            self.style,
            item_data,
            manager,
            self._item_callback_data(self.item_id_getter(target_item)),
        )

    async def _process_item_callback(
        self,
        callback: CallbackQuery,
        data: str,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        try:
            item_id = self.type_factory(data)
        except _NO_ID_ERRORS as error:
            logger.debug("%s has no item %r: %r", self, data, error)
            return False
        return await self._choose(callback, data, item_id, manager)

    async def _choose(
        self,
        callback: CallbackQuery,
        data: str,
        item_id: T,
        manager: DialogManager,
    ) -> bool:
        """Handle a click on an item, given its id as text and converted."""
        await self.on_click.process_event(
            callback,
            self.managed(manager),
            manager,
            item_id,
        )
        return True
