"""Buttons that many windows have.

A widget keeps nothing of its users, so one object may stand in any number
of windows.
"""

from typing import Any

from aiogram.fsm.state import State

from aiogram_dialog import StartMode
from aiogram_dialog.widgets.kbd import Cancel, Start, SwitchTo
from aiogram_dialog.widgets.text import Const

from .states import Menu

CLOSE = Cancel(Const("⬅️ Back"))

HOME = Start(
    Const("🏠 Menu"),
    id="home",
    state=Menu.main,
    mode=StartMode.RESET_STACK,
)


def go_to(text: str, state: State, **options: Any) -> SwitchTo:
    """Return a button to another window of the dialog.

    Its id begins with `to_`: widgets are found by their ids in the whole
    dialog, so a button and a list should not have the same one.
    """
    name = str(state.state).rpartition(":")[2]
    return SwitchTo(Const(text), id=f"to_{name}", state=state, **options)


def back_to(state: State) -> SwitchTo:
    return go_to("⬅️ Back", state)
