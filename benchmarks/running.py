"""Running workers: the processes that measure."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any

from benchmarks.sides import ROOT
from benchmarks.workload import Figures, Side, Workload

Interpreters = Mapping[Side, str]
Measured = dict[str, dict[Side, dict[str, Any]]]


def work(
    interpreter: str,
    side: Side,
    what: str,
    *names: str,
) -> dict[str, Any]:
    """Let a worker measure, and return what it has found by workload.

    Raises ``RuntimeError`` with what it says.
    """
    sys.stderr.write(f"  {side} {what} {' '.join(names)}\n")
    done = subprocess.run(
        [interpreter, "-m", "benchmarks.worker", side, what, *names],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = "\n".join(done.stderr.splitlines()[-5:])
        raise RuntimeError(f"{', '.join(names)} on {side} has failed:\n{last}")
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def count_all(
    workloads: Sequence[Workload],
    interpreters: Interpreters,
    what: str = "count",
) -> Measured:
    """Count; as time does not matter, on all processors.

    ``what``: ``count``, or ``parts`` for opcodes by parts of the code.
    """
    measured: Measured = {workload.name: {} for workload in workloads}
    # As many processes for each side: to import aiogram takes seconds.
    processors = os.cpu_count() or 1
    names = {
        side: [one.name for one in workloads if side in one.sides]
        for side in interpreters
    }

    def count(side: Side, number: int) -> dict[str, Any]:
        mine = names[side][number::processors]
        return work(interpreters[side], side, what, *mine) if mine else {}

    tasks = [*product(interpreters, range(processors))]
    with ThreadPoolExecutor(processors) as pool:
        results = pool.map(lambda task: count(*task), tasks)
        for (side, _), counted in zip(tasks, results, strict=True):
            for name, result in counted.items():
                measured[name][side] = result
    return measured


def time_all(
    workloads: Iterable[Workload | Figures],
    interpreters: Interpreters,
    rounds: int,
) -> Measured:
    """Measure in rounds: in each, every side has its turn.

    The figures are lists with a value for each round.
    """
    measured: Measured = {}
    for workload in workloads:
        sides = [side for side in workload.sides if side in interpreters]
        kept = measured[workload.name] = {side: {} for side in sides}
        once = isinstance(workload, Figures) and workload.steady
        for number in range(1 if once else rounds):
            # Nobody is always the first.
            turn = number % len(sides)
            for side in sides[turn:] + sides[:turn]:
                path = interpreters[side]
                name = workload.name
                figures = work(path, side, "time", name)[name]
                for figure, value in figures.items():
                    kept[side].setdefault(figure, []).append(value)
    return measured


def differing(counted: Measured) -> list[str]:
    """Find workloads whose users see something else on another side."""
    return [
        name
        for name, sides in counted.items()
        if len({_screens(result["seen"]) for result in sides.values()}) > 1
    ]


def _screens(seen: list[dict[str, Any]]) -> str:
    return json.dumps([[step["text"], step["buttons"]] for step in seen])
