"""What a newcomer does wrong is told: what was asked, what there is."""

import sys
from datetime import timedelta

import pytest
from aiogram import Router
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Select
from aiogram_dialog.widgets.text import Const, Format

has_notes = pytest.mark.skipif(
    sys.version_info < (3, 11),
    reason="notes came with Python 3.11",
)


class Main(StatesGroup):
    first = State()
    other = State()


def make(*widgets, state=Main.first, getter=None, **options) -> list[Router]:
    router = Router()

    @router.message()
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(state)

    window = Window(Const("x"), *widgets, getter=getter, state=Main.first)
    return [router, Dialog(window, **options)]


async def error_of(make_stage, *routers) -> Exception:
    stage = await make_stage(*routers)
    with pytest.raises((TypeError, KeyError)) as raised:
        await stage.says("hello")
    return raised.value


def make_getter():
    """Return a function of which it cannot be seen what it gives."""
    return lambda **_: {"name": "Ann"}


async def return_nothing(**kwargs):
    pass


@pytest.mark.parametrize("place", ["window", "dialog", "several"])
async def test_a_getter_that_is_no_coroutine_function(make_stage, place):
    getter = make_getter()
    routers = {
        "window": lambda: make(getter=getter),
        "dialog": lambda: make_with_dialog_getter(getter),
        "several": lambda: make(getter=[getter, return_nothing]),
    }[place]()

    error = await error_of(make_stage, *routers)

    assert "make_getter.<locals>.<lambda> is no coroutine" in str(error)
    assert "`async def`. It has returned {'name': 'Ann'}" in str(error)


def make_with_dialog_getter(getter) -> list[Router]:
    router, dialog = make()
    return [
        router,
        Dialog(*dialog.windows.values(), getter=getter),
    ]


@pytest.mark.parametrize("several", [False, True])
async def test_a_getter_that_returns_nothing(make_stage, several):
    getter = [return_nothing, return_nothing] if several else return_nothing

    error = await error_of(make_stage, *make(getter=getter))

    assert "return_nothing has returned None" in str(error)


async def test_an_error_within_a_getter_stays_as_it_is(make_stage):
    async def fail(**kwargs):
        raise TypeError("mine")

    assert str(await error_of(make_stage, *make(getter=fail))) == "mine"
    assert str(await error_of(make_stage, *make(getter=[fail, fail])))


@has_notes
@pytest.mark.parametrize(
    ("widget", "said"),
    [
        (Format("{nmae}"), "Did you mean 'name'?"),
        (Select(Const("x"), "s", str, "nams"), "Did you mean 'name'?"),
        (Format("{zzz}"), "event, middleware_data, name, start_data."),
    ],
)
async def test_a_name_that_is_not_in_the_data(make_stage, widget, said):
    async def get(**kwargs):
        return {"name": "Ann"}

    error = await error_of(make_stage, *make(widget, getter=get))

    (note,) = [it for it in error.__notes__ if it.startswith("The data of")]
    assert "where it was looked for. Its names are dialog_data" in note
    assert note.endswith(said)


@pytest.mark.parametrize("state", ["Main:first", Main, None])
async def test_a_window_is_named_by_its_state(make_stage, state):
    error = await error_of(make_stage, *make(state=state))

    assert str(error).startswith("A window is named by its state")
    assert str(error).endswith(f"not by {state!r}.")


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"time_limit": 15}, TypeError, "like timedelta"),
        ({"time_limit": timedelta()}, ValueError, "above zero"),
        ({"on_timeout": return_nothing}, ValueError, "give it a `time_limit"),
        (
            {"version": 1, "migrate": return_nothing},
            TypeError,
            "is a plain function",
        ),
        ({"renamed": {Main.other: Main.first}}, TypeError, "'Shop:cart'"),
    ],
)
def test_what_can_never_work_is_told_at_once(options, error, said):
    with pytest.raises(error, match=said):
        make(**options)
