"""What windows and their dialogs are told, and in which order."""

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, LaunchMode, StartMode, Window
from aiogram_dialog.widgets.kbd import Back, Button, Cancel, Next, Row, Start
from aiogram_dialog.widgets.text import Const, Format


class Main(StatesGroup):
    first = State()
    second = State()
    third = State()


class Sub(StatesGroup):
    only = State()
    other = State()


class Root(StatesGroup):
    only = State()


LOG: list[str] = []


@pytest.fixture(autouse=True)
def log():
    LOG.clear()
    return LOG


def note(text: str):
    async def handler(*args) -> None:
        manager = args[-1]
        state = manager.current_context().state.state
        LOG.append(f"{text} at {state}")

    return handler


def note_and(text: str, action):
    noting = note(text)

    async def handler(*args) -> None:
        await noting(*args)
        await action(args[-1])

    return handler


def window(state: State, *widgets, **kwargs) -> Window:
    name = state.state
    kwargs.setdefault("on_enter", note(f"enter {name}"))
    kwargs.setdefault("on_exit", note(f"exit {name}"))
    return Window(
        Format("{dialog_data}" if not widgets else name),
        *widgets,
        state=state,
        on_process_result=note(f"result for window {name}"),
        **kwargs,
    )


def dialog(name: str, *windows: Window, **kwargs) -> Dialog:
    kwargs.setdefault("on_start", note(f"start {name}"))
    kwargs.setdefault("on_close", note(f"close {name}"))
    return Dialog(
        *windows,
        on_process_result=note(f"result for dialog {name}"),
        **kwargs,
    )


async def switch_to_same(callback, button, manager) -> None:
    await manager.switch_to(Main.first)


@pytest.fixture
async def stage(make_stage, any_storage):
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.first, mode=StartMode.RESET_STACK)

    @router.message(Command("reset"))
    async def reset(message, dialog_manager) -> None:
        await dialog_manager.reset_stack()

    main = dialog(
        "Main",
        window(
            Main.first,
            Row(
                Next(),
                Start(Const("Sub"), id="sub", state=Sub.only),
                Start(Const("Root"), id="root", state=Root.only),
                Button(Const("Same"), id="same", on_click=switch_to_same),
                Cancel(),
            ),
        ),
        window(Main.second, Row(Back(), Next())),
        window(
            Main.third,
            Back(),
            on_enter=note_and("enter and go on", lambda m: m.back()),
        ),
    )
    sub = dialog("Sub", window(Sub.only, Cancel()), window(Sub.other))
    root = dialog(
        "Root",
        window(Root.only, Cancel()),
        launch_mode=LaunchMode.ROOT,
    )
    stage = await make_stage(router, main, sub, root, storage=any_storage)
    await stage.says("/start")
    return stage


def taken() -> list[str]:
    log = LOG.copy()
    LOG.clear()
    return log


async def test_start(stage):
    assert taken() == [
        "start Main at Main:first",
        "enter Main:first at Main:first",
    ]


async def test_switch(stage):
    taken()
    await stage.presses("Next")
    assert taken() == [
        "exit Main:first at Main:first",
        "enter Main:second at Main:second",
    ]
    await stage.presses("Back")
    assert taken() == [
        "exit Main:second at Main:second",
        "enter Main:first at Main:first",
    ]


async def test_dialog_above(stage):
    taken()
    await stage.presses("Sub")
    assert taken() == ["start Sub at Sub:only", "enter Sub:only at Sub:only"]
    await stage.presses("Cancel")
    assert taken() == [
        "exit Sub:only at Sub:only",
        "close Sub at Sub:only",
        "result for dialog Main at Main:first",
        "result for window Main:first at Main:first",
    ]


async def test_last_dialog(stage):
    taken()
    await stage.presses("Cancel")
    assert taken() == [
        "exit Main:first at Main:first",
        "close Main at Main:first",
    ]


async def test_same_window(stage):
    taken()
    await stage.presses("Same")
    assert taken() == []


