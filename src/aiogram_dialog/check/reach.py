"""Windows that nothing leads to, and windows that nothing leaves."""

from collections.abc import Iterator

from aiogram.fsm.state import State

from aiogram_dialog.widgets.kbd.state import (
    Back,
    Cancel,
    Next,
    Start,
    SwitchTo,
)

from .bot_model import BotModel, DialogModel, WindowModel
from .finding import DEAD_END, UNREACHABLE_WINDOW, Finding
from .named_states import named_states

# What code says that goes elsewhere.
_GOING = frozenset(
    {
        "back",
        "done",
        "mark_closed",
        "next",
        "reset_stack",
        "start",
        "switch_to",
    },
)


def check_reach(bot: BotModel) -> Iterator[Finding]:
    """Yield windows that nothing leads to.

    Code and what modules hold are read for the states they name; a state
    that is computed is not seen.
    """
    led_to = set(_led_to(bot))
    lost = [it for it in bot.windows() if it.state not in led_to]
    # Looking through all modules takes a while.
    named = named_states(bot) if lost else set()
    for window in lost:
        if window.state not in named:
            yield Finding(
                UNREACHABLE_WINDOW,
                window.name,
                "No button goes to this window, and no code names it.",
            )


def check_leaving(window: WindowModel) -> Iterator[Finding]:
    """Yield a finding if nothing leaves a window."""
    is_last = window.state == window.dialog.dialog.closing
    if not is_last and not _is_left(window):
        yield Finding(
            DEAD_END,
            window.name,
            "No button leaves this window, and no code of it does. "
            "Give it a Cancel(), or a way back.",
        )


def _led_to(bot: BotModel) -> Iterator[State]:
    yield from bot.handlers_code.states
    for dialog in bot.dialogs:
        yield from dialog.code.states
        if isinstance(dialog.dialog.closing, State):
            yield dialog.dialog.closing
        for window in dialog.windows:
            yield from window.code.states
            yield from _targets(window, dialog)


def _targets(window: WindowModel, dialog: DialogModel) -> Iterator[State]:
    steps = {
        step
        for step, name in ((+1, "next"), (-1, "back"))
        if name in window.code.names
    }
    for lead in window.leads:
        match lead.button:
            case SwitchTo(state=state) | Start(state=state):
                yield state
            case Next():
                steps.add(+1)
            case Back():
                steps.add(-1)
    for step in steps:
        neighbour = dialog.neighbour(window.state, step)
        if neighbour is not None:
            yield neighbour


def _is_left(window: WindowModel) -> bool:
    if window.code.names & _GOING:
        return True
    return any(
        isinstance(lead.button, Cancel | Start | Next | Back)
        or (
            isinstance(lead.button, SwitchTo)
            and lead.button.state != window.state
        )
        for lead in window.leads
    )
