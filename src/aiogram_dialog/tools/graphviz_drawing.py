"""Transitions drawn by ``diagrams`` and Graphviz."""

import shutil
from pathlib import Path
from typing import Any

from .edge_style import STYLES
from .transition_graph import EdgeKind, Graph

ICON_PATH = str(Path(__file__).with_name("calculator.png"))
FORMATS = ("dot", "jpg", "pdf", "png")


def load_diagrams() -> Any:
    """Return the package.

    Raises ``ModuleNotFoundError`` if it is not installed.
    """
    try:
        import diagrams  # noqa: PLC0415 - an optional package
        import diagrams.custom  # noqa: PLC0415 - as above
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith("diagrams"):
            raise
        raise ModuleNotFoundError(
            "This picture is drawn by the package `diagrams`, which is not "
            "installed. Install it with: python -m pip install "
            "'aiogram-dialog[tools]', or use the formats 'svg' or "
            "'mermaid', which need nothing.",
            name=error.name,
        ) from error
    return diagrams


def require_dot() -> None:
    """Raise ``FileNotFoundError`` if Graphviz is not installed."""
    if shutil.which("dot") is None:
        raise FileNotFoundError(
            "This picture is drawn by the program `dot` of Graphviz, which "
            "is not found. Install Graphviz (Debian, Ubuntu: `apt install "
            "graphviz`; macOS: `brew install graphviz`), or use the formats "
            "'svg' or 'mermaid', which need nothing.",
        )


def connect(source: Any, target: Any, kind: EdgeKind) -> None:
    """Draw a way between two nodes of ``diagrams``."""
    style = STYLES[kind]
    edge = load_diagrams().Edge(
        color=style.color,
        style="dashed" if style.is_dashed else "",
    )
    # These operators draw.
    _ = source >> edge >> target


def draw_with_graphviz(
    graph: Graph,
    title: str,
    filename: str,
    image_format: str,
) -> None:
    """Draw a graph into the file ``<filename>.<image_format>``.

    Raises ``ModuleNotFoundError`` or ``FileNotFoundError`` if something is
    missing.
    """
    diagrams = load_diagrams()
    require_dot()
    nodes: dict[str, Any] = {}
    with diagrams.Diagram(
        title,
        filename=filename,
        outformat=image_format,
        show=False,
    ):
        for cluster in graph.clusters:
            with diagrams.Cluster(cluster):
                for node in graph.members(cluster):
                    nodes[node.name] = _draw_node(diagrams, node.label)
        for node in graph.members(None):
            nodes[node.name] = _draw_node(diagrams, node.label)
        for edge in graph.edges:
            connect(nodes[edge.source], nodes[edge.target], edge.kind)


def _draw_node(diagrams: Any, label: str) -> Any:
    return diagrams.custom.Custom(label, ICON_PATH)
