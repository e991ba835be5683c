"""Numbers that are counted up and down."""

from abc import abstractmethod
from typing import Any, Protocol

from aiogram.types import CallbackQuery

from aiogram_dialog.api.entities import ChatEvent
from aiogram_dialog.api.internal import RawKeyboard, StyleWidget, TextWidget
from aiogram_dialog.api.protocols import DialogManager, DialogProtocol
from aiogram_dialog.widgets.common.default import Default, DefaultSource
from aiogram_dialog.widgets.common.managed import ManagedWidget
from aiogram_dialog.widgets.common.when import WhenCondition
from aiogram_dialog.widgets.style import EMPTY_STYLE
from aiogram_dialog.widgets.text import Const, Format
from aiogram_dialog.widgets.widget_event import (
    WidgetEventProcessor,
    ensure_event_processor,
)

from .base import Keyboard
from .button_face import render_button


class OnCounterEvent(Protocol):
    """Be told of a click or a change."""

    @abstractmethod
    async def __call__(
        self,
        event: ChatEvent,
        counter: "ManagedCounter",
        dialog_manager: DialogManager,
        /,
    ) -> Any:
        """Take the event, the managed counter and the manager."""
        ...


OnCounterEventVariant = OnCounterEvent | WidgetEventProcessor | None

PLUS_TEXT = Const("+")
MINUS_TEXT = Const("-")
DEFAULT_COUNTER_TEXT = Format("{value:g}")

_MINUS_ITEM = "-"
_TEXT_ITEM = ""
_PLUS_ITEM = "+"


def _to_state(value: float | None) -> float:
    return 0 if value is None else value


class Counter(Keyboard):
    """Be a number between two buttons that change it by ``increment``.

    ``text``: rendered with ``value`` and the outer ``data``; a text that
    is None leaves its button out.
    ``default``: a number, the name of one in the data, a magic filter, or
    a function of data, widget and manager, awaited if need be. A plain
    number is stored when it is changed; another default is resolved when
    the counter is rendered without a state, and stored then.
    ``cycle``: go on at the other limit.
    ``on_click``, ``on_text_click``, ``on_value_changed``: called with the
    event, the managed counter and the manager, the last after a change.

    Raises ``ValueError`` if no number is between the limits, and
    ``TypeError`` for a default that is none.
    """

    _given_default: float | DefaultSource[float] = 0
    _default: Default[float] = Default(None, None, _to_state)

    def __init__(
        self,
        id: str,
        plus: TextWidget | None = PLUS_TEXT,
        minus: TextWidget | None = MINUS_TEXT,
        text: TextWidget | None = DEFAULT_COUNTER_TEXT,
        min_value: float = 0,
        max_value: float = 999999,
        increment: float = 1,
        default: float | DefaultSource[float] = 0,
        cycle: bool = False,
        on_click: OnCounterEventVariant = None,
        on_text_click: OnCounterEventVariant = None,
        on_value_changed: OnCounterEventVariant = None,
        when: WhenCondition = None,
        plus_style: StyleWidget = EMPTY_STYLE,
        minus_style: StyleWidget = EMPTY_STYLE,
        value_style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(id=id, when=when)
        if min_value > max_value:
            raise ValueError(
                f"No number is between `min_value` {min_value} and "
                f"`max_value` {max_value} of {self}.",
            )
        self.plus = plus
        self.minus = minus
        self.text = text
        self.min = min_value
        self.max = max_value
        self.increment = increment
        self.default = default
        self.cycle = cycle
        self.on_click = ensure_event_processor(on_click)
        self.on_text_click = ensure_event_processor(on_text_click)
        self.on_value_changed = ensure_event_processor(on_value_changed)
        self.plus_style = plus_style
        self.minus_style = minus_style
        self.value_style = value_style

    @property
    def default(self) -> float | DefaultSource[float]:
        """The number at first, or where it is found."""
        return self._given_default

    @default.setter
    def default(self, default: float | DefaultSource[float]) -> None:
        self._given_default = default
        self._default = Default(
            # Counters begin with 0 without a default.
            default or None,
            self,
            _to_state,
            kinds=(int, float),
            kind="a number",
        )

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        if not self._default.is_plain:
            await self._default.settle(data, self, manager)
        value_data = {"value": self.get_value(manager), "data": data}
        parts = (
            (self.minus, self.minus_style, data, _MINUS_ITEM),
            (self.text, self.value_style, value_data, _TEXT_ITEM),
            (self.plus, self.plus_style, data, _PLUS_ITEM),
        )
        return [
            [
                await render_button(
                    text,
                    style,
                    part_data,
                    manager,
                    self._item_callback_data(item),
                )
                for text, style, part_data, item in parts
                if text is not None
            ],
        ]

    async def _process_item_callback(
        self,
        callback: CallbackQuery,
        data: str,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        managed = self.managed(manager)
        await self.on_click.process_event(callback, managed, manager)
        value = self.get_value(manager)
        if data == _PLUS_ITEM:
            await self.set_value(manager, self._increased(value))
        elif data == _MINUS_ITEM:
            await self.set_value(manager, self._decreased(value))
        elif data == _TEXT_ITEM:
            await self.on_text_click.process_event(callback, managed, manager)
        return True

    def _increased(self, value: float) -> float:
        value += self.increment
        return self.min if self.cycle and value > self.max else value

    def _decreased(self, value: float) -> float:
        value -= self.increment
        return self.max if self.cycle and value < self.min else value

    def get_value(self, manager: DialogManager) -> float:
        """Return the number; a plain default is not kept until it changes."""
        return self._default.peek(self, manager)

    async def set_value(self, manager: DialogManager, value: float) -> None:
        """Set the number and tell so; one out of the limits is ignored."""
        if not self.min <= value <= self.max:
            return
        self.set_widget_data(manager, value)
        await self.on_value_changed.process_event(
            manager.event,
            self.managed(manager),
            manager,
        )

    def managed(self, manager: DialogManager) -> "ManagedCounter":
        """Return the counter together with its number."""
        return ManagedCounter(self, manager)


class ManagedCounter(ManagedWidget[Counter]):
    """Read and change the number of a counter."""

    def get_value(self) -> float:
        """Return the number."""
        return self.widget.get_value(self.manager)

    async def set_value(self, value: float) -> None:
        """Set the number and tell so; one out of the limits is ignored."""
        await self.widget.set_value(self.manager, value)
