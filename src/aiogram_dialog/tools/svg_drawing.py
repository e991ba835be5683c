"""Transitions as an SVG picture that needs nothing else."""

from collections.abc import Iterator
from html import escape

from .edge_style import STYLES
from .svg_layout import (
    FRAME_TITLE,
    MARGIN,
    SWING,
    Box,
    Frame,
    Layout,
    Position,
    lay_out,
    text_width,
)
from .transition_graph import Edge, EdgeKind, Graph, Node

_LEGEND_HEIGHT = 40
_LEGEND = {
    "start": EdgeKind.START,
    "switch, next": EdgeKind.SWITCH,
    "back": EdgeKind.BACK,
    "cancel": EdgeKind.CANCEL,
}
_LEGEND_LINE = 28
_LEGEND_GAP = 22
# How far from the middle of a box a way of each kind begins and ends.
_PORTS = {EdgeKind.START: -6, EdgeKind.CANCEL: 6}
_APART = 14

_CSS = """\
svg { background: #fff; font: 13px system-ui, sans-serif; }
text { fill: #14181d; }
.frame { fill: #f3f5f8; stroke: #c9d1da; }
.node { fill: #fff; stroke: #66707c; }
.outside { stroke-dasharray: 4; }
.heading { font-size: 17px; font-weight: 600; }
.label { text-anchor: middle; }
.edge { fill: none; stroke-width: 1.6; }
@media (prefers-color-scheme: dark) {
  svg { background: #0d1116; }
  text { fill: #e9edf1; }
  .frame { fill: #171d25; stroke: #364150; }
  .node { fill: #232d38; stroke: #98a4b1; }
}"""


def draw_svg(graph: Graph, title: str) -> str:
    """Return the text of a picture; the same graph gives the same text."""
    return "\n".join(_lines(graph, title)) + "\n"


def _lines(graph: Graph, title: str) -> Iterator[str]:
    layout = lay_out(graph)
    width = max(
        layout.width,
        text_width(title) * 1.4 + 2 * MARGIN,
        _legend_width(),
    )
    height = layout.height + _LEGEND_HEIGHT
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}">'
    )
    yield f"<title>{escape(title)}</title>"
    yield f"<style>\n{_CSS}\n</style>"
    yield "<defs>"
    for kind in EdgeKind:
        yield _marker(kind)
    yield "</defs>"
    yield f'<text class="heading" x="{MARGIN}" y="28">{escape(title)}</text>'
    for frame in layout.frames:
        yield from _frame(frame)
    for edge in graph.edges:
        yield _edge(edge, layout)
    for node in graph.nodes:
        yield from _node(node, layout.positions[node.name])
    yield from _legend(layout.height + _LEGEND_HEIGHT / 2)
    yield "</svg>"


def _marker(kind: EdgeKind) -> str:
    return (
        f'<marker id="{kind.value}" viewBox="0 0 8 8" refX="8" refY="4" '
        'markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" '
        'orient="auto">'
        f'<path d="M0 0 8 4 0 8z" fill="{STYLES[kind].color}"/></marker>'
    )


def _rectangle(box: Box, classes: str, radius: int) -> str:
    return (
        f'<rect class="{classes}" x="{box.x:.1f}" y="{box.y:.1f}" '
        f'width="{box.width:.1f}" height="{box.height:.1f}" rx="{radius}"/>'
    )


def _label(text: str, x: float, y: float) -> str:
    return f'<text class="label" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def _frame(frame: Frame) -> Iterator[str]:
    if frame.label is None:
        return
    box = frame.box
    yield _rectangle(box, "frame", 12)
    middle = box.x + box.width / 2
    yield _label(frame.label, middle, box.y + FRAME_TITLE - 11)


def _node(node: Node, position: Position) -> Iterator[str]:
    box = position.box
    classes = "node" if node.cluster is not None else "node outside"
    yield _rectangle(box, classes, 9)
    middle = box.x + box.width / 2
    yield _label(node.label, middle, box.y + box.height / 2 + 4.5)


def _edge(edge: Edge, layout: Layout) -> str:
    source, target = (
        layout.positions[edge.source],
        layout.positions[edge.target],
    )
    names = escape(f"{edge.source} → {edge.target}: {edge.kind.value}")
    path = _path(edge.kind, _route(edge.kind, source, target))
    return f"<g><title>{names}</title>{path}</g>"


def _path(kind: EdgeKind, route: str) -> str:
    style = STYLES[kind]
    dashes = ' stroke-dasharray="6 4"' if style.is_dashed else ""
    return (
        f'<path class="edge" d="{route}" stroke="{style.color}"{dashes} '
        f'marker-end="url(#{kind.value})"/>'
    )


def _route(kind: EdgeKind, source: Position, target: Position) -> str:
    if source.frame == target.frame and abs(source.row - target.row) == 1:
        return _straight(source.box, target.box)
    shift = _PORTS.get(kind, 0)
    if source == target:
        return _curve(
            _port(source.box, 1, -8),
            _port(target.box, 1, 8),
            2.5 * SWING,
            2.5 * SWING,
        )
    if source.frame == target.frame:
        side = 1 if source.row < target.row else -1
        swing = side * SWING * (abs(source.row - target.row) + 0.5) * 4 / 3
        ports = _port(source.box, side, 4), _port(target.box, side, -4)
        return _curve(*ports, swing, swing)
    if source.column == target.column:
        ports = _port(source.box, 1, shift), _port(target.box, 1, shift)
        return _curve(*ports, 70, 70)
    side = 1 if source.column < target.column else -1
    start = _port(source.box, side, shift)
    end = _port(target.box, -side, shift)
    reach = side * max(40, abs(end[0] - start[0]) / 2)
    return _curve(start, end, reach, -reach)


def _port(box: Box, side: int, shift: float) -> tuple[float, float]:
    """Return where a way meets the right (1) or left (-1) side of a box."""
    x = box.x + box.width if side > 0 else box.x
    return x, box.y + box.height / 2 + shift


def _straight(source: Box, target: Box) -> str:
    is_down = source.y < target.y
    x = source.x + source.width / 2 + (_APART if is_down else -_APART)
    start = source.y + source.height if is_down else source.y
    end = target.y if is_down else target.y + target.height
    return f"M{x:.1f} {start:.1f}V{end:.1f}"


def _curve(
    start: tuple[float, float],
    end: tuple[float, float],
    reach: float,
    return_reach: float,
) -> str:
    (x, y), (end_x, end_y) = start, end
    return (
        f"M{x:.1f} {y:.1f}C{x + reach:.1f} {y:.1f} "
        f"{end_x + return_reach:.1f} {end_y:.1f} {end_x:.1f} {end_y:.1f}"
    )


def _legend(y: float) -> Iterator[str]:
    x = float(MARGIN)
    for label, kind in _LEGEND.items():
        yield _path(kind, f"M{x:.1f} {y:.1f}h{_LEGEND_LINE}")
        x += _LEGEND_LINE + 6
        yield f'<text x="{x:.1f}" y="{y + 4.5:.1f}">{label}</text>'
        x += text_width(label) + _LEGEND_GAP


def _legend_width() -> float:
    words = sum(text_width(label) for label in _LEGEND)
    return 2 * MARGIN + words + len(_LEGEND) * (_LEGEND_LINE + 6 + _LEGEND_GAP)
