"""Measure dialogs against bare aiogram and against version 2.6.0."""

import argparse
import json
import os
import sys
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import kept, plot, table
from benchmarks.catalogue import FIGURES, PLOTS, UPDATES, by_name
from benchmarks.running import (
    Interpreters,
    Measured,
    count_all,
    differing,
    time_all,
)
from benchmarks.sides import interpreters, versions
from benchmarks.slow_redis import slow_redis
from benchmarks.workload import ALL, Figures, Side, Workload


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        "python -m benchmarks", description=__doc__
    )
    parser.add_argument(
        "--short",
        action="store_true",
        help="count, take no times; version 2.6.0 only if it is given",
    )
    parser.add_argument(
        "--times",
        action="store_true",
        help="take times, do not count",
    )
    parser.add_argument(
        "--parts",
        action="store_true",
        help="count opcodes by the part of the code that wants them, of a "
        "click or of what `--only` says; measure nothing else",
    )
    parser.add_argument(
        "--only",
        action="append",
        metavar="NAME",
        help="measure this workload; may be given several times",
    )
    parser.add_argument(
        "--rounds",
        type=int,
        default=5,
        help="how often each side is timed (default: 5)",
    )
    parser.add_argument(
        "--other",
        metavar="PYTHON",
        default=os.environ.get("OTHER_PYTHON"),
        help="interpreter with version 2.6.0 (default: OTHER_PYTHON, or an "
        "environment made in the cache directory)",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="fail if a count is more than 3 %% above the one kept",
    )
    parser.add_argument(
        "--keep",
        action="store_true",
        help="keep the counts as the ones not to be exceeded",
    )
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument(
        "--plot",
        type=Path,
        metavar="DIR",
        help="draw cost by size, as SVG files in this directory",
    )
    return parser.parse_args(arguments)


def chosen(only: list[str] | None) -> list[Workload | Figures]:
    """Find the workloads asked for."""
    if only is None:
        return [*UPDATES, *FIGURES]
    return [by_name(name) for name in only]


def main(arguments: list[str] | None = None) -> int:
    """Measure as asked for; return the exit code."""
    options = parse(arguments)
    sides: set[Side] = set(ALL)
    if (options.short or options.parts) and not options.other:
        # What is kept is ours.
        sides = {"ours"} if options.check else {"ours", "raw"}
    if options.check and kept.place() not in kept.load():
        print(f"No counts are kept for {kept.place()}: nothing to check.")
        return 0
    pythons = interpreters(sides, options.other)
    if options.parts:
        workloads = chosen(options.only or ["click"])
        print(table.parts(counted(workloads, pythons, "parts")))
        return 0
    workloads = chosen(options.only)
    counts = {} if options.times else counted(workloads, pythons)
    results = {"counts": counts}
    if not options.short:
        results |= timed(workloads, pythons, options.rounds)
    print(table.everything(results))
    if options.plot:
        results["plots"] = drawn(options, pythons)
    if options.json:
        everything = {"versions": versions(), **results}
        options.json.write_text(json.dumps(everything, indent=1) + "\n")
    return judged(options, results)


def counted(
    workloads: list[Workload | Figures],
    pythons: Interpreters,
    what: str = "count",
) -> Measured:
    """Count what can be counted."""
    return count_all(
        [
            workload
            for workload in workloads
            if isinstance(workload, Workload) and workload.counted
        ],
        pythons,
        what,
    )


def timed(
    workloads: list[Workload | Figures],
    pythons: Interpreters,
    rounds: int,
) -> dict[str, Measured]:
    """Take times and weights."""
    figures = [one for one in workloads if isinstance(one, Figures)]
    updates = [one for one in workloads if isinstance(one, Workload)]
    with slow_redis() as url:
        if url is None:
            print("No redis-server is here.", file=sys.stderr)
            updates = [one for one in updates if one.storage != "redis"]
        else:
            os.environ["REDIS_URL"] = url
        return {
            "times": time_all(updates, pythons, rounds),
            "figures": time_all(figures, pythons, rounds),
        }


def drawn(options: argparse.Namespace, pythons: Interpreters) -> Measured:
    """Measure by size, and draw."""
    options.plot.mkdir(parents=True, exist_ok=True)
    measured: Measured = {}
    for unit, family in PLOTS.items():
        costs = time_all(family, pythons, options.rounds)
        measured |= costs
        series: dict[Any, list[tuple[float, float]]] = {}
        for workload in family:
            for side, figures in costs[workload.name].items():
                point = (workload.size, median(figures["cpu_us"]))
                series.setdefault(side, []).append(point)
        picture = plot.chart(
            "CPU time of a click", f"number of {unit}", series
        )
        (options.plot / f"cost-by-{unit}.svg").write_text(picture)
    return measured


def judged(
    options: argparse.Namespace,
    results: dict[str, Measured],
    path: Path = kept.KEPT,
) -> int:
    """Keep the counts, or compare them; return the exit code."""
    counts = {
        name: {what: sides["ours"][what] for what in kept.COUNTED}
        for name, sides in results["counts"].items()
    }
    complaints = [
        f"{name}: users do not see the same on all sides"
        for name in differing(results["counts"])
    ]
    if options.check:
        complaints += kept.grown(kept.load(path)[kept.place()], counts)
    if options.keep and not complaints:
        kept.keep(counts, path)
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
