"""Buttons that are on or off."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.types import CallbackQuery

from aiogram_dialog.api.entities import ChatEvent
from aiogram_dialog.api.internal import RawKeyboard, StyleWidget, TextWidget
from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.api.protocols import DialogManager, DialogProtocol
from aiogram_dialog.widgets.common.default import Default, DefaultSource
from aiogram_dialog.widgets.common.managed import ManagedWidget
from aiogram_dialog.widgets.common.when import WhenCondition
from aiogram_dialog.widgets.style import EMPTY_STYLE
from aiogram_dialog.widgets.text import Case
from aiogram_dialog.widgets.widget_event import (
    WidgetEventProcessor,
    ensure_event_processor,
)

from .base import Keyboard
from .button_face import either_style, render_button

__getattr__ = moved_names(__name__)

OnStateChanged = Callable[
    [ChatEvent, "ManagedCheckbox", DialogManager],
    Awaitable[Any],
]
OnStateChangedVariant = OnStateChanged | WidgetEventProcessor | None


class BaseCheckbox(Keyboard, ABC):
    """Be on or off, as kept elsewhere.

    Override ``is_checked`` and ``set_checked``. ``on_click`` is called
    before a change and ``on_state_changed`` after it, with the event, the
    managed checkbox and the manager.
    """

    def __init__(
        self,
        checked_text: TextWidget,
        unchecked_text: TextWidget,
        id: str,
        checked_style: StyleWidget = EMPTY_STYLE,
        unchecked_style: StyleWidget = EMPTY_STYLE,
        on_click: OnStateChangedVariant = None,
        on_state_changed: OnStateChangedVariant = None,
        when: WhenCondition = None,
    ) -> None:
        super().__init__(id=id, when=when)
        self.text = Case(
            {True: checked_text, False: unchecked_text},
            selector=self._is_text_checked,
        )
        self.style = either_style(
            checked_style,
            unchecked_style,
            self._is_text_checked,
        )
        self.on_click = ensure_event_processor(on_click)
        self.on_state_changed = ensure_event_processor(on_state_changed)

    @abstractmethod
    def is_checked(self, manager: DialogManager) -> bool:
        """Tell whether the checkbox is on."""
        raise NotImplementedError

    @abstractmethod
    async def set_checked(
        self,
        event: ChatEvent,
        checked: bool,
        manager: DialogManager,
    ) -> None:
        """Turn the checkbox on or off."""
        raise NotImplementedError

    def _is_text_checked(
        self,
        data: dict[str, Any],
        case: Any,
        manager: DialogManager,
    ) -> bool:
        return self.is_checked(manager)

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        # What is seen is in the button: a second tap changes nothing.
        checked = int(self.is_checked(manager))
        button = await render_button(
            self.text,
            self.style,
            data,
            manager,
            self._item_callback_data(checked),
        )
        return [[button]]

    async def _process_item_callback(
        self,
        callback: CallbackQuery,
        data: str,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        managed = self.managed(manager)
        await self.on_click.process_event(callback, managed, manager)
        await self.set_checked(callback, data == "0", manager)
        return True


class Checkbox(BaseCheckbox):
    """Be on or off, ``default`` at first.

    ``default``: True or False, the name of a value in the data, a magic
    filter, or a function of data, widget and manager, awaited if need be;
    what they give is on if it is true. It is resolved when the checkbox is
    rendered without a state, and kept.
    ``on_click`` is called before a change and ``on_state_changed`` after
    it, with the event, the managed checkbox and the manager.
    """

    _given_default: bool | DefaultSource[bool] = False
    _default: Default[bool] = Default(None, None, bool)

    def __init__(
        self,
        checked_text: TextWidget,
        unchecked_text: TextWidget,
        id: str,
        on_click: OnStateChangedVariant = None,
        on_state_changed: OnStateChangedVariant = None,
        default: bool | DefaultSource[bool] = False,
        when: WhenCondition = None,
        checked_style: StyleWidget = EMPTY_STYLE,
        unchecked_style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(
            checked_text=checked_text,
            unchecked_text=unchecked_text,
            id=id,
            checked_style=checked_style,
            unchecked_style=unchecked_style,
            on_click=on_click,
            on_state_changed=on_state_changed,
            when=when,
        )
        self.default = default

    @property
    def default(self) -> bool | DefaultSource[bool]:
        """What the checkbox is at first, or where that is found."""
        return self._given_default

    @default.setter
    def default(self, default: bool | DefaultSource[bool]) -> None:
        self._given_default = default
        # Off is what checkboxes are without a default.
        self._default = Default(default or None, self, bool)

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        await self._default.settle(data, self, manager)
        return await super()._render_keyboard(data, manager)

    def is_checked(self, manager: DialogManager) -> bool:
        """Tell whether the checkbox is on."""
        return self._default.read(self, manager)

    async def set_checked(
        self,
        event: ChatEvent,
        checked: bool,
        manager: DialogManager,
    ) -> None:
        """Turn the checkbox on or off and tell ``on_state_changed``."""
        self.set_widget_data(manager, checked)
        managed = self.managed(manager)
        await self.on_state_changed.process_event(event, managed, manager)

    def managed(self, manager: DialogManager) -> "ManagedCheckbox":
        """Return the checkbox together with its state."""
        return ManagedCheckbox(self, manager)


class ManagedCheckbox(ManagedWidget[Checkbox]):
    """Read and change a checkbox."""

    def is_checked(self) -> bool:
        """Tell whether the checkbox is on."""
        return self.widget.is_checked(self.manager)

    async def set_checked(self, checked: bool) -> None:
        """Turn the checkbox on or off and tell ``on_state_changed``."""
        await self.widget.set_checked(
            self.manager.event,
            checked,
            self.manager,
        )
