"""Buttons that go nowhere."""

from collections.abc import Iterator
from typing import Any

from aiogram.fsm.state import State

from aiogram_dialog.widgets.kbd.state import Back, Next, Start, SwitchTo
from aiogram_dialog.widgets.leading import Lead, group_of

from .bot_model import BotModel, WindowModel
from .code_reading import read
from .finding import (
    BACK_BEFORE_FIRST,
    FOREIGN_STATE,
    NEXT_AFTER_LAST,
    NO_STATE,
    UNKNOWN_DIALOG,
    UNKNOWN_WINDOW,
    Finding,
)


def check_leads(window: WindowModel) -> Iterator[Finding]:
    """Yield buttons whose way would fail."""
    known = window.dialog.bot.states
    for lead in window.leads:
        match lead.button:
            case SwitchTo(state=state) | Start(state=state) if (
                group_of(state) is None
            ):
                yield _no_state(window, lead.button, state)
            case SwitchTo():
                yield from _check_switch(lead.button, window, known)
            case Start():
                yield from _check_start(lead.button, window, known)
            case Next() | Back():
                yield from _check_step(lead, window)


def _check_switch(
    button: SwitchTo,
    window: WindowModel,
    known: set[State],
) -> Iterator[Finding]:
    state = button.state
    if state.group is not window.state.group:
        yield Finding(
            FOREIGN_STATE,
            window.name,
            f"{button} switches to {state.state}, which is of another "
            "dialog. Use Start().",
        )
    elif state not in known:
        yield _no_window(window, button, state)


def _check_start(
    button: Start,
    window: WindowModel,
    known: set[State],
) -> Iterator[Finding]:
    state = button.state
    if not _has_dialog(state, known):
        yield _no_dialog(window.name, str(button), state)
    elif state not in known:
        yield _no_window(window, button, state)


def _check_step(lead: Lead, window: WindowModel) -> Iterator[Finding]:
    if lead.is_conditional:
        return
    if isinstance(lead.button, Next) and _is_at_end(window, +1):
        rule, place = NEXT_AFTER_LAST, "last"
    elif isinstance(lead.button, Back) and _is_at_end(window, -1):
        rule, place = BACK_BEFORE_FIRST, "first"
    else:
        return
    yield Finding(
        rule,
        window.name,
        f"{lead.button} is in the {place} window of its dialog.",
    )


def check_started(bot: BotModel) -> Iterator[Finding]:
    """Yield code that starts dialogs which are not there."""
    known = bot.states
    for where, function in bot.functions():
        code = read([function])
        # States of forms without dialogs are set, not started.
        if "start" not in code.names or "set_state" in code.names:
            continue
        name = getattr(function, "__qualname__", repr(function))
        for state in sorted(filter(group_of, code.states), key=str):
            if not _has_dialog(state, known):
                yield _no_dialog(where, f"{name}()", state)


def _has_dialog(state: State, known: set[State]) -> bool:
    return any(state.group is other.group for other in known)


def _no_dialog(where: str, who: str, state: State) -> Finding:
    return Finding(
        UNKNOWN_DIALOG,
        where,
        f"{who} starts {state.state}, but no dialog for "
        f"{state.group.__full_group_name__} is included.",
    )


def _no_state(window: WindowModel, button: object, state: Any) -> Finding:
    return Finding(
        NO_STATE,
        window.name,
        f"{button} goes to {state!r}, which is no state of a states group.",
    )


def _is_at_end(window: WindowModel, step: int) -> bool:
    return window.dialog.neighbour(window.state, step) is None


def _no_window(window: WindowModel, button: object, state: State) -> Finding:
    known = ", ".join(str(it.state) for it in window.dialog.dialog.states())
    return Finding(
        UNKNOWN_WINDOW,
        window.name,
        f"{button} goes to {state.state}, which has no window"
        + (
            f": there are {known}."
            if state.group is window.state.group
            else "."
        ),
    )
