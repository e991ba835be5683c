"""The tables: texts of what was measured."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from benchmarks.catalogue import FIGURES, ROUNDS, UPDATES
from benchmarks.workload import ALL, Workload

NOTHING = "-"
Sides = Mapping[Any, Mapping[str, Any]]
Measured = Mapping[str, Sides]


@dataclass(frozen=True)
class Ratio:
    """How two sides compare: in the median, and in all rounds."""

    middle: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{self.middle:.2f} ({self.least:.2f}-{self.most:.2f})"


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """Compare rounds, each with its own: what slows one slows the other."""
    rounds = [one / two for one, two in zip(ours, theirs, strict=True)]
    return Ratio(median(rounds), min(rounds), max(rounds))


def aligned(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Make a table of texts: the first column to the left."""
    table = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    rule = ["-" * width for width in widths]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if number else cell.ljust(width)
            for number, (cell, width) in enumerate(
                zip(row, widths, strict=True),
            )
        ).rstrip()
        for row in (head, rule, *table[1:])
    )


def times(measured: Measured) -> str:
    """Show the time of an update on each side, and ratios."""
    head = ["us per update", *ALL, "ours/raw", "ours/other", "wanted"]
    rows = [
        _row(workload.title, measured[workload.name], workload.clock)
        + [workload.goal]
        for workload in UPDATES
        if workload.name in measured
    ]
    return aligned(head, rows)


def figures(measured: Measured) -> str:
    """Show what was measured once in a process."""
    head = ["figure", *ALL, "ours/raw", "ours/other", "wanted"]
    rows = [
        _row(f"{workload.title}: {figure}", sides, figure) + [workload.goal]
        for workload in FIGURES
        for sides in [measured.get(workload.name, {})]
        for figure in sides.get("ours", {})
    ]
    return aligned(head, rows)


def _row(title: str, sides: Sides, figure: str) -> list[str]:
    rounds = {side: sides[side][figure] for side in sides}
    medians = [
        f"{median(rounds[side]):.0f}" if side in rounds else NOTHING
        for side in ALL
    ]
    return [title, *medians, *_ratios(rounds)]


def _ratios(rounds: Mapping[Any, Sequence[float]]) -> list[str]:
    return [
        str(ratio(rounds["ours"], rounds[side]))
        if side in rounds and "ours" in rounds and all(rounds[side])
        else NOTHING
        for side in ("raw", "other")
    ]


def counts(measured: Measured) -> str:
    """Show what Python does for an update, and what is asked of Telegram."""
    head = ["counts per update"]
    for what in ("opcodes", "calls"):
        head += [what, "other", "raw", "ours/raw", "ours/other"]
    head += ["Telegram", "other", "raw"]
    rows = []
    for workload in UPDATES:
        if workload.name not in measured:
            continue
        sides = measured[workload.name]
        row = [workload.title]
        for what in ("opcodes", "calls"):
            row += [_number(sides, side, what) for side in ALL]
            row += [
                _count_ratio(sides, what, side) for side in ("raw", "other")
            ]
        row += [_number(sides, side, "telegram") for side in ALL]
        rows.append(row)
    return aligned(head, rows)


def parts(measured: Measured) -> str:
    """Show which part of the code wants how many opcodes of an update."""
    return "\n\n".join(
        _parts(f"{name}: opcodes of", sides)
        for name, sides in measured.items()
    )


def _parts(title: str, sides: Sides) -> str:
    names = {name for counted in sides.values() for name in counted}
    rows = [
        [name, *(_number(sides, side, name) for side in ALL)]
        for name in sorted(names)
    ]
    totals = [
        f"{sum(sides[side].values()):g}" if side in sides else NOTHING
        for side in ALL
    ]
    return aligned([title, *ALL], [*rows, ["all", *totals]])


def rounds(measured: Measured) -> str:
    """Show how often the storage is called, one call after another.

    Of workloads that have a goal for it.
    """
    head = ["rounds to the storage (calls)", *ALL, "wanted"]
    rows = [
        [
            workload.title,
            *(_rounds(measured[workload.name], side) for side in ALL),
            ROUNDS[workload.name],
        ]
        for workload in _in_order(measured)
    ]
    return aligned(head, rows)


def _rounds(sides: Sides, side: Any) -> str:
    if side not in sides:
        return NOTHING
    return f"{sides[side]['rounds']:g} ({sides[side]['storage']:g})"


def _in_order(measured: Measured) -> list[Workload]:
    by_name = {workload.name: workload for workload in UPDATES}
    return [by_name[name] for name in ROUNDS if name in measured]


def _number(sides: Sides, side: Any, what: str) -> str:
    found = sides.get(side, {}).get(what)
    return NOTHING if found is None else f"{found:g}"


def _count_ratio(sides: Sides, what: str, side: Any) -> str:
    if side not in sides or not sides[side][what]:
        return NOTHING
    return f"{sides['ours'][what] / sides[side][what]:.2f}"


def everything(results: Mapping[str, Measured]) -> str:
    """Show all tables of which there is something."""
    counted = results.get("counts", {})
    tables = [
        (times, results.get("times", {})),
        (counts, counted),
        (rounds, {name: counted[name] for name in ROUNDS if name in counted}),
        (figures, results.get("figures", {})),
    ]
    return "\n\n".join(make(measured) for make, measured in tables if measured)
