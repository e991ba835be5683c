"""What type checkers know of windows and what stands in them."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from magic_filter import F
from typing_extensions import assert_type

from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.api.internal import DataGetter
from aiogram_dialog.widgets.input import BaseInput, MessageInput
from aiogram_dialog.widgets.kbd import Button, Keyboard, Next, Row
from aiogram_dialog.widgets.kbd.base import Or as KeyboardOr
from aiogram_dialog.widgets.link_preview import LinkPreviewBase
from aiogram_dialog.widgets.media import Media, StaticMedia
from aiogram_dialog.widgets.text import Const, Format, Multi, Text
from aiogram_dialog.widgets.text.base import Or as TextOr
from aiogram_dialog.widgets.utils import (
    ensure_data_getter,
    ensure_input,
    ensure_keyboard,
    ensure_link_preview,
    ensure_media,
    ensure_text,
    ensure_widgets,
)


class Main(StatesGroup):
    first = State()


async def getter(**kwargs: Any) -> dict[str, Any]:
    return {}


async def on_click(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    pass


async def on_message(
    message: Message,
    widget: MessageInput,
    manager: DialogManager,
) -> None:
    pass


def is_shown(
    data: dict[str, Any], widget: Any, manager: DialogManager
) -> bool:
    return bool(data)


def test_ensure() -> None:
    assert_type(ensure_text("x"), Text)
    assert_type(ensure_keyboard([]), Keyboard)
    assert_type(ensure_input(on_message), BaseInput | None)
    assert_type(ensure_media([]), Media)
    assert_type(ensure_link_preview([]), LinkPreviewBase | None)
    assert_type(ensure_data_getter([getter, {"a": 1}]), DataGetter)
    assert_type(
        ensure_widgets(["x", Next(), on_message]),
        tuple[Text, Keyboard, BaseInput | None, Media, LinkPreviewBase | None],
    )
    assert isinstance(ensure_text("x"), Format)


def test_operators() -> None:
    assert_type(Const("a") + "b", Multi)
    assert_type("a" + Const("b"), Multi)
    assert_type(Const("a") | "b", TextOr)
    assert_type("a" | Const("b"), TextOr)
    assert_type(Next() | Row(), KeyboardOr)
    assert isinstance(Const("a") + "b", Multi)


def test_a_window_takes_all_kinds() -> None:
    window = Window(
        "Hello, {name}",
        Const("shown", when="name"),
        Format("{name}", when=F["name"] == "Ann"),
        Const("seldom", when=is_shown),
        Button(Const("Go"), id="go", on_click=on_click),
        Button(Const("Go"), id="next", on_click=Next()),
        StaticMedia(url="x"),
        on_message,
        state=Main.first,
        getter=[getter, {"a": 1}],
    )

    assert Dialog(window, getter=getter).states() == [Main.first]