async def test_resets_tell_nothing(stage):
    taken()
    await stage.says("/start")
    assert taken() == [
        "start Main at Main:first",
        "enter Main:first at Main:first",
    ]
    await stage.presses("Root")
    assert taken() == [
        "start Root at Root:only",
        "enter Root:only at Root:only",
    ]
    await stage.says("/reset")
    assert taken() == []


async def test_entering_may_go_on(stage):
    await stage.presses("Next")
    taken()
    await stage.presses("Next")
    assert taken() == [
        "exit Main:second at Main:second",
        "enter and go on at Main:third",
        "exit Main:third at Main:third",
        "enter Main:second at Main:second",
    ]
    assert stage.last_message().text == "Main:second"


async def test_background_commands(stage):
    taken()
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    await bg.start(Sub.only)
    await bg.switch_to(Sub.other)
    await bg.done()
    await stage.quiet()
    assert taken() == [
        "start Sub at Sub:only",
        "enter Sub:only at Sub:only",
        "exit Sub:only at Sub:only",
        "enter Sub:other at Sub:other",
        "exit Sub:other at Sub:other",
        "close Sub at Sub:other",
        "result for dialog Main at Main:first",
        "result for window Main:first at Main:first",
    ]


async def play(make_stage, *dialogs):
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.first, mode=StartMode.RESET_STACK)

    stage = await make_stage(router, *dialogs)
    await stage.says("/start")
    return stage


async def test_the_start_chooses_the_window_that_is_entered(make_stage):
    await play(
        make_stage,
        dialog(
            "Main",
            window(Main.first),
            window(Main.second),
            on_start=note_and("start", lambda m: m.switch_to(Main.second)),
        ),
    )

    assert taken() == [
        "start at Main:first",
        "enter Main:second at Main:second",
    ]


async def test_entering_may_start_and_close(make_stage):
    stage = await play(
        make_stage,
        dialog(
            "Main",
            window(
                Main.first,
                Cancel(),
                on_enter=note_and("enter", lambda m: m.start(Sub.only)),
            ),
        ),
        dialog(
            "Sub",
            window(Sub.only, on_enter=note_and("enter", lambda m: m.done())),
        ),
    )

    assert taken() == [
        "start Main at Main:first",
        "enter at Main:first",
        "start Sub at Sub:only",
        "enter at Sub:only",
        "exit Sub:only at Sub:only",
        "close Sub at Sub:only",
        "result for dialog Main at Main:first",
        "result for window Main:first at Main:first",
    ]
    assert stage.last_message().text == "Main:first"


@pytest.mark.parametrize(
    "action",
    [lambda m: m.done(), lambda m: m.start(Sub.only)],
)
async def test_leaving_is_not_the_time_to_close(make_stage, action):
    stage = await play(
        make_stage,
        dialog(
            "Main",
            window(Main.first, Next(), on_exit=note_and("exit", action)),
            window(Main.second),
        ),
        dialog("Sub", window(Sub.only)),
    )
    before = stage.records()

    with pytest.raises(RuntimeError, match="`on_exit` of the window"):
        await stage.presses("Next")

    assert stage.unmarked_records() == before


async def test_where_to_go_is_decided_when_a_window_is_left(make_stage):
    stage = await play(
        make_stage,
        dialog(
            "Main",
            window(
                Main.first,
                Next(),
                on_exit=note_and("exit", lambda m: m.switch_to(Main.third)),
            ),
            window(Main.second, Back()),
            window(Main.third),
        ),
    )

    await stage.presses("Next")

    assert stage.last_message().text == "Main:second"


async def test_a_dialog_that_its_start_closes_is_never_entered(make_stage):
    await play(
        make_stage,
        dialog(
            "Main",
            window(Main.first),
            on_start=note_and("start", lambda m: m.done()),
        ),
    )

    assert taken() == ["start at Main:first", "close Main at Main:first"]


async def test_failing_is_not_entering(make_stage):
    async def fail(manager) -> None:
        raise ZeroDivisionError

    stage = await play(
        make_stage,
        dialog(
            "Main",
            window(Main.first, Next()),
            window(Main.second, on_enter=fail),
        ),
    )
    before = stage.records()

    with pytest.raises(ZeroDivisionError):
        await stage.presses("Next")

    assert stage.records() == before
    assert stage.last_message().text == "Main:first"
