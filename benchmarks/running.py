"""Running workers: one process for each workload, side and round."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.sides import ROOT
from benchmarks.workload import Figures, Side, Workload

Interpreters = Mapping[Side, str]
Measured = dict[str, dict[Side, dict[str, Any]]]


def work(interpreter: str, side: Side, name: str, what: str) -> Any:
    """Let a worker measure; raises ``RuntimeError`` with what it says."""
    sys.stderr.write(f"  {name} {side} {what}\n")
    done = subprocess.run(
        [interpreter, "-m", "benchmarks.worker", side, name, what],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = "\n".join(done.stderr.splitlines()[-5:])
        raise RuntimeError(f"{name} on {side} has failed:\n{last}")
    return json.loads(done.stdout.splitlines()[-1])


def count_all(
    workloads: Iterable[Workload],
    interpreters: Interpreters,
    what: str = "count",
) -> Measured:
    """Count; as time does not matter, on all processors.

    ``what``: ``count``, or ``parts`` for opcodes by parts of the code.
    """
    tasks = [
        (workload, side)
        for workload in workloads
        for side in workload.sides
        if side in interpreters
    ]
    measured: Measured = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(
            lambda task: work(
                interpreters[task[1]], task[1], task[0].name, what
            ),
            tasks,
        )
        for (workload, side), result in zip(tasks, results, strict=True):
            measured.setdefault(workload.name, {})[side] = result
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
                figures = work(path, side, workload.name, "time")
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
