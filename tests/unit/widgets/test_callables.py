import functools

import pytest
from aiogram import F

from aiogram_dialog.widgets.callables import is_coroutine_function
from aiogram_dialog.widgets.common.items import get_items_getter
from aiogram_dialog.widgets.kbd import Button, Next
from aiogram_dialog.widgets.text import Const


async def coroutine_function(*_):
    pass


class WithCoroutine:
    async def __call__(self, *_):
        pass


def nothing_on_any_way(x):
    if x:
        return
    x.do()


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (coroutine_function, True),
        (functools.partial(coroutine_function), True),
        (WithCoroutine(), True),
        (nothing_on_any_way, False),
        (print, False),
        (None, False),
    ],
)
def test_is_coroutine_function(function, expected):
    assert is_coroutine_function(function) is expected


@pytest.mark.parametrize(
    "callback",
    [5, "name", Const("x"), Button(Const("x"), "y")],
)
def test_callbacks_that_cannot_be_called(callback):
    with pytest.raises(TypeError):
        Button(Const("x"), id="x", on_click=callback)
    with pytest.raises(TypeError):
        Next(on_click=callback)


async def test_callbacks_may_return_what_is_awaited(manager, clicks):
    button = Button(Const("x"), "x", on_click=lambda _c, _b, m: m.done(5))

    assert await clicks(button, "x")
    assert manager.calls == [("done", 5, None)]


@pytest.mark.parametrize(
    ("source", "data", "expected"),
    [
        ("x", {"x": [1, 2]}, [1, 2]),
        (F["x"], {"x": (1,)}, (1,)),
        (F["x"], {"x": "ab"}, "ab"),
        (F["x"], {}, []),
        (F["x"], {"x": {"a": 1}}, []),
        (lambda data: data["x"][:1], {"x": [1, 2]}, [1]),
        ([3], {}, [3]),
    ],
)
def test_items(source, data, expected):
    assert get_items_getter(source)(data) == expected


def test_items_are_missing():
    with pytest.raises(KeyError):
        get_items_getter("x")({})
