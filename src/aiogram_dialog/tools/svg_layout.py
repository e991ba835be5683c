"""Where windows and dialogs stand in a picture: columns of boxes."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from .transition_graph import EdgeKind, Graph, Node

NODE_HEIGHT = 36
NODE_GAP = 30
COLUMN_GAP = 110
FRAME_GAP = 34
FRAME_TITLE = 30
MARGIN = 24
HEADING = 44
# How far ways inside of a dialog swing out for each window they pass.
SWING = 11
_PADDING = 20
_MIN_NODE_WIDTH = 96
_SYMBOL_WIDTH = 7.6


@dataclass(frozen=True, slots=True)
class Box:
    """Hold a rectangle."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold the position of a dialog, or of a window outside of all dialogs."""

    label: str | None
    box: Box


@dataclass(frozen=True, slots=True)
class Position:
    """Hold the position of a window.

    ``row``: its number in its frame.
    """

    box: Box
    column: int
    frame: int
    row: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Hold all positions; ``positions`` are by the names of nodes."""

    width: float
    height: float
    frames: tuple[Frame, ...]
    positions: dict[str, Position]


@dataclass(frozen=True, slots=True)
class _Group:
    label: str | None
    nodes: tuple[Node, ...]
    swing: int

    @property
    def node_width(self) -> float:
        widths = [text_width(node.label) + 28 for node in self.nodes]
        return max([_MIN_NODE_WIDTH, *widths])

    @property
    def side(self) -> float:
        return _PADDING + SWING * self.swing if self.label else 0

    @property
    def width(self) -> float:
        title = text_width(self.label or "") + 2 * _PADDING
        return max(self.node_width + 2 * self.side, title)

    @property
    def height(self) -> float:
        count = len(self.nodes)
        nodes = count * NODE_HEIGHT + (count - 1) * NODE_GAP
        return nodes + (FRAME_TITLE + _PADDING if self.label else 0)


def text_width(text: str) -> float:
    """Return about how wide a text is."""
    wide = sum(1 for symbol in text if east_asian_width(symbol) in "WF")
    return (len(text) + wide) * _SYMBOL_WIDTH


def lay_out(graph: Graph) -> Layout:
    """Return the positions: what is started stands right of its starter."""
    groups = _groups(graph)
    columns = _columns(graph, groups)
    frames: list[Frame] = []
    positions: dict[str, Position] = {}
    x = float(MARGIN)
    bottom = float(HEADING)
    for number, column in enumerate(columns):
        width = max(group.width for group in column)
        y = float(HEADING)
        for group in column:
            box = Box(
                x + (width - group.width) / 2,
                y,
                group.width,
                group.height,
            )
            positions |= _position(group, box, number, len(frames))
            frames.append(Frame(group.label, box))
            y += group.height + FRAME_GAP
        bottom = max(bottom, y - FRAME_GAP)
        x += width + COLUMN_GAP
    right = x - COLUMN_GAP if columns else x
    return Layout(right + MARGIN, bottom + MARGIN, tuple(frames), positions)


def _position(
    group: _Group,
    box: Box,
    column: int,
    frame: int,
) -> dict[str, Position]:
    x = box.x + (box.width - group.node_width) / 2
    top = box.y + (FRAME_TITLE if group.label else 0)
    return {
        node.name: Position(
            Box(
                x,
                top + row * (NODE_HEIGHT + NODE_GAP),
                group.node_width,
                NODE_HEIGHT,
            ),
            column,
            frame,
            row,
        )
        for row, node in enumerate(group.nodes)
    }


def _groups(graph: Graph) -> list[_Group]:
    groups = []
    for cluster in graph.clusters:
        nodes = tuple(graph.members(cluster))
        groups.append(_Group(cluster, nodes, _swing(graph, nodes)))
    outside = graph.members(None)
    return groups + [_Group(None, (node,), 0) for node in outside]


def _swing(graph: Graph, nodes: Sequence[Node]) -> int:
    """Return past how many windows the longest way inside leads."""
    rows = {node.name: row for row, node in enumerate(nodes)}
    lengths = [
        abs(rows[edge.source] - rows[edge.target]) or 1
        for edge in graph.edges
        if edge.source in rows and edge.target in rows
    ]
    return max(lengths, default=0)


def _columns(graph: Graph, groups: Sequence[_Group]) -> list[list[_Group]]:
    depths = _depths(_links(graph, groups))
    columns: list[list[_Group]] = [
        [] for _ in range(max(depths, default=-1) + 1)
    ]
    for group, depth in zip(groups, depths, strict=True):
        columns[depth].append(group)
    return columns


def _links(graph: Graph, groups: Sequence[_Group]) -> list[set[int]]:
    """Return for each group the numbers of those it leads to."""
    homes = {
        node.name: number
        for number, group in enumerate(groups)
        for node in group.nodes
    }
    links: list[set[int]] = [set() for _ in groups]
    for edge in graph.edges:
        source, target = homes[edge.source], homes[edge.target]
        if edge.kind is not EdgeKind.CANCEL and source != target:
            links[source].add(target)
    return links


def _depths(links: Sequence[set[int]]) -> list[int]:
    """Return how many steps away each group is from one to begin with."""
    led_to = set().union(*links)
    beginnings = [
        number for number in range(len(links)) if number not in led_to
    ]
    depths: dict[int, int] = {}
    # What is in a ring only is reached from its first member.
    for beginning in (*beginnings, *range(len(links))):
        if beginning in depths:
            continue
        depths[beginning] = 0
        queue = deque([beginning])
        while queue:
            current = queue.popleft()
            for following in sorted(links[current]):
                if following not in depths:
                    depths[following] = depths[current] + 1
                    queue.append(following)
    return [depths[number] for number in range(len(links))]
