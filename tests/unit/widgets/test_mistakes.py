"""What is said of a window before anybody opens it."""

import warnings
from functools import partial, wraps
from unittest.mock import AsyncMock

import pytest
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, DialogWarning, Window
from aiogram_dialog.api.exceptions import (
    CallbackDataTooLong,
    InvalidWidgetType,
)
from aiogram_dialog.widgets.callables import is_plain_function
from aiogram_dialog.widgets.input import MessageInput, TextInput
from aiogram_dialog.widgets.kbd import (
    Button,
    Cancel,
    Checkbox,
    Column,
    CurrentPage,
    FirstPage,
    Group,
    ListGroup,
    Next,
    Row,
    ScrollingGroup,
    Select,
    StubScroll,
    SwitchTo,
    Url,
)
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.media import MediaScroll, StaticMedia
from aiogram_dialog.widgets.text import Case, Const, Format, List


class Main(StatesGroup):
    first = State()
    second = State()


async def handler(*_):
    pass


async def other_handler(*_):
    pass


def window(*widgets, **kwargs) -> Window:
    return Window(*widgets, state=Main.first, **kwargs)


def button(widget_id: str, on_click=None, when=None) -> Button:
    return Button(Const("x"), id=widget_id, on_click=on_click, when=when)


def rows(*buttons, list_id="list") -> ListGroup:
    return ListGroup(*buttons, id=list_id, item_id_getter=str, items=[1])


def select(widget_id: str) -> Select:
    return Select(Format("{item}"), widget_id, str, [1])


def check(widget_id: str) -> Checkbox:
    return Checkbox(Const("x"), Const("y"), id=widget_id)


SAME = button("same", handler)


@pytest.mark.parametrize(
    "widgets",
    [
        [button("a"), button("b")],
        [Row(SAME), Column(SAME)],
        [button("a", handler, "x"), button("a", handler, "y")],
        [Next(Const("1")), Next(Const("2"))],
        [Next(), TextInput("t", on_success=Next())],
        [StubScroll("s", 1), FirstPage("s"), CurrentPage("s")],
        [button("a"), rows(button("a"))],
        [rows(button("a")), rows(button("a"), list_id="other")],
        [Url(Const("x"), Const("y")), Url(Const("x"), Const("z"))],
    ],
)
def test_ids_that_are_in_order(widgets):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        window(Const("."), *widgets)


@pytest.mark.parametrize(
    "widgets",
    [
        [button("a"), Group(button("a", handler))],
        [button("a", handler), button("a", other_handler)],
        [button("a"), select("a")],
        [button("a") | check("a")],
        [check("a"), check("a")],
        [
            SwitchTo(Const("1"), "a", Main.first),
            SwitchTo(Const("2"), "a", Main.second),
        ],
        [Cancel(id="a"), Cancel(id="a", result=1)],
        [rows(button("a"), check("a"))],
        [rows(rows(button("a"), check("a"), list_id="inner"))],
        [ScrollingGroup(check("a"), id="a", height=1)],
        [List(Const("x"), [1], id="a"), StubScroll("a", 1)],
        [
            Case(
                {1: List(Const("x"), [1], id="a"), 2: Const("y")},
                selector="x",
            ),
            StubScroll("a", 1),
        ],
        [TextInput("a"), MessageInput(handler, id="a")],
        [MediaScroll(StaticMedia(url="x"), [1], id="a"), check("a")],
        [FirstPage(StubScroll("1", 1), "a"), FirstPage("2", "a")],
    ],
)
def test_ids_that_are_there_twice(widgets):
    with pytest.warns(DialogWarning, match="the same id 'a'") as caught:
        window(Const("."), *widgets)

    (warning,) = caught
    assert "In <Window(<State 'Main:first'>)>:" in str(warning.message)
    assert warning.filename == __file__


