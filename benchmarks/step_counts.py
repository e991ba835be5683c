"""Counting what steps of a workload cost, and what they show."""

import asyncio
from collections import Counter
from statistics import fmean, median
from typing import Any

from benchmarks.bench import Bench, Measure
from benchmarks.counting import count
from benchmarks.virtual_clock import (
    StorageCalls,
    TickingIsolation,
    TickingStorage,
)
from benchmarks.workload import Side, Workload

WARM_UP = 5
COUNTED = 5


async def count_steps(workload: Workload, side: Side) -> dict[str, float]:
    """Count what a unit costs Python, and the calls of Telegram."""
    cycles = [_mean(steps) for steps in await play(workload, side, _counted)]
    return _per_unit(cycles, workload.units)


async def play(
    workload: Workload,
    side: Side,
    measure: Measure,
) -> list[list[Any]]:
    """Measure the steps of some cycles, after as many as make all warm."""
    async with Bench(workload, side) as bench:
        for _ in range(WARM_UP):
            await bench.play(Bench.act)
        return [await bench.play(measure) for _ in range(COUNTED)]


async def _counted(bench: Bench, update: Any) -> dict[str, float]:
    before = bench.telegram.calls
    counts = await count(lambda: bench.act(update))
    return {
        "opcodes": counts.opcodes,
        "calls": counts.calls,
        "telegram": bench.telegram.calls - before,
    }


async def count_rounds(workload: Workload, side: Side) -> dict[str, float]:
    """Count the calls of the storage, and how many follow one another.

    The event loop has to be a ``VirtualLoop``.
    """
    calls = StorageCalls()

    async def ticked(bench: Bench, update: Any) -> dict[str, float]:
        loop = asyncio.get_running_loop()
        number, now = calls.number, loop.time()
        await bench.act(update)
        rounds = loop.time() - now
        await bench.rest()
        return {"storage": calls.number - number, "rounds": rounds}

    storage, isolation = TickingStorage(calls), TickingIsolation(calls)
    async with Bench(workload, side, storage, isolation) as bench:
        await bench.play(Bench.act)
        cycles = [_mean(await bench.play(ticked)) for _ in range(2)]
    return _per_unit(cycles, workload.units)


def _mean(steps: list[dict[str, float]]) -> dict[str, float]:
    return {name: fmean(step[name] for step in steps) for name in steps[0]}


def _per_unit(cycles: list[dict[str, float]], units: int) -> dict[str, float]:
    return {
        name: round(median(cycle[name] for cycle in cycles) / units, 3)
        for name in cycles[0]
    }


async def see(workload: Workload, side: Side) -> list[dict[str, Any]]:
    """Tell what the first user sees after each step of a cycle."""
    async with Bench(workload, side) as bench:
        asked = _listen(bench)
        seen = []
        for action in workload.cycle:
            await bench.act(bench.prepared(action))
            seen.append({**_screen(bench), "asked": Counter(asked)})
            asked.clear()
    return seen


def _screen(bench: Bench) -> dict[str, Any]:
    shown = bench.telegram.shown(1)
    rows = shown.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [[button["text"] for button in row] for row in rows]
    return {"text": shown.get("text"), "buttons": buttons}


def _listen(bench: Bench) -> list[str]:
    names: list[str] = []

    async def note(call: Any, bot: Any, method: Any) -> Any:
        names.append(method.__api_method__)
        return await call(bot, method)

    bench.bot.session.middleware(note)
    return names
