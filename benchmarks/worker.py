"""Measure workloads on one side, in a process of its own.

    python -m benchmarks.worker SIDE time|count|parts WORKLOAD ...

It prints JSON, by workload. The interpreter decides whose dialogs are measured.
"""

import asyncio
import itertools
import json
import random
import sys
import time
from typing import Any

# Version 2.6.0 has no more than 100 ids of dialogs a second, which no user
# notices: let seconds fly, before anybody takes the clock.
time.time = map(float, itertools.count(1_712_345_678)).__next__

from benchmarks.bench import builder  # noqa: E402
from benchmarks.catalogue import by_name  # noqa: E402
from benchmarks.parts import count_parts  # noqa: E402
from benchmarks.step_counts import count_rounds, count_steps, see  # noqa: E402
from benchmarks.timing import time_steps  # noqa: E402
from benchmarks.virtual_clock import run_virtual  # noqa: E402
from benchmarks.workload import Figures, Side  # noqa: E402


def measure(side: Side, name: str, what: str) -> Any:
    """Measure a workload."""
    random.seed(0)
    workload = by_name(name)
    if isinstance(workload, Figures):
        return asyncio.run(builder(workload.make, side)(workload.size))
    if what == "time":
        return asyncio.run(time_steps(workload, side))
    if what == "parts":
        return asyncio.run(count_parts(workload, side))
    return {
        "seen": asyncio.run(see(workload, side)),
        **asyncio.run(count_steps(workload, side)),
        **run_virtual(count_rounds(workload, side)),
    }


def main() -> None:
    """Measure as the command line says."""
    side, what, *names = sys.argv[1:]
    print(json.dumps({name: measure(side, name, what) for name in names}))


if __name__ == "__main__":
    main()
