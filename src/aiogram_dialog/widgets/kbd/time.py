"""Choosing a time of the day."""

from abc import abstractmethod
from datetime import time
from typing import Any, Protocol

from aiogram.types import CallbackQuery, InlineKeyboardButton

from aiogram_dialog.api.entities import ChatEvent
from aiogram_dialog.api.internal import (
    RawKeyboard,
    StyleWidget,
    TextWidget,
)
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
from .item_number import to_number
from .rows import in_rows

HOUR_TEXT = Const("Hour")
MINUTE_TEXT = Const("Minute")
BUTTON_TEXT = Format("{value}")
BUTTON_SELECTED_TEXT = Format("[{value}]")

_HOUR_ITEM = "h"
_MINUTE_ITEM = "m"
_HOURS = range(24)
_MINUTES = range(60)
_PRECISIONS = range(1, 60)


def _to_parts(value: time | None) -> list[int | None]:
    return [None, None] if value is None else [value.hour, value.minute]


def _is_parts(state: Any) -> bool:
    # A part may be missing; a list was a tuple before it was stored.
    if not isinstance(state, list | tuple) or len(state) != 2:  # noqa: PLR2004 - an hour and a minute
        return False
    return all(
        part is None or (isinstance(part, int) and part in allowed)
        for part, allowed in zip(state, (_HOURS, _MINUTES), strict=True)
    )


class OnClick(Protocol):
    """Be told of a click on an hour or a minute."""

    @abstractmethod
    async def __call__(
        self,
        event: ChatEvent,
        counter: "ManagedTimeSelect",
        dialog_manager: DialogManager,
        value: int,
        /,
    ) -> Any:
        """Take the hour or the minute."""
        ...


class OnValueChanged(Protocol):
    """Be told of a change."""

    @abstractmethod
    async def __call__(
        self,
        event: ChatEvent,
        counter: "ManagedTimeSelect",
        dialog_manager: DialogManager,
        value: time | None,
        /,
    ) -> Any:
        """Take the time, None while a part of it is missing."""
        ...


OnClickVariant = OnClick | WidgetEventProcessor | None
OnValueChangedVariant = OnValueChanged | WidgetEventProcessor | None


