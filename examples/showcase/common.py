"""Buttons that many windows have.

A widget keeps nothing of its users, so one object may stand in any number
of windows.
"""

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


def back_to(state: State) -> SwitchTo:
    return SwitchTo(Const("⬅️ Back"), id="back", state=state)