@pytest.mark.parametrize(
    ("widget", "size"),
    [
        (button("x" * 58), 65),
        (select("x" * 56), 65),
        (check("x" * 60), 69),
        (Row(Column(button("x" * 58))), 65),
        (rows(button("x" * 51)), 65),
        (rows(rows(button("x" * 48), list_id="l")), 66),
    ],
)
def test_ids_that_are_too_long(widget, size):
    with pytest.raises(CallbackDataTooLong) as caught:
        window(Const("."), widget)

    assert f"would carry {size} bytes" in str(caught.value)
    assert f"by {size - 64} symbols" in str(caught.value)
    assert "Main:first" in str(caught.value)
    assert "Main:first" in caught.value.window
    assert caught.value.size == size
    assert set(caught.value.widget_id) == {"x"}


@pytest.mark.parametrize(
    "widget",
    [
        button("x" * 57),
        select("x" * 55),
        rows(button("y" * 50), list_id="list"),
        Group(button("y"), id="x" * 70),
        Url(Const("x"), Const("y"), id="x" * 70),
    ],
)
def test_ids_that_are_not_too_long(widget):
    assert window(Const("."), widget).find(widget.widget_id) is widget


@pytest.mark.parametrize(
    ("item", "size"),
    [("x" * 55, 64), ("x" * 56, 65), ("é" * 27 + "x", 64), ("é" * 28, 65)],
)
async def test_items_that_are_too_long(manager, item, size):
    shown = window(
        Const("."),
        Select(Format("{item}"), "s", str, [item]),
    )
    manager.context._intent_id = "intent"

    if size <= 64:
        assert await shown.render_kbd({}, manager)
        return
    with pytest.raises(CallbackDataTooLong, match=f"carries {size}") as caught:
        await shown.render_kbd({}, manager)
    assert caught.value.widget_id == "s"
    assert caught.value.data == f"s:{item}"


def test_reply_keyboards_carry_ids_of_any_length():
    widget = button("x" * 100)

    assert window(
        Const("."),
        widget,
        markup_factory=ReplyKeyboardFactory(),
    ).find("x" * 100)


@pytest.mark.parametrize(
    ("widgets", "error"),
    [
        ([StaticMedia(url="x")] * 2, ValueError),
        ([LinkPreview()] * 2, ValueError),
        ([5], InvalidWidgetType),
    ],
)
def test_the_state_is_named(widgets, error):
    with pytest.raises(error, match=r"in <Window.*Main:first"):
        window(Const("."), *widgets)


def plain(*_, **__):
    pass


class WithMethod:
    def method(self, *_):
        pass

    async def coroutine(self, *_):
        pass


def decorated(function):
    @wraps(function)
    def wrapper(*args):
        return function(*args)

    return wrapper


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (plain, True),
        (partial(plain, 1), True),
        (WithMethod().method, True),
        (WithMethod().coroutine, False),
        (handler, False),
        (partial(handler, 1), False),
        (decorated(handler), False),
        (decorated(plain), True),
        (lambda *_: None, False),
        (AsyncMock(), False),
        (print, False),
        (None, False),
    ],
)
def test_plain_functions(function, expected):
    assert is_plain_function(function) is expected


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: window(Const("."), button("a", plain)), "`on_click` of"),
        (
            lambda: window(Const("."), Group(Row(Next(on_click=plain)))),
            "`user_on_click` of <Next id=__next__>",
        ),
        (lambda: window(Const("."), plain), "`func` of <MessageInput"),
        (
            lambda: window(Const("."), TextInput("a", on_error=plain)),
            "`on_error` of <TextInput id=a>",
        ),
        (lambda: window(Const("."), getter=plain), "`getter` of <Window"),
        (
            lambda: window(Const("."), getter=[{}, plain]),
            "`getter` of <Window",
        ),
        (lambda: window(Const("."), on_enter=plain), "`on_enter` of <Window"),
        (
            lambda: Dialog(window(Const(".")), on_start=plain),
            "`on_start` of <Dialog",
        ),
        (
            lambda: Dialog(window(Const(".")), getter=plain),
            "`getter` of <Dialog",
        ),
    ],
)
def test_functions_that_cannot_be_awaited(make, name):
    with pytest.warns(DialogWarning, match="`async def`") as caught:
        make()

    (warning,) = caught
    assert name in str(warning.message)
    assert warning.filename == __file__
