"""A picture of the ways between the windows of a bot."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from aiogram import Router
from aiogram.fsm.state import State

from aiogram_dialog.api.internal import Widget
from aiogram_dialog.api.protocols import DialogProtocol

from .graphviz_drawing import (
    FORMATS,
    ICON_PATH,
    connect,
    draw_with_graphviz,
)
from .mermaid_drawing import draw_mermaid
from .svg_drawing import draw_svg
from .transition_graph import (
    Edge,
    StartPair,
    build_graph,
    button_edges,
    find_edges,
    find_starts,
    window_widgets,
)

__all__ = [
    "ICON_PATH",
    "find_starts",
    "render_transitions",
    "render_window",
    "walk_keyboard",
    "widget_edges",
]

_TEXTS = {"mermaid": (draw_mermaid, "mmd"), "svg": (draw_svg, "svg")}


def render_transitions(
    router: Router,
    title: str = "Aiogram Dialog",
    filename: str = "aiogram_dialog",
    format: str = "png",  # noqa: A002 - the name its users know
) -> None:
    """Draw all dialogs of a router into the file ``<filename>.<format>``.

    ``format``: ``svg`` and ``mermaid`` (written to ``<filename>.mmd``) need
    nothing else; ``png``, ``jpg``, ``pdf`` and ``dot`` need the package
    ``diagrams`` and the program ``dot`` of Graphviz.

    Raises ``ValueError`` for another format, ``ModuleNotFoundError`` or
    ``FileNotFoundError`` if the package or the program is missing.
    """
    if format in _TEXTS:
        draw, suffix = _TEXTS[format]
        path = Path(f"{filename}.{suffix}")
        path.write_text(draw(build_graph(router), title), encoding="utf-8")
    elif format in FORMATS:
        draw_with_graphviz(build_graph(router), title, filename, format)
    else:
        known = ", ".join(sorted({*_TEXTS, *FORMATS}))
        raise ValueError(
            f"Cannot draw transitions as {format!r}. There are {known}.",
        )


# For those who compose pictures of `diagrams` themselves. `nodes` are the
# nodes of that package by their states.


def render_window(
    nodes: Mapping[State, Any],
    dialog: DialogProtocol,
    starts: Sequence[StartPair],
    window: Any,
) -> None:
    """Draw the ways that lead from a window.

    ``starts``: the pairs of ``find_starts()`` of all windows.
    """
    walk_keyboard(
        nodes,
        dialog,
        starts,
        window.get_state(),
        window_widgets(window),
    )


def walk_keyboard(
    nodes: Mapping[State, Any],
    dialog: DialogProtocol,
    starts: Sequence[StartPair],
    current_state: State,
    keyboards: Iterable[Widget],
) -> None:
    """Draw the ways that lead from widgets of a window."""
    _draw(nodes, find_edges(dialog, starts, current_state, keyboards))


def widget_edges(
    nodes: Mapping[State, Any],
    dialog: DialogProtocol,
    starts: Sequence[StartPair],
    current_state: State,
    kbd: Widget,
) -> None:
    """Draw the ways that lead from one button itself."""
    _draw(nodes, button_edges(dialog, starts, current_state, kbd))


def _draw(nodes: Mapping[State, Any], edges: Iterable[Edge]) -> None:
    named = {str(state.state): node for state, node in nodes.items()}
    for edge in edges:
        # There may be no node for what is started elsewhere.
        if edge.source in named and edge.target in named:
            connect(named[edge.source], named[edge.target], edge.kind)
