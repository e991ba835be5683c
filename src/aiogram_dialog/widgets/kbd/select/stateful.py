"""Choosing that is remembered."""

from abc import ABC, abstractmethod
from typing import Any, Generic, Protocol

from aiogram.types import CallbackQuery

from aiogram_dialog.api.entities import ChatEvent
from aiogram_dialog.api.internal import StyleWidget, TextWidget
from aiogram_dialog.api.internal.overriding import overrides
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.item_id import ItemIdGetterVariant
from aiogram_dialog.widgets.common.items import ItemsGetterVariant
from aiogram_dialog.widgets.common.managed import ManagedWidget
from aiogram_dialog.widgets.common.when import WhenCondition
from aiogram_dialog.widgets.kbd.button_face import either_style
from aiogram_dialog.widgets.style import EMPTY_STYLE
from aiogram_dialog.widgets.text import Case
from aiogram_dialog.widgets.widget_event import (
    WidgetEventProcessor,
    ensure_event_processor,
)

from .base import (
    OnItemClickVariant,
    S,
    S_contra,
    Select,
    T,
    T_contra,
    TypeFactory,
)


class OnItemStateChanged(Protocol[S_contra, T_contra]):
    """Be told that an item was chosen or is not any more."""

    @abstractmethod
    async def __call__(
        self,
        event: ChatEvent,
        select: S_contra,
        dialog_manager: DialogManager,
        data: T_contra,
        /,
    ) -> Any:
        """Take the id of the item."""
        ...


OnItemStateChangedVariant = (
    OnItemStateChanged[S, T] | WidgetEventProcessor | None
)


class StatefulSelect(Select[T], ABC, Generic[T]):
    """Remember what was chosen.

    Ids are kept and compared as texts. ``on_click`` is called for every
    click, ``on_state_changed`` after each change.
    """

    def __init__(
        self,
        checked_text: TextWidget,
        unchecked_text: TextWidget,
        id: str,
        item_id_getter: ItemIdGetterVariant,
        items: ItemsGetterVariant,
        type_factory: TypeFactory[T] = str,  # type: ignore[assignment] # T is str then
        on_click: OnItemClickVariant[Any, T] = None,
        on_state_changed: OnItemStateChangedVariant[Any, T] = None,
        when: WhenCondition = None,
        checked_style: StyleWidget = EMPTY_STYLE,
        unchecked_style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(
            text=Case(
                {True: checked_text, False: unchecked_text},
                selector=self._is_text_checked,
            ),
            id=id,
            item_id_getter=item_id_getter,
            items=items,
            type_factory=type_factory,
            when=when,
            style=either_style(
                checked_style,
                unchecked_style,
                self._is_text_checked,
            ),
        )
        self.on_item_click = ensure_event_processor(on_click)
        self.on_state_changed = ensure_event_processor(on_state_changed)

    @abstractmethod
    def _is_text_checked(
        self,
        data: dict[str, Any],
        case: Any,
        manager: DialogManager,
    ) -> bool:
        """Tell whether the item that is being rendered is chosen."""
        raise NotImplementedError

    @abstractmethod
    async def _on_click(
        self,
        callback: CallbackQuery,
        select: Any,
        manager: DialogManager,
        item_id: str,
    ) -> None:
        """Change what is chosen."""
        raise NotImplementedError

    def _item_id(self, data: dict[str, Any]) -> str:
        """Return the id of the item that is being rendered."""
        return str(self.item_id_getter(data["item"]))

    async def _choose(
        self,
        callback: CallbackQuery,
        data: str,
        item_id: T,
        manager: DialogManager,
    ) -> bool:
        managed = self.managed(manager)
        if overrides(type(self), StatefulSelect, "_process_click"):
            await self._process_click(callback, managed, manager, data)
        else:
            await self._tell_click(callback, managed, manager, item_id, data)
        return True

    async def _process_click(
        self,
        callback: CallbackQuery,
        select: ManagedWidget[Any],
        manager: DialogManager,
        item_id: str,
    ) -> None:
        """Handle a click on an item, given its id as text."""
        typed_id = self.type_factory(item_id)
        await self._tell_click(callback, select, manager, typed_id, item_id)

    async def _tell_click(
        self,
        callback: CallbackQuery,
        select: ManagedWidget[Any],
        manager: DialogManager,
        typed_id: T,
        item_id: str,
    ) -> None:
        await self.on_item_click.process_event(
            callback,
            select,
            manager,
            typed_id,
        )
        await self._on_click(callback, select, manager, item_id)

    async def _process_on_state_changed(
        self,
        event: ChatEvent,
        item_id: str,
        manager: DialogManager,
    ) -> None:
        await self.on_state_changed.process_event(
            event,
            self.managed(manager),
            manager,
            self.type_factory(item_id),
        )
