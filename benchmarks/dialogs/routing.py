"""Bots of many dialogs, windows and widgets."""

import asyncio

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message

from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Const, Format
from benchmarks.bench import Bench
from benchmarks.dialogs.parts import count_click, install
from benchmarks.journey import Press


def states(name: str, size: int = 1) -> list[State]:
    """Make a group of states."""
    members = {f"state{number}": State() for number in range(size)}
    made = type(StatesGroup)(name, (StatesGroup,), members)
    return list(made.__states__)


async def clicks(dialog_manager: DialogManager, **_: object) -> dict:
    """Give the number of clicks."""
    return {"n": dialog_manager.dialog_data.get("n", 0)}


def _window(state: State, *more: Button) -> Window:
    return Window(
        Format("{n} clicks"),
        *more,
        Button(Const("More"), id="more", on_click=count_click),
        state=state,
        getter=clicks,
    )


def make_dialogs(size: int) -> tuple[list[Dialog], State]:
    """Make dialogs of one window; return the state of the last, too."""
    first = [states(f"Dialog{number}")[0] for number in range(size)]
    return [Dialog(_window(state)) for state in first], first[-1]


def many_dialogs(bench: Bench, size: int) -> None:
    """Build a bot of many dialogs, of which the last is opened."""
    dialogs, last = make_dialogs(size)
    install(bench, *dialogs, start=last)


def many_windows(bench: Bench, size: int) -> None:
    """Build a dialog of many windows, of which the last is opened."""
    made = states("Windows", size)
    install(bench, Dialog(*map(_window, made)), start=made[-1])


def hidden_widgets(bench: Bench, size: int) -> None:
    """Build a window of many buttons, of which one is seen."""
    hidden = [
        Button(Const("Hidden"), id=f"hidden{number}", when="absent")
        for number in range(size)
    ]
    (only,) = states("Hidden")
    install(bench, Dialog(_window(only, *hidden)), start=only)


def find(bench: Bench, size: int) -> None:
    """Build a window of many buttons, and keep its manager open.

    What the bot does is to look up the last of its widgets.
    """
    kept: asyncio.Future[DialogManager] = asyncio.Future()

    async def keep(_query: object, _: object, manager: DialogManager) -> None:
        kept.set_result(manager)
        await asyncio.Event().wait()

    buttons = [
        Button(Const("Button"), id=f"button{number}")
        for number in range(size - 1)
    ]
    last = Button(Const("Keep"), id="keep", on_click=keep)
    (only,) = states("Found")
    window = Window(Const("Buttons"), *buttons, last, state=only)
    install(bench, Dialog(window), start=only)

    async def do() -> None:
        if not kept.done():
            click = bench.prepared(Press("Keep"))
            bench.keep_running(bench.act(click))
        manager = await kept
        for _ in range(bench.workload.units):
            if manager.find("keep") is None:
                raise LookupError("The button has not been found")

    bench.do = do


async def on_help(message: Message) -> None:
    """Answer a command."""
    await message.answer("There is no help.")


def plain_command(bench: Bench, size: int) -> None:
    """Build a bot with a dialog, and a command after some more of them."""
    dialogs, _ = make_dialogs(size + 1)
    commands = Router()
    commands.message.register(on_help, Command("help"))
    if size:
        install(bench, *dialogs)
        bench.dispatcher.include_router(commands)
    else:
        bench.dispatcher.include_router(commands)
        install(bench, *dialogs)
