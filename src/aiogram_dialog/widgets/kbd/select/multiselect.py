"""Choosing several items."""

from typing import Any, Generic

from aiogram.types import CallbackQuery

from aiogram_dialog.api.entities import ChatEvent
from aiogram_dialog.api.internal import StyleWidget, TextWidget
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.items import ItemsGetterVariant
from aiogram_dialog.widgets.common.managed import ManagedWidget
from aiogram_dialog.widgets.common.when import WhenCondition
from aiogram_dialog.widgets.style import EMPTY_STYLE

from .base import ItemIdGetter, OnItemClickVariant, T, TypeFactory
from .stateful import OnItemStateChangedVariant, StatefulSelect


class Multiselect(StatefulSelect[T], Generic[T]):
    """Choose any number of items, or one between limits.

    ``min_selected``: from this number on, choices cannot be taken back.
    ``max_selected``: from this number on, nothing more can be chosen; 0
    for no limit.
    Other parameters are as in ``Select``; ``on_click`` is called before a
    change and ``on_state_changed`` after it, with the event, the managed
    multiselect, the manager and the id.

    Raises ``ValueError`` if the limits leave no choice.
    """

    def __init__(
        self,
        checked_text: TextWidget,
        unchecked_text: TextWidget,
        id: str,
        item_id_getter: ItemIdGetter,
        items: ItemsGetterVariant,
        min_selected: int = 0,
        max_selected: int = 0,
        type_factory: TypeFactory[T] = str,  # type: ignore[assignment] # T is str then
        on_click: "OnItemClickVariant[ManagedMultiselect[T], T]" = None,
        on_state_changed: "OnItemStateChangedVariant[ManagedMultiselect[T], T]" = None,
        when: WhenCondition = None,
        checked_style: StyleWidget = EMPTY_STYLE,
        unchecked_style: StyleWidget = EMPTY_STYLE,
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
        if max_selected and min_selected > max_selected:
            raise ValueError(
                f"`min_selected` {min_selected} of {self} is more than its "
                f"`max_selected` {max_selected}.",
            )
        self.min_selected = min_selected
        self.max_selected = max_selected

    def _get_checked(self, manager: DialogManager) -> list[str]:
        checked: list[str] = self.get_widget_data(manager, [])
        return checked

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
