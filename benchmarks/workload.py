"""What a workload is."""

from dataclasses import dataclass
from typing import Literal

from benchmarks.journey import Action, Press, Say

Side = Literal["ours", "other", "raw"]
ALL: tuple[Side, ...] = ("ours", "other", "raw")
DIALOGS: tuple[Side, ...] = ("ours", "other")
START = Say("/start")
CLICK = Press("More")


@dataclass(frozen=True)
class Workload:
    """A bot, and a cycle of what its users do, over and over.

    ``bot``: the module and the function that builds the bot, in
    ``benchmarks.dialogs`` and in ``benchmarks.raw``; ``size`` is given to it.
    ``units``: of how many things a step consists; costs are of one.
    ``counted``: whether opcodes and calls are counted, too.
    ``goal``: what is wanted, for the reader of the table.
    """

    name: str
    title: str
    bot: str
    cycle: tuple[Action, ...] = (CLICK,)
    opening: tuple[Action, ...] = (START,)
    size: int = 1
    sides: tuple[Side, ...] = ALL
    telegram: Literal["stub", "wire"] = "stub"
    storage: Literal["memory", "redis"] = "memory"
    units: int = 1
    counted: bool = True
    goal: str = ""

    @property
    def clock(self) -> str:
        """Tell which time is of interest."""
        return "cpu_us" if self.storage == "memory" else "wall_us"


@dataclass(frozen=True)
class Figures:
    """What is measured once in a process: it measures itself.

    ``make``: the module and the coroutine function that returns figures by
    name, in ``benchmarks.dialogs`` and in ``benchmarks.raw``.
    ``steady``: they are the same in every round, so one is enough.
    """

    name: str
    title: str
    make: str
    size: int = 1
    steady: bool = False
    sides: tuple[Side, ...] = ALL
    goal: str = ""
