"""Counting opcodes by the part of the code that wants them.

What Python's own library, pydantic and generated functions do is counted for
the part that has called them.
"""

import re
from collections import Counter
from types import FrameType
from typing import Any

from benchmarks.bench import Bench
from benchmarks.counting import Counts, count
from benchmarks.step_counts import play
from benchmarks.workload import Side, Workload

BOT = "the bot itself"
OTHER = "anything else"

_PACKAGE = re.compile(r"/(aiogram_dialog/\w+)")
_PLACES = (
    (re.compile(r"/(aiogram)/"), None),
    (re.compile(r"/benchmarks/(raw|dialogs)/"), BOT),
)


async def count_parts(workload: Workload, side: Side) -> dict[str, float]:
    """Count the opcodes of an update by parts."""
    cycles = await play(workload, side, _counted)
    steps = [parts for cycle in cycles for parts in cycle]
    return {
        part: round(opcodes / len(steps), 1)
        for part, opcodes in sum(steps, Counter()).items()
    }


async def _counted(bench: Bench, update: Any) -> Counter[str]:
    counts = PartCounts()
    await count(lambda: bench.act(update), counts)
    return counts.parts


class PartCounts(Counts):
    """Count, and tell of each opcode for whom it was."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: Counter[str] = Counter()

    def enter(self, frame: FrameType, event: str, arg: Any) -> Any:
        """Begin to count in a frame."""
        inside = super().enter(frame, event, arg)
        part = part_of(frame)

        def note(frame: FrameType, event: str, arg: Any) -> Any:
            inside(frame, event, arg)
            if event == "opcode":
                self.parts[part] += 1
            return note

        return note


def part_of(frame: FrameType | None) -> str:
    """Tell which part of the code a frame works for."""
    while frame is not None:
        path = frame.f_code.co_filename
        if package := _PACKAGE.search(path):
            return package[1]
        for place, name in _PLACES:
            if found := place.search(path):
                return name or found[1]
        frame = frame.f_back
    return OTHER