class TimeSelect(Keyboard):
    """Choose an hour and a minute.

    Texts of numbers are rendered with ``value`` and the outer ``data``.
    ``hour_width``, ``minute_width``: buttons in a row.
    ``minute_precision``: minutes from one button to the next.
    ``on_hour_click``, ``on_minute_click``: called with the event, the
    managed widget, the manager and the number, before it is kept.
    ``on_value_changed``: called with the time, afterwards.
    ``default``: a ``datetime.time``, the name of one in the data, a magic
    filter, or a function of data, widget and manager, awaited if need be.
    It is resolved when the widget is rendered without a state, and kept
    without its seconds.

    Raises ``ValueError`` for a width below 1 or a precision out of 1..59,
    and ``TypeError`` for a default that is none of these.
    """

    _default: Default[list[int | None]] = Default(
        None,
        None,
        _to_parts,
        is_state=_is_parts,
    )

    def __init__(
        self,
        id: str,
        when: WhenCondition = None,
        hour_header: TextWidget = HOUR_TEXT,
        minute_header: TextWidget = MINUTE_TEXT,
        button_text: TextWidget = BUTTON_TEXT,
        button_selected_text: TextWidget = BUTTON_SELECTED_TEXT,
        header_style: StyleWidget = EMPTY_STYLE,
        button_style: StyleWidget = EMPTY_STYLE,
        button_selected_style: StyleWidget = EMPTY_STYLE,
        on_hour_click: OnClickVariant = None,
        on_minute_click: OnClickVariant = None,
        on_value_changed: OnValueChangedVariant = None,
        hour_width: int = 6,
        minute_precision: int = 5,
        minute_width: int = 6,
        *,
        default: time | DefaultSource[time] = None,
    ) -> None:
        super().__init__(id=id, when=when)
        if min(hour_width, minute_width) < 1:
            raise ValueError(
                f"`hour_width` {hour_width} and `minute_width` "
                f"{minute_width} of {self} must be 1 or more.",
            )
        if minute_precision not in _PRECISIONS:
            raise ValueError(
                f"`minute_precision` of {self} is {minute_precision}, but "
                "it must be 1 or more, and below 60.",
            )
        self.hour_header = hour_header
        self.minute_header = minute_header
        self.button_text = button_text
        self.button_selected_text = button_selected_text
        self.header_style = header_style
        self.button_style = button_style
        self.button_selected_style = button_selected_style
        self.on_hour_click = ensure_event_processor(on_hour_click)
        self.on_minute_click = ensure_event_processor(on_minute_click)
        self.on_value_changed = ensure_event_processor(on_value_changed)
        self.hour_width = hour_width
        self.minute_precision = minute_precision
        self.minute_width = minute_width
        self._default = Default(
            default,
            self,
            _to_parts,
            kinds=time,
            kind="a datetime.time",
            is_state=_is_parts,
        )

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        await self._default.settle(data, self, manager)
        hour, minute = self._get_parts(manager)
        hours = self._rows(0, len(_HOURS), 1, self.hour_width)
        minutes = self._rows(
            0,
            len(_MINUTES),
            self.minute_precision,
            self.minute_width,
        )
        return [
            [await self._render_header(self.hour_header, data, manager)],
            *await self._render_rows(hours, hour, _HOUR_ITEM, data, manager),
            [await self._render_header(self.minute_header, data, manager)],
            *await self._render_rows(
                minutes,
                minute,
                _MINUTE_ITEM,
                data,
                manager,
            ),
        ]

    def _rows(
        self,
        start: int,
        stop: int,
        step: int,
        width: int,
    ) -> list[list[int]]:
        """Return the numbers of the buttons, row by row."""
        return in_rows(range(start, stop, step), width)

    async def _render_rows(
        self,
        rows: list[list[int]],
        selected: int | None,
        item: str,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        keyboard: RawKeyboard = []
        # Python 3.10 awaits in no comprehension within another one.
        for row in rows:
            buttons = [
                await self._render_button(
                    data=data,
                    manager=manager,
                    is_selected=value == selected,
                    value=value,
                    callback_prefix=item,
                )
                for value in row
            ]
            keyboard.append([*buttons])
        return keyboard

    async def _render_header(
        self,
        text: TextWidget,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> InlineKeyboardButton:
        return await render_button(
            text,
            self.header_style,
            data,
            manager,
            self._own_callback_data(),
        )

    async def _render_button(
        self,
        *,
        data: dict[str, Any],
        manager: DialogManager,
        is_selected: bool,
        value: int,
        callback_prefix: str,
    ) -> InlineKeyboardButton:
        if is_selected:
            text, style = self.button_selected_text, self.button_selected_style
        else:
            text, style = self.button_text, self.button_style
        return await render_button(
            text,
            style,
            {"value": value, "data": data},
            manager,
            self._item_callback_data(f"{callback_prefix}{value}"),
        )

    async def _process_item_callback(
        self,
        callback: CallbackQuery,
        data: str,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        parts = {
            _HOUR_ITEM: (0, _HOURS, self.on_hour_click),
            _MINUTE_ITEM: (1, _MINUTES, self.on_minute_click),
        }
        item, value = data[:1], to_number(data[1:])
        if item not in parts:
            return False
        place, allowed, on_click = parts[item]
        if value not in allowed:
            return False
        event = manager.event
        managed = self.managed(manager)
        await on_click.process_event(event, managed, manager, value)
        kept = list(self._get_parts(manager))
        kept[place] = value
        self.set_widget_data(manager, kept)
        await self.on_value_changed.process_event(
            event,
            managed,
            manager,
            self.get_value(manager),
        )
        return True

    def _get_parts(
        self,
        manager: DialogManager,
    ) -> tuple[int | None, int | None]:
        hour, minute = self._default.read(self, manager)
        return hour, minute

    def get_value(self, manager: DialogManager) -> time | None:
        """Return the time, None while a part of it is missing."""
        return self._value_from_raw(self._get_parts(manager))

    def _value_from_raw(
        self,
        raw_value: tuple[int | None, int | None],
    ) -> time | None:
        """Return the time that a stored pair is."""
        hour, minute = raw_value
        if hour is None or minute is None:
            return None
        return time(hour, minute)

    async def set_value(
        self,
        event: ChatEvent,
        manager: DialogManager,
        value: time | None,
    ) -> None:
        """Set the time, without its seconds, and tell so."""
        self.set_widget_data(manager, _to_parts(value))
        await self.on_value_changed.process_event(
            event,
            self.managed(manager),
            manager,
            value,
        )

    def managed(self, manager: DialogManager) -> "ManagedTimeSelect":
        """Return the widget together with the time it has."""
        return ManagedTimeSelect(self, manager)


class ManagedTimeSelect(ManagedWidget[TimeSelect]):
    """Read and change a chosen time."""

    def get_value(self) -> time | None:
        """Return the time, None while a part of it is missing."""
        return self.widget.get_value(self.manager)

    async def set_value(self, value: time | None) -> None:
        """Set the time, without its seconds, and tell so."""
        await self.widget.set_value(self.manager.event, self.manager, value)
