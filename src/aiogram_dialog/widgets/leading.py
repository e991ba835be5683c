"""Buttons that lead to other windows, wherever in a window they stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog.api.internal import Widget

from .common.tree import inner_widgets
from .common.when import true_condition
from .kbd.state import EventProcessorButton


@dataclass(frozen=True, slots=True)
class Lead:
    """Hold a button that leads somewhere, and whether it may be hidden."""

    button: EventProcessorButton
    is_conditional: bool


def find_leads(widgets: Iterable[Widget]) -> Iterator[Lead]:
    """Yield the buttons that lead somewhere.

    They may be in other widgets, or stand in place of a callback.
    """
    seen: set[int] = set()
    for widget in widgets:
        yield from _leads_of(widget, seen, is_conditional=False)


def _leads_of(
    widget: Any,
    seen: set[int],
    *,
    is_conditional: bool,
) -> Iterator[Lead]:
    # A button is the callback of itself.
    if id(widget) in seen:
        return
    seen.add(id(widget))
    condition = getattr(widget, "condition", true_condition)
    is_conditional = is_conditional or condition is not true_condition
    if isinstance(widget, EventProcessorButton):
        yield Lead(widget, is_conditional)
    for value in getattr(widget, "__dict__", {}).values():
        if isinstance(value, EventProcessorButton):
            yield from _leads_of(value, seen, is_conditional=is_conditional)
    for inner in inner_widgets(widget):
        yield from _leads_of(inner, seen, is_conditional=is_conditional)


def neighbour(
    states: Sequence[State], state: State, step: int
) -> State | None:
    """Return the state that is so many steps further, if there is one."""
    index = states.index(state) + step
    return states[index] if 0 <= index < len(states) else None


def group_of(state: Any) -> type[StatesGroup] | None:
    """Return the group of a state, None if it is no state of a group.

    Args:
        state: A state, or what stands in its place.
    """
    try:
        return state.group if isinstance(state, State) else None
    except RuntimeError:
        return None
