"""What type checkers know of widgets that choose, and of their callbacks."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from aiogram.types import CallbackQuery
from typing_extensions import assert_type

from aiogram_dialog import ChatEvent, DialogManager
from aiogram_dialog.widgets.common import ManagedScroll
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import (
    Calendar,
    Checkbox,
    Counter,
    ListGroup,
    ManagedCalendar,
    ManagedCheckbox,
    ManagedCounter,
    ManagedListGroup,
    ManagedMultiselect,
    ManagedRadio,
    ManagedTimeSelect,
    ManagedToggle,
    Multiselect,
    Next,
    Radio,
    Select,
    StubScroll,
    TimeSelect,
    Toggle,
)
from aiogram_dialog.widgets.kbd.base import Keyboard
from aiogram_dialog.widgets.kbd.base import Or as KeyboardOr
from aiogram_dialog.widgets.media import Media
from aiogram_dialog.widgets.media.base import Or as MediaOr
from aiogram_dialog.widgets.style.base import BaseStyle
from aiogram_dialog.widgets.style.base import Or as StyleOr
from aiogram_dialog.widgets.text import Case, Const, Format, Multi, Text
from aiogram_dialog.widgets.text.base import Or as TextOr

X = Const("x")


def get_id(item: Any) -> int:
    return int(item)


async def on_select(
    event: CallbackQuery,
    widget: Select[int],
    manager: DialogManager,
    item: int,
) -> None:
    pass


async def on_radio(
    event: ChatEvent,
    widget: ManagedRadio[int],
    manager: DialogManager,
    item: int,
) -> None:
    assert_type(widget.get_checked(), int | None)


async def on_multiselect(
    event: ChatEvent,
    widget: ManagedMultiselect[int],
    manager: DialogManager,
    item: int,
) -> None:
    assert_type(widget.get_checked(), list[int])


async def on_date(
    event: ChatEvent,
    widget: ManagedCalendar,
    manager: DialogManager,
    chosen: date,
) -> None:
    assert_type(widget.get_offset(), date | None)


async def on_counter(
    event: ChatEvent,
    widget: ManagedCounter,
    manager: DialogManager,
) -> None:
    assert_type(widget.get_value(), float)


async def on_checkbox(
    event: ChatEvent,
    widget: ManagedCheckbox,
    manager: DialogManager,
) -> None:
    assert_type(widget.is_checked(), bool)


async def on_page(
    event: ChatEvent,
    scroll: ManagedScroll[Any],
    manager: DialogManager,
) -> None:
    assert_type(await scroll.get_page(), int)


async def on_time(
    event: ChatEvent,
    widget: ManagedTimeSelect,
    manager: DialogManager,
    value: time | None,
) -> None:
    assert_type(widget.get_value(), time | None)


def test_the_factory_decides() -> None:
    select = Select(X, "s", get_id, "items", int, on_select)
    radio = Radio(X, X, "r", get_id, "items", int, on_radio, on_radio)
    multi = Multiselect(
        X,
        X,
        "m",
        get_id,
        "items",
        type_factory=int,
        on_click=on_multiselect,
        on_state_changed=on_multiselect,
    )
    toggle = Toggle(X, "t", get_id, "items", int, on_radio, on_radio)

    assert_type(select, Select[int])
    assert_type(radio, Radio[int])
    assert_type(multi, Multiselect[int])
    assert_type(toggle, Toggle[int])
    assert select.widget_id == "s"


def test_without_a_factory_ids_are_texts() -> None:
    select = Select(X, "s", get_id, ["a"])

    assert_type(select, Select[str])
    assert_type(Radio(X, X, "r", get_id, "items"), Radio[str])
    assert_type(Multiselect(X, X, "m", get_id, "x"), Multiselect[str])
    assert_type(Toggle(X, "t", get_id, "items"), Toggle[str])
    assert_type(TextInput("i"), TextInput[str])
    assert select.type_factory("a") == "a"


def test_callbacks_fit() -> None:
    calendar = Calendar("c", on_click=on_date)

    Counter("c", on_click=on_counter, on_value_changed=on_counter)
    Checkbox(X, X, "x", on_click=on_checkbox, on_state_changed=on_checkbox)
    TimeSelect("t", on_value_changed=on_time)
    StubScroll("s", 5, on_page_changed=on_page)
    Select(X, "s", get_id, "items", on_click=Next())
    assert calendar.widget_id == "c"


def check_managed(
    radio: Radio[int],
    multi: Multiselect[int],
    toggle: Toggle[int],
    group: ListGroup,
    manager: DialogManager,
) -> None:
    assert_type(radio.managed(manager), ManagedRadio[int])
    assert_type(radio.get_checked(manager), int | None)
    assert_type(multi.managed(manager), ManagedMultiselect[int])
    assert_type(multi.get_checked(manager), list[int])
    assert_type(toggle.managed(manager), ManagedToggle[int])
    assert_type(group.managed(manager), ManagedListGroup)


def check_wrong_callbacks() -> None:
    Select(X, "s", get_id, "items", str, on_select)  # type: ignore[arg-type] # of numbers
    Radio(X, X, "r", get_id, "items", int, on_multiselect)  # type: ignore[arg-type] # of many


def check_operators(
    text: Text,
    keyboard: Keyboard,
    media: Media,
    style: BaseStyle,
    items: Sequence[str],
) -> None:
    assert_type(text + "x", Multi)
    assert_type("x" + text + text, Multi)
    assert_type(text | "x", TextOr)
    assert_type("x" | text, TextOr)
    assert_type(text | text | "x", TextOr)
    assert_type(keyboard | keyboard | keyboard, KeyboardOr)
    assert_type(media | media | media, MediaOr)
    assert_type(style | style | style, StyleOr)
    Case({1: text, ...: Format("x")}, selector="x")
    Case({1: text}, selector=lambda data, _case, _manager: data["x"])
    Select(text, "s", get_id, items)
    Select(text, "s", get_id, lambda data: list(data["x"]))
