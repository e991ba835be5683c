"""Measuring the time that steps of a workload take."""

from itertools import groupby
from statistics import fmean, median
from time import perf_counter_ns, process_time_ns
from typing import Any

from benchmarks.bench import Bench
from benchmarks.workload import Side, Workload

WARM_UP = 0.3
MEASURE = 1.0
BATCHES = 20

Times = tuple[int, int]


async def time_steps(workload: Workload, side: Side) -> dict[str, float]:
    """Measure the CPU and the wall time of a unit, in microseconds."""
    async with Bench(workload, side) as bench:
        await _play_for(bench, WARM_UP)
        steps = await _play_for(bench, MEASURE)
    cpu, wall = (typical(times) for times in zip(*steps, strict=True))
    scale = 1000 * workload.units
    return {"cpu_us": cpu / scale, "wall_us": wall / scale}


async def _play_for(bench: Bench, seconds: float) -> list[Times]:
    steps: list[Times] = []
    until = perf_counter_ns() + seconds * 1e9
    while perf_counter_ns() < until or len(steps) < 2:
        steps += await bench.play(_timed)
    return steps


async def _timed(bench: Bench, update: Any) -> Times:
    cpu, wall = process_time_ns(), perf_counter_ns()
    await bench.act(update)
    return process_time_ns() - cpu, perf_counter_ns() - wall


def typical(times: tuple[int, ...]) -> float:
    """Take the median of means of batches: what disturbs is left out."""
    size = max(1, len(times) // BATCHES)
    batches = [
        fmean(time for _, time in batch)
        for _, batch in groupby(
            enumerate(times),
            key=lambda pair: pair[0] // size,
        )
    ]
    return median(batches)
