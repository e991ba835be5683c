"""Transitions as a flowchart in the language of Mermaid."""

import json
from collections.abc import Iterator

from .edge_style import STYLES
from .transition_graph import EdgeKind, Graph, Node

# What Mermaid or HTML would read as markup inside of quotes.
_MARKUP = '#"&<>`\n'


def draw_mermaid(graph: Graph, title: str) -> str:
    """Return the text of a flowchart."""
    return "\n".join(_lines(graph, title)) + "\n"


def _lines(graph: Graph, title: str) -> Iterator[str]:
    yield from (
        "---",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        "---",
        "flowchart LR",
    )
    ids = {node.name: f"n{i}" for i, node in enumerate(graph.nodes)}
    for number, cluster in enumerate(graph.clusters):
        yield f'  subgraph c{number}["{_escape(cluster)}"]'
        for node in graph.members(cluster):
            yield f"    {_node(node, ids)}"
        yield "  end"
    for node in graph.members(None):
        yield f"  {_node(node, ids)}:::outside"
    for edge in graph.edges:
        arrow = "-.->" if STYLES[edge.kind].is_dashed else "-->"
        yield f"  {ids[edge.source]} {arrow} {ids[edge.target]}"
    yield from _styles(graph)


def _node(node: Node, ids: dict[str, str]) -> str:
    return f'{ids[node.name]}("{_escape(node.label)}")'


def _styles(graph: Graph) -> Iterator[str]:
    for kind in EdgeKind:
        numbers = [
            str(number)
            for number, edge in enumerate(graph.edges)
            if edge.kind is kind
        ]
        if numbers:
            color = STYLES[kind].color
            yield f"  linkStyle {','.join(numbers)} stroke:{color}"
    if graph.members(None):
        yield "  classDef outside stroke-dasharray:4"


def _escape(text: str) -> str:
    """Write markup as the codes of its symbols."""
    return "".join(f"#{ord(it)};" if it in _MARKUP else it for it in text)
