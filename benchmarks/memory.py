"""Measuring what a process and its objects weigh."""

import asyncio
import gc
import resource
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

from benchmarks.bench import Bench
from benchmarks.journey import Press, Say
from benchmarks.workload import Side, Workload


@contextmanager
def weighed() -> Iterator[dict[str, float]]:
    """Measure the CPU time and the growth of the process.

    Fill in ``cpu_ms`` and ``memory_mb`` at the end.
    """
    measured: dict[str, float] = {}
    gc.collect()
    size, cpu = _peak(), process_time()
    yield measured
    measured["cpu_ms"] = (process_time() - cpu) * 1000
    measured["memory_mb"] = (_peak() - size) / 1024


def _peak() -> int:
    """Tell the peak of resident memory, in KiB as Linux gives it."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


async def per_user(side: Side, users: int) -> dict[str, float]:
    """Measure what a bot keeps of a user who has opened it and clicked."""
    workload = Workload("small", "", "clicks:small_window", opening=())
    async with Bench(workload, side) as bench:
        # Caches have their fill, and the dispatcher a lock of its own.
        tracemalloc.start()
        for user in range(1, 100):
            await _visit(bench, user)
        locks = _locks()
        before, _ = tracemalloc.get_traced_memory()
        for user in range(100, 100 + users):
            await _visit(bench, user)
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        locks = _locks() - locks
    return {"bytes_per_user": (after - before) / users, "locks": locks}


def _locks() -> int:
    gc.collect()
    return sum(isinstance(kept, asyncio.Lock) for kept in gc.get_objects())


async def _visit(bench: Bench, user: int) -> None:
    await bench.act(bench.prepared(Say("/start", chat=user)))
    await bench.act(bench.prepared(Press("More", chat=user)))
    # What Telegram keeps is not the bot's.
    bench.telegram.forget()
