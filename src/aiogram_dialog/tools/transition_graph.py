"""Which windows lead to which, seen in the code without running it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from aiogram import Router
from aiogram.fsm.state import State

from aiogram_dialog.api.internal import Widget
from aiogram_dialog.api.protocols import DialogProtocol
from aiogram_dialog.setup import collect_dialogs
from aiogram_dialog.widgets.kbd import Back, Cancel, Next, Start, SwitchTo
from aiogram_dialog.widgets.kbd.state import EventProcessorButton
from aiogram_dialog.widgets.leading import find_leads, group_of, neighbour

from .names import bare_name, full_name

# What a window may consist of; windows of one's own need not have them.
_PARTS = ("text", "keyboard", "on_message", "media")


class EdgeKind(Enum):
    """Say what kind of button leads somewhere."""

    START = "start"
    SWITCH = "switch"
    NEXT = "next"
    BACK = "back"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Node:
    """Hold a window; ``name`` is the full name of its state.

    ``cluster`` is None for a state that no dialog here has a window for.
    """

    name: str
    label: str
    cluster: str | None


@dataclass(frozen=True, slots=True)
class Edge:
    """Hold a way from one window to another, by the names of the nodes."""

    source: str
    target: str
    kind: EdgeKind


@dataclass(frozen=True, slots=True)
class Graph:
    """Hold windows and the ways between them.

    ``clusters``: names of states groups, one for each dialog.
    """

    clusters: tuple[str, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def members(self, cluster: str | None) -> list[Node]:
        """Return the nodes of a cluster, or those that are in none."""
        return [node for node in self.nodes if node.cluster == cluster]


StartPair = tuple[State, State]
"""Where something is started from, and what is started."""


@dataclass(slots=True)
class _Found:
    nodes: dict[str, Node] = field(default_factory=dict)
    # Keys only: what is said twice is drawn once.
    edges: dict[Edge, None] = field(default_factory=dict)


def build_graph(router: Router) -> Graph:
    """Return the graph of all dialogs of a router."""
    dialogs = list(collect_dialogs(router))
    starts = [start for dialog in dialogs for start in _starts_of(dialog)]
    found = _Found()
    for dialog in dialogs:
        cluster = dialog.states_group_name()
        for state in dialog.states():
            name = full_name(state)
            found.nodes[name] = Node(name, bare_name(state), cluster)
    for dialog in dialogs:
        for state, window in _windows(dialog):
            roots = window_widgets(window)
            found.edges.update(
                dict.fromkeys(find_edges(dialog, starts, state, roots)),
            )
    for edge in found.edges:
        # A state of nobody here is a node outside of all clusters.
        outside = Node(edge.target, edge.target, None)
        found.nodes.setdefault(edge.target, outside)
    clusters = dict.fromkeys(dialog.states_group_name() for dialog in dialogs)
    return Graph(
        tuple(clusters),
        tuple(found.nodes.values()),
        tuple(found.edges),
    )


def find_edges(
    dialog: DialogProtocol,
    starts: Sequence[StartPair],
    state: State,
    widgets: Iterable[Widget],
) -> Iterator[Edge]:
    """Yield where widgets of a window lead to."""
    for button in leading_buttons(widgets):
        yield from button_edges(dialog, starts, state, button)


def button_edges(
    dialog: DialogProtocol,
    starts: Sequence[StartPair],
    state: State,
    button: Any,
) -> Iterator[Edge]:
    """Yield where one button of a window leads to.

    ``starts``: the pairs of ``find_starts()`` for all dialogs, among which
    those are looked for that a ``Cancel`` comes back to.
    """
    for target, kind in _targets(dialog, starts, state, button):
        yield Edge(full_name(state), full_name(target), kind)


def _targets(
    dialog: DialogProtocol,
    starts: Sequence[StartPair],
    state: State,
    button: Any,
) -> Iterator[tuple[State, EdgeKind]]:
    match button:
        case Start():
            yield button.state, EdgeKind.START
        case SwitchTo():
            yield button.state, EdgeKind.SWITCH
        case Next():
            if target := neighbour(dialog.states(), state, +1):
                yield target, EdgeKind.NEXT
        case Back():
            if target := neighbour(dialog.states(), state, -1):
                yield target, EdgeKind.BACK
        case Cancel():
            for source, started in starts:
                if group_of(started) is state.group:
                    yield source, EdgeKind.CANCEL


def find_starts(
    current_state: State,
    keyboards: Iterable[Widget],
) -> Iterator[StartPair]:
    """Yield the states that widgets of a window start."""
    for button in leading_buttons(keyboards):
        if isinstance(button, Start):
            yield current_state, button.state


def _starts_of(dialog: DialogProtocol) -> Iterator[StartPair]:
    for state, window in _windows(dialog):
        yield from find_starts(state, window_widgets(window))


def _windows(dialog: DialogProtocol) -> list[tuple[State, Any]]:
    # Dialogs of one's own need not have such an index.
    return list(getattr(dialog, "windows", {}).items())


def window_widgets(window: Any) -> list[Widget]:
    """Return the widgets a window is made of, and its hints for pictures."""
    parts = [getattr(window, name, None) for name in _PARTS]
    hints = getattr(window, "preview_add_transitions", None) or ()
    return [part for part in (*parts, *hints) if part is not None]


def leading_buttons(
    widgets: Iterable[Widget],
) -> Iterator[EventProcessorButton]:
    """Yield the buttons that lead somewhere, seen or not.

    Those that lead to no state are a mistake, and lead nowhere.
    """
    for lead in find_leads(widgets):
        match lead.button:
            case SwitchTo(state=state) | Start(state=state) if not isinstance(
                state, State
            ):
                continue
        yield lead.button
