"""A bot of dialogs that come, go, and tell each other how they ended."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import (
    AccessSettings,
    Dialog,
    LaunchMode,
    ShowMode,
    StartMode,
    Window,
)
from aiogram_dialog.api.protocols import CancelEventProcessing
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import (
    Back,
    Button,
    Cancel,
    Group,
    Next,
    Start,
    SwitchTo,
)
from aiogram_dialog.widgets.text import Const, Format

from .notes import noting


class Main(StatesGroup):
    first = State()
    second = State()


class Sub(StatesGroup):
    only = State()
    quick = State()


class Root(StatesGroup):
    only = State()


class Single(StatesGroup):
    only = State()


class Alone(StatesGroup):
    only = State()


STATES = [
    Main.first,
    Main.second,
    Sub.only,
    Root.only,
    Single.only,
    Alone.only,
]
WORDS = ["hello", "close", "reset", "again"]
TALK = 0.12


async def cancelled(manager: Any) -> None:
    raise CancelEventProcessing


async def failed(manager: Any) -> None:
    manager.dialog_data["lost"] = True
    raise ZeroDivisionError


async def close(manager: Any) -> None:
    await manager.done({"closed": "by code"}, show_mode=ShowMode.SEND)


async def close_without(manager: Any) -> None:
    await manager.done(show_mode=ShowMode.DELETE_AND_SEND)


async def reset(manager: Any) -> None:
    await manager.reset_stack()


async def delete(manager: Any) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND


async def keep_still(manager: Any) -> None:
    manager.show_mode = ShowMode.NO_UPDATE


async def update(manager: Any) -> None:
    await manager.update({"updated": True}, show_mode=ShowMode.SEND)


async def answer(click: Any, button: Any, manager: Any) -> None:
    await noting("answer")(click, button, manager)
    await click.answer("answered", show_alert=True)


async def in_background(manager: Any) -> None:
    count = manager.dialog_data.get("background", 0) + 1
    await manager.bg().update({"background": count})


async def switch_behind(manager: Any) -> None:
    await manager.bg().switch_to(Main.second)


async def for_all(manager: Any) -> None:
    await manager.start(
        Sub.only,
        data=["for", "all"],
        access_settings=AccessSettings([], custom={"who": "all"}),
    )


async def for_nobody(manager: Any) -> None:
    await manager.start(
        Sub.only,
        data="nobody",
        access_settings=AccessSettings([1]),
    )


async def restart(manager: Any) -> None:
    await manager.start(Main.first, 5, mode=StartMode.RESET_STACK)


async def start_then_close(manager: Any) -> None:
    await manager.start(Sub.only, {"chain": 1})
    await manager.done({"chain": 2})


def act(label: str, what: Any, **kwargs: Any) -> Button:
    name = label.lower().replace(" ", "_")
    return Button(Const(label), name, noting(name, what), **kwargs)


def starts() -> Group:
    modes = [ShowMode.SEND, ShowMode.DELETE_AND_SEND, ShowMode.EDIT, None]
    states = [Sub.only, Root.only, Single.only, Alone.only]
    return Group(
        *[
            Start(
                Const(state.group.__name__),
                f"start{number}",
                state,
                data={"n": number},
                on_click=noting("start"),
                show_mode=mode,
            )
            for number, (state, mode) in enumerate(
                zip(states, modes, strict=True),
            )
        ],
        Start(Const("Quick"), "quick", Sub.quick),
        Start(Const("New"), "new", Sub.only, mode=StartMode.NEW_STACK),
        Start(Const("Anew"), "anew", Main.second, mode=StartMode.RESET_STACK),
        Start(
            Const("Other"),
            "other",
            Main.first,
            mode=StartMode.NEW_STACK,
            show_mode=ShowMode.EDIT,
        ),
        width=4,
    )


async def say(message: Any, widget: Any, manager: Any) -> None:
    await noting("say")(message, widget, manager)
    if message.text == "close":
        await manager.done("said")
    elif message.text == "reset":
        await manager.reset_stack(remove_keyboard=False)
    elif message.text == "again":
        await manager.start(Main.first, "again", mode=StartMode.RESET_STACK)


def main() -> Dialog:
    return Dialog(
        Window(
            Format("First {start_data} {dialog_data}"),
            Group(
                act("Cancelled", cancelled),
                act("Failed", failed),
                act("Delete", delete),
                act("Still", keep_still),
                act("Update", update),
                act("Behind", in_background),
                act("Away", switch_behind),
                act("For all", for_all),
                act("For nobody", for_nobody),
                act("Restart", restart),
                act("Chain", start_then_close),
                Button(Const("Answer"), "answer", answer),
                width=4,
            ),
            starts(),
            Next(show_mode=ShowMode.SEND),
            MessageInput(say),
            on_process_result=noting("result of first"),
            state=Main.first,
        ),
        Window(
            Format("Second {start_data} {dialog_data}"),
            starts(),
            act("Close", close),
            act("Reset", reset),
            Back(show_mode=ShowMode.DELETE_AND_SEND),
            Cancel(),
            state=Main.second,
        ),
        on_start=noting("start of main"),
        on_close=noting("close of main"),
        on_process_result=noting("result of main"),
    )


async def quick(start_data: Any, manager: Any) -> None:
    await noting("start of sub")(start_data, manager)
    if manager.current_context().state == Sub.quick:
        await manager.done({"quick": start_data})


def sub() -> Dialog:
    return Dialog(
        Window(
            Format("Sub {start_data} {dialog_data}"),
            act("Close", close),
            act("Close without", close_without),
            act("Behind", in_background),
            act("Restart", restart),
            starts(),
            Cancel(result=[1], show_mode=ShowMode.EDIT),
            MessageInput(say),
            state=Sub.only,
        ),
        Window(
            Const("Quick"),
            SwitchTo(Const("Only"), "only", Sub.only),
            state=Sub.quick,
        ),
        on_start=quick,
        on_close=noting("close of sub"),
        on_process_result=noting("result of sub"),
    )


def launched(state: State, mode: LaunchMode) -> Dialog:
    name = state.group.__name__
    return Dialog(
        Window(
            Format(name + " {start_data} {dialog_data}"),
            starts(),
            act("Behind", in_background),
            Cancel(result=name),
            state=state,
        ),
        launch_mode=mode,
        on_start=noting(f"start of {name}"),
        on_close=noting(f"close of {name}"),
        on_process_result=noting(f"result of {name}"),
    )


def dialogs() -> list[Dialog]:
    return [
        main(),
        sub(),
        launched(Root.only, LaunchMode.ROOT),
        launched(Single.only, LaunchMode.SINGLE_TOP),
        launched(Alone.only, LaunchMode.EXCLUSIVE),
    ]
