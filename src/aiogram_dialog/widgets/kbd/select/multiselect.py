"""Choosing several items."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Generic

from aiogram.types import CallbackQuery

from aiogram_dialog.api.entities import ChatEvent
from aiogram_dialog.api.internal import StyleWidget, TextWidget
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.default import Default, DefaultSource
from aiogram_dialog.widgets.common.item_id import ItemIdGetterVariant
from aiogram_dialog.widgets.common.items import ItemsGetterVariant
from aiogram_dialog.widgets.common.managed import ManagedWidget
from aiogram_dialog.widgets.common.when import WhenCondition
from aiogram_dialog.widgets.kbd.listed import ListedButtons
from aiogram_dialog.widgets.style import EMPTY_STYLE

from .base import OnItemClickVariant, T, TypeFactory
from .stateful import OnItemStateChangedVariant, StatefulSelect

_Ids = Sequence[Any] | AbstractSet[Any]

# Clicks may be forged without end, and all states are stored together.
_MAX_CLICKED = 1000


def _to_ids(value: Any) -> list[str]:
    return [str(item_id) for item_id in value or ()]


class Multiselect(StatefulSelect[T], Generic[T]):
    """Choose any number of items, or one between limits.

    ``min_selected``: from this number on, choices cannot be taken back.
    ``max_selected``: from this number on, nothing more can be chosen; 0
    for no limit.
    ``default``: ids that are chosen at first, the name of such a list in
    the data, a magic filter, or a function of data, widget and manager,
    awaited if need be. It is resolved when the multiselect is rendered
    without a state, and kept.
    Other parameters are as in ``Select``; ``on_click`` is called before a
    change and ``on_state_changed`` after it, with the event, the managed
    multiselect, the manager and the id.

    Clicks add to no more than 1000 ids.

    Raises ``ValueError`` if the limits leave no choice, and ``TypeError``
    for a default that is none of these.
    """

    _default: Default[list[str]] = Default(None, None, _to_ids)

    def __init__(
        self,
        checked_text: TextWidget,
        unchecked_text: TextWidget,
        id: str,
        item_id_getter: ItemIdGetterVariant,
        items: ItemsGetterVariant,
        min_selected: int = 0,
        max_selected: int = 0,
        type_factory: TypeFactory[T] = str,  # type: ignore[assignment] # T is str then
        on_click: "OnItemClickVariant[ManagedMultiselect[T], T]" = None,
        on_state_changed: "OnItemStateChangedVariant[ManagedMultiselect[T], T]" = None,
        when: WhenCondition = None,
        checked_style: StyleWidget = EMPTY_STYLE,
        unchecked_style: StyleWidget = EMPTY_STYLE,
        *,
        default: _Ids | DefaultSource[_Ids] = None,
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
        if min(min_selected, max_selected or 0) < 0:
            raise ValueError(
                f"`min_selected` {min_selected} and `max_selected` "
                f"{max_selected} of {self} must be 0 or more.",
            )
        if max_selected and min_selected > max_selected:
            raise ValueError(
                f"`min_selected` {min_selected} of {self} is more than its "
                f"`max_selected` {max_selected}.",
            )
        self.min_selected = min_selected
        self.max_selected = max_selected
        self._default = Default(
            default,
            self,
            _to_ids,
            kinds=(list, tuple, AbstractSet),
            kind="a list of ids",
        )

    async def _list_buttons(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> ListedButtons:
        await self._default.settle(data, self, manager)
        return await super()._list_buttons(data, manager)

    def _get_checked(self, manager: DialogManager) -> list[str]:
        return self._default.read(self, manager)

    def get_checked(self, manager: DialogManager) -> list[T]:
        """Return the ids of the items that are chosen, in that order."""
        return [self.type_factory(it) for it in self._get_checked(manager)]

    def is_checked(self, item_id: Any, manager: DialogManager) -> bool:
        """Tell whether the item with this id is chosen."""
        return str(item_id) in self._get_checked(manager)

    async def set_checked(
        self,
        event: ChatEvent,
        item_id: Any,
        checked: bool,
        manager: DialogManager,
    ) -> None:
        """Choose an item or take it back, within the limits.

        Tells of it if something has changed.
        """
        item_id = str(item_id)
        kept = self._get_checked(manager)
        if checked == (item_id in kept):
            return
        if checked:
            if self.max_selected and len(kept) >= self.max_selected:
                return
            self.set_widget_data(manager, [*kept, item_id])
        else:
            if len(kept) <= self.min_selected:
                return
            self.set_widget_data(manager, [it for it in kept if it != item_id])
        await self._process_on_state_changed(event, item_id, manager)

    async def reset_checked(
        self,
        event: ChatEvent,
        manager: DialogManager,
    ) -> None:
        """Take all choices back, whatever the limits, telling nothing."""
        self.set_widget_data(manager, [])

    def _is_text_checked(
        self,
        data: dict[str, Any],
        case: Any,
        manager: DialogManager,
    ) -> bool:
        item_id = self._item_id(data)
        if manager.is_preview():
            # Some are and some are not, and the same ones each time.
            return ord(item_id[-1:] or "0") % 2 == 1
        return self.is_checked(item_id, manager)

    async def _choose(
        self,
        callback: CallbackQuery,
        data: str,
        item_id: T,
        manager: DialogManager,
    ) -> bool:
        kept = self._get_checked(manager)
        if len(kept) >= _MAX_CLICKED and data not in kept:
            return False
        return await super()._choose(callback, data, item_id, manager)

    async def _on_click(
        self,
        callback: CallbackQuery,
        select: Any,
        manager: DialogManager,
        item_id: str,
    ) -> None:
        await self.set_checked(
            callback,
            item_id,
            not self.is_checked(item_id, manager),
            manager,
        )

    def managed(self, manager: DialogManager) -> "ManagedMultiselect[T]":
        """Return the multiselect together with its choices."""
        return ManagedMultiselect(self, manager)


class ManagedMultiselect(ManagedWidget[Multiselect[T]], Generic[T]):
    """Read and change the choices of a multiselect."""

    def get_checked(self) -> list[T]:
        """Return the ids of the items that are chosen, in that order."""
        return self.widget.get_checked(self.manager)

    def is_checked(self, item_id: T) -> bool:
        """Tell whether the item with this id is chosen."""
        return self.widget.is_checked(item_id, self.manager)

    async def set_checked(self, item_id: T, checked: bool) -> None:
        """Choose an item or take it back, within the limits."""
        await self.widget.set_checked(
            self.manager.event,
            item_id,
            checked,
            self.manager,
        )

    async def reset_checked(self) -> None:
        """Take all choices back, whatever the limits, telling nothing."""
        await self.widget.reset_checked(self.manager.event, self.manager)
