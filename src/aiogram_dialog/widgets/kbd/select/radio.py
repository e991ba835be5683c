"""Choosing one item."""

from typing import Any, Generic

from aiogram.types import CallbackQuery

from aiogram_dialog.api.entities import ChatEvent
from aiogram_dialog.api.internal import RawKeyboard, StyleWidget, TextWidget
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.default import (
    Default,
    DefaultSource,
    to_text,
)
from aiogram_dialog.widgets.common.item_id import ItemIdGetterVariant
from aiogram_dialog.widgets.common.items import ItemsGetterVariant, get_items
from aiogram_dialog.widgets.common.managed import ManagedWidget
from aiogram_dialog.widgets.common.when import WhenCondition
from aiogram_dialog.widgets.kbd.listed import ListedButtons
from aiogram_dialog.widgets.style import EMPTY_STYLE

from .base import OnItemClickVariant, T, TypeFactory
from .stateful import OnItemStateChangedVariant, StatefulSelect


class Radio(StatefulSelect[T], Generic[T]):
    """Choose one of the items.

    ``default``: the id that is chosen at first, the name of one in the
    data, a magic filter, or a function of data, widget and manager,
    awaited if need be. A text that the data has no value for is the id
    itself. It is resolved when the radio is rendered without a choice, and
    kept.
    Other parameters are as in ``Select``; ``on_click`` is called before a
    change and ``on_state_changed`` after it, with the event, the managed
    radio, the manager and the id.
    """

    _default: Default[str | None] = Default(None, None, to_text)

    def __init__(
        self,
        checked_text: TextWidget,
        unchecked_text: TextWidget,
        id: str,
        item_id_getter: ItemIdGetterVariant,
        items: ItemsGetterVariant,
        type_factory: TypeFactory[T] = str,  # type: ignore[assignment] # T is str then
        on_click: "OnItemClickVariant[ManagedRadio[T], T]" = None,
        on_state_changed: "OnItemStateChangedVariant[ManagedRadio[T], T]" = None,
        when: WhenCondition = None,
        checked_style: StyleWidget = EMPTY_STYLE,
        unchecked_style: StyleWidget = EMPTY_STYLE,
        *,
        default: Any | DefaultSource[Any] = None,
    ) -> None:
        super().__init__(
            checked_text=checked_text,
            unchecked_text=unchecked_text,
            id=id,
            item_id_getter=item_id_getter,
            items=items,
            type_factory=type_factory,
            on_click=on_click,
            on_state_changed=on_state_changed,
            when=when,
            checked_style=checked_style,
            unchecked_style=unchecked_style,
        )
        self._default = Default(default, self, to_text, may_be_text=True)

    async def _list_buttons(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> ListedButtons:
        await self._default.settle(data, self, manager)
        return await super()._list_buttons(data, manager)

    def _get_checked(self, manager: DialogManager) -> str | None:
        return self._default.read(self, manager)

    def get_checked(self, manager: DialogManager) -> T | None:
        """Return the id of the item that is chosen, None if none is."""
        checked = self._get_checked(manager)
        return None if checked is None else self.type_factory(checked)

    def is_checked(self, item_id: Any, manager: DialogManager) -> bool:
        """Tell whether the item with this id is chosen."""
        return str(item_id) == self._get_checked(manager)

    async def set_checked(
        self,
        event: ChatEvent,
        item_id: Any,
        manager: DialogManager,
    ) -> None:
        """Choose the item with this id; tell of it if another one was."""
        item_id = str(item_id)
        if item_id == self._get_checked(manager):
            return
        self.set_widget_data(manager, item_id)
        await self._process_on_state_changed(event, item_id, manager)

    def _preview_checked_id(self, manager: DialogManager, item_id: str) -> str:
        # The first item that asks is the one.
        checked = self._get_checked(manager)
        if checked is None:
            checked = item_id
            self.set_widget_data(manager, checked)
        return checked

    def _is_text_checked(
        self,
        data: dict[str, Any],
        case: Any,
        manager: DialogManager,
    ) -> bool:
        item_id = self._item_id(data)
        if manager.is_preview():
            return item_id == self._preview_checked_id(manager, item_id)
        return self.is_checked(item_id, manager)

    async def _on_click(
        self,
        callback: CallbackQuery,
        select: Any,
        manager: DialogManager,
        item_id: str,
    ) -> None:
        await self.set_checked(callback, item_id, manager)

    def managed(self, manager: DialogManager) -> "ManagedRadio[T]":
        """Return the radio together with its choice."""
        return ManagedRadio(self, manager)


class ManagedRadio(ManagedWidget[Radio[T]], Generic[T]):
    """Read and change the choice of a radio."""

    def get_checked(self) -> T | None:
        """Return the id of the item that is chosen, None if none is."""
        return self.widget.get_checked(self.manager)

    def is_checked(self, item_id: T) -> bool:
        """Tell whether the item with this id is chosen."""
        return self.widget.is_checked(item_id, self.manager)

    async def set_checked(self, item_id: T) -> None:
        """Choose the item with this id; tell of it if another one was."""
        await self.widget.set_checked(
            self.manager.event,
            item_id,
            self.manager,
        )


class Toggle(Radio[T], Generic[T]):
    """Show the chosen item in one button that chooses the next one.

    ``text`` is rendered with the item shown as ``item`` and the next one
    as ``target_item``; everything else is as in ``Radio``.
    """

    def __init__(
        self,
        text: TextWidget,
        id: str,
        item_id_getter: ItemIdGetterVariant,
        items: ItemsGetterVariant,
        type_factory: TypeFactory[T] = str,  # type: ignore[assignment] # T is str then
        on_click: "OnItemClickVariant[ManagedToggle[T], T]" = None,
        on_state_changed: "OnItemStateChangedVariant[ManagedToggle[T], T]" = None,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
        *,
        default: Any | DefaultSource[Any] = None,
    ) -> None:
        super().__init__(
            checked_text=text,
            unchecked_text=text,
            id=id,
            item_id_getter=item_id_getter,
            items=items,
            type_factory=type_factory,
            on_click=on_click,  # type: ignore[arg-type] # `managed` gives a toggle
            on_state_changed=on_state_changed,  # type: ignore[arg-type] # as above
            when=when,
            default=default,
        )
        self.style = style

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        await self._default.settle(data, self, manager)
        items = list(await get_items(self.items_getter, data))
        if not items:
            return [[]]
        shown, target = self._positions(items, self._get_checked(manager))
        button = await self._render_button(
            shown,
            items[shown],
            items[target],
            data,
            manager,
        )
        return [[button]]

    def _positions(
        self,
        items: list[Any],
        checked: str | None,
    ) -> tuple[int, int]:
        """Return which item is shown and which one a click chooses."""
        if checked is None:
            return 0, 1 % len(items)
        ids = [str(self.item_id_getter(item)) for item in items]
        if checked not in ids:
            return 0, 0
        shown = ids.index(checked)
        return shown, (shown + 1) % len(items)

    def managed(self, manager: DialogManager) -> "ManagedToggle[T]":
        """Return the toggle together with its choice."""
        return ManagedToggle(self, manager)


class ManagedToggle(ManagedRadio[T], Generic[T]):
    """Read and change the choice of a toggle."""
