"""Counting what Python does: opcodes and calls, the same in every run."""

import gc
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import FrameType
from typing import Any


@dataclass
class Counts:
    """How much Python has done.

    ``calls`` are the entries into Python code: calls of functions, and
    resumptions of coroutines and generators.
    """

    opcodes: int = 0
    calls: int = 0

    def enter(self, frame: FrameType, _event: str, _arg: Any) -> Any:
        """Begin to count in a frame."""
        self.calls += 1
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        return self._inside

    def _inside(self, _frame: FrameType, event: str, _arg: Any) -> Any:
        if event == "opcode":
            self.opcodes += 1
        return self._inside


async def count(
    step: Callable[[], Awaitable[Any]],
    counts: Counts | None = None,
) -> Counts:
    """Count what a step does in this thread, and its tasks while it runs.

    Python 3.13 tells of opcodes of a function from its second run on: as
    long as nothing is warm, there may be more of them than are counted.
    """
    counts = counts or Counts()
    collecting, before = gc.isenabled(), sys.gettrace()
    gc.disable()
    # Since Python 3.12 opcodes are only told of if some frame has wanted
    # them before the tracing begins.
    sys._getframe().f_trace_opcodes = True  # noqa: SLF001 - the way to it
    sys.settrace(counts.enter)
    try:
        await step()
    finally:
        sys.settrace(before)
        if collecting:
            gc.enable()
    return counts
