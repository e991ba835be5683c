"""Clicks in small windows, and dialogs over dialogs."""

from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Cancel, Row, Start
from aiogram_dialog.widgets.text import Const, Format
from benchmarks.bench import Bench
from benchmarks.dialogs.parts import count_click, install


class Small(StatesGroup):
    """The state of a small window."""

    only = State()


async def clicks(dialog_manager: DialogManager, **_: object) -> dict:
    """Give the number of clicks."""
    return {"n": dialog_manager.dialog_data.get("n", 0)}


def small_window(bench: Bench, _size: int) -> None:
    """Build a window of a text and three buttons."""
    window = Window(
        Format("You have clicked {n} times."),
        Row(
            Button(Const("More"), id="more", on_click=count_click),
            Button(Const("Nothing"), id="nothing"),
        ),
        Button(Const("Settings"), id="settings"),
        state=Small.only,
        getter=clicks,
    )
    install(bench, Dialog(window), start=Small.only)


LEVELS = [
    StatesGroup.__class__(
        f"Level{number}",
        (StatesGroup,),
        {"only": State(), "__module__": __name__},
    )
    for number in range(5)
]


def five_levels(bench: Bench, _size: int) -> None:
    """Build five dialogs, each of which starts the next."""
    dialogs = [
        Dialog(
            Window(
                Const(f"Level {number}"),
                *_down(number),
                Cancel(Const("Back")),
                state=level.only,
            ),
        )
        for number, level in enumerate(LEVELS)
    ]
    install(bench, *dialogs, start=LEVELS[0].only)


def _down(number: int) -> list[Start]:
    if number + 1 == len(LEVELS):
        return []
    return [Start(Const("Down"), id="down", state=LEVELS[number + 1].only)]
