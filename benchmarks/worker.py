"""Measure one workload on one side, in a process of its own.

    python -m benchmarks.worker SIDE WORKLOAD time|count

It prints JSON. The interpreter decides whose dialogs are measured.
"""

import asyncio
import itertools
import json
import random
import sys
import time
from collections import Counter
from itertools import groupby
from statistics import fmean, median
from time import perf_counter_ns, process_time_ns
from typing import Any

# Version 2.6.0 has no more than 100 ids of dialogs a second, which no user
# notices: let seconds fly, before anybody takes the clock.
time.time = map(float, itertools.count(1_712_345_678)).__next__

from benchmarks.catalogue import Figures, Side, Workload, by_name
from benchmarks.counting import count
from benchmarks.stage import Stage, builder
from benchmarks.virtual_clock import (
    StorageCalls,
    TickingIsolation,
    TickingStorage,
    VirtualLoop,
)

WARM_UP = 0.3
MEASURE = 1.0
CYCLES_WARM_UP = 10
CYCLES_COUNTED = 11
BATCHES = 20


async def play_cycle(stage: Stage, measure: Any) -> list[Any]:
    """Play a cycle, return what was measured of each step."""
    measured = []
    for action in stage.workload.cycle:
        update = stage.prepared(action)
        if action.aside:
            await stage.act(update)
        else:
            measured.append(await measure(stage, update))
    return measured


async def timed(stage: Stage, update: Any) -> tuple[int, int]:
    """Measure the CPU and the wall time of a step, in nanoseconds."""
    cpu, wall = process_time_ns(), perf_counter_ns()
    await stage.act(update)
    return process_time_ns() - cpu, perf_counter_ns() - wall


async def time_steps(workload: Workload, side: Side) -> dict[str, float]:
    """Measure times per unit, in microseconds."""
    stage = Stage(workload, side)
    await stage.open()
    await _play_for(stage, WARM_UP)
    steps = await _play_for(stage, MEASURE)
    await stage.close()
    cpu, wall = (_typical(times) for times in zip(*steps, strict=True))
    scale = 1000 * workload.units
    return {"cpu_us": cpu / scale, "wall_us": wall / scale}


async def _play_for(stage: Stage, seconds: float) -> list[tuple[int, int]]:
    steps: list[tuple[int, int]] = []
    until = perf_counter_ns() + seconds * 1e9
    while perf_counter_ns() < until or len(steps) < 2:
        steps += await play_cycle(stage, timed)
    return steps


def _typical(times: tuple[int, ...]) -> float:
    """Take the median of means of batches: what disturbs is left out."""
    size = max(1, len(times) // BATCHES)
    batches = [
        fmean(number for _, number in batch)
        for _, batch in groupby(
            enumerate(times),
            key=lambda pair: pair[0] // size,
        )
    ]
    return median(batches)


async def count_steps(workload: Workload, side: Side) -> dict[str, float]:
    """Count what a step costs Python, and how often it calls Telegram."""
    stage = Stage(workload, side)
    await stage.open()
    for _ in range(CYCLES_WARM_UP):
        await play_cycle(stage, timed)
    cycles = []
    for _ in range(CYCLES_COUNTED):
        cycles.append(_mean(await play_cycle(stage, _counted)))
    return _per_unit(cycles, workload.units)


async def _counted(stage: Stage, update: Any) -> dict[str, float]:
    calls = stage.telegram.calls
    counts = await count(lambda: stage.act(update))
    return {
        "opcodes": counts.opcodes,
        "calls": counts.calls,
        "telegram": stage.telegram.calls - calls,
    }


async def count_rounds(workload: Workload, side: Side) -> dict[str, float]:
    """Count the calls of the storage, and how many follow one another."""
    calls = StorageCalls()
    stage = Stage(
        workload,
        side,
        TickingStorage(calls),
        TickingIsolation(calls),
    )
    await stage.open()

    async def ticked(stage: Stage, update: Any) -> dict[str, float]:
        loop = asyncio.get_running_loop()
        number, now = calls.number, loop.time()
        await stage.act(update)
        rounds = loop.time() - now
        await stage.rest()
        return {"storage": calls.number - number, "rounds": rounds}

    cycles = [_mean(await play_cycle(stage, ticked)) for _ in range(3)]
    return _per_unit(cycles[1:], workload.units)


def _mean(steps: list[dict[str, float]]) -> dict[str, float]:
    return {name: fmean(step[name] for step in steps) for name in steps[0]}


def _per_unit(cycles: list[dict[str, float]], units: int) -> dict[str, float]:
    return {
        name: round(median(cycle[name] for cycle in cycles) / units, 2)
        for name in cycles[0]
    }


async def see(workload: Workload, side: Side) -> list[Any]:
    """Tell what the first user sees after each step of a cycle."""
    stage = Stage(workload, side)
    await stage.open()
    asked = listen(stage)
    seen = []
    for action in workload.cycle:
        await stage.act(stage.prepared(action))
        shown = stage.telegram.shown(1)
        rows = shown.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = [[button["text"] for button in row] for row in rows]
        seen.append([shown.get("text"), buttons, Counter(asked)])
        asked.clear()
    return seen


def listen(stage: Stage) -> list[str]:
    """Keep the names of the methods that the bot calls from now on."""
    names: list[str] = []

    async def note(call: Any, bot: Any, method: Any) -> Any:
        names.append(method.__api_method__)
        return await call(bot, method)

    stage.bot.session.middleware(note)
    return names


def run_virtual(coroutine: Any) -> Any:
    """Run on the clock of the storage."""
    loop = VirtualLoop()
    try:
        return loop.run_until_complete(coroutine)
    finally:
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


def measure(side: Side, name: str, what: str) -> Any:
    """Measure a workload."""
    workload = by_name(name)
    if isinstance(workload, Figures):
        return asyncio.run(builder(workload.make, side)(workload.size))
    if what == "time":
        return asyncio.run(time_steps(workload, side))
    if what == "see":
        return asyncio.run(see(workload, side))
    counts = asyncio.run(count_steps(workload, side))
    rounds = run_virtual(count_rounds(workload, side))
    return {**counts, **rounds}


def main() -> None:
    """Measure as the command line says."""
    random.seed(0)
    side, name, what = sys.argv[1:]
    print(json.dumps(measure(side, name, what)))


if __name__ == "__main__":
    main()
