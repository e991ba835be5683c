"""Charts of cost by size, as SVG."""

from collections.abc import Mapping, Sequence
from html import escape
from math import log10
from typing import Any

from benchmarks.workload import ALL

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 76, 84, 44, 52
COLORS = {"ours": "#0a7d5a", "other": "#b3541e", "raw": "#4a5568"}
Series = Mapping[Any, Sequence[tuple[float, float]]]


class Scale:
    """A logarithmic scale from numbers to points of the picture."""

    def __init__(self, numbers: Sequence[float], start: float, end: float):
        self.least, self.most = min(numbers), max(numbers)
        self._start, self._end = start, end

    def __call__(self, number: float) -> float:
        """Tell where a number is."""
        span = log10(self.most / self.least) or 1
        part = log10(number / self.least) / span
        return round(self._start + part * (self._end - self._start), 1)

    def ticks(self) -> list[float]:
        """Tell the round numbers to be written at the axis."""
        powers = range(int(log10(self.least)) - 1, int(log10(self.most)) + 2)
        numbers = [step * 10**power for power in powers for step in (1, 2, 5)]
        return [tick for tick in numbers if self.least <= tick <= self.most]


def chart(title: str, unit: str, series: Series) -> str:
    """Draw a line for each side: points of a size and a cost."""
    points = [point for line in series.values() for point in line]
    sizes = sorted({size for size, _ in points})
    costs = [cost for _, cost in points]
    across = Scale(sizes, LEFT, WIDTH - RIGHT)
    up = Scale(
        [min(costs) / 1.3, max(costs) * 1.3],
        HEIGHT - BOTTOM,
        TOP,
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} '
        f'{HEIGHT}" font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        _text(WIDTH / 2, 24, title, "middle", "#111"),
        _text(WIDTH / 2, HEIGHT - 12, unit, "middle", "#444"),
        *_grid(across, up, sizes),
        *(
            _line(side, series[side], across, up)
            for side in ALL
            if side in series
        ),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _grid(across: Scale, up: Scale, sizes: Sequence[float]) -> list[str]:
    parts = []
    for tick in up.ticks():
        y = up(tick)
        parts.append(
            f'<path d="M{LEFT} {y}H{WIDTH - RIGHT}" stroke="#ddd"/>'
            + _text(LEFT - 8, y + 4, _cost(tick), "end", "#444"),
        )
    parts += [
        _text(
            across(size), HEIGHT - BOTTOM + 20, f"{size:g}", "middle", "#444"
        )
        for size in sizes
    ]
    return parts


def _line(
    side: str,
    points: Sequence[tuple[float, float]],
    across: Scale,
    up: Scale,
) -> str:
    color = COLORS[side]
    places = [(across(size), up(cost)) for size, cost in sorted(points)]
    path = " ".join(f"{x},{y}" for x, y in places)
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="3.5" fill="{color}"/>'
        for x, y in places
    )
    end_x, end_y = places[-1]
    return (
        f'<polyline points="{path}" fill="none" stroke="{color}" '
        f'stroke-width="2"/>{dots}'
        + _text(end_x + 10, end_y + 4, side, "start", color)
    )


def _cost(microseconds: float) -> str:
    if microseconds >= 1000:
        return f"{microseconds / 1000:g} ms"
    return f"{microseconds:g} us"


def _text(x: float, y: float, text: str, anchor: str, color: str) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" '
        f'fill="{color}">{escape(text)}</text>'
    )
