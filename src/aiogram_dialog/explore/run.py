"""Exploring a bot: the bounds, the sandbox, the report."""

import random
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Protocol

from aiogram import Dispatcher
from aiogram.client.default import DefaultBotProperties

from aiogram_dialog.emulator import World

from .actions import TEXTS, Choice
from .commands import find_commands
from .explorer import Explorer
from .finding import Findings
from .report import Progress, Report
from .sandbox import Sandbox
from .steps import Gather

MAX_PRESSES = 20_000
SECONDS = 120.0

_GROUP = Gather(who="Ann", friend="Bob", title="Friends")


class Explores(Protocol):
    """Describe what explores a bot: ``explore()``."""

    async def __call__(
        self,
        dispatcher: Dispatcher,
        *,
        commands: Iterable[str] | None = None,
        texts: Iterable[str] = (),
        all_items: bool = False,
        groups: bool | None = None,
        ignore: Iterable[str] = (),
        max_presses: int = MAX_PRESSES,
        seconds: float = SECONDS,
        default: DefaultBotProperties | None = None,
    ) -> Report:
        """Press every button of every window that can be reached."""
        ...


async def explore(
    dispatcher: Dispatcher,
    *,
    commands: Iterable[str] | None = None,
    texts: Iterable[str] = (),
    all_items: bool = False,
    groups: bool | None = None,
    ignore: Iterable[str] = (),
    max_presses: int = MAX_PRESSES,
    seconds: float = SECONDS,
    progress: Callable[[Progress], object] = lambda _: None,
    default: DefaultBotProperties | None = None,
) -> Report:
    """Press every button of every window that can be reached.

    ``commands``: what is sent at first, and in each window; by default
    ``/start`` and all that the bot has handlers for.
    ``texts``: what is written to inputs, besides a word, a number and a
    long text.
    ``all_items``: press each item of a list, not one of them.
    ``groups``: go on in a group of two; by default if there are windows
    that a private chat does not lead to.
    ``ignore``: codes of what nobody wants to hear of, ``EX401``, or with a
    place, ``EX401:Shop:cart``.
    ``progress``: called after each deed.
    ``default``: what the ``Bot`` says in calls that do not say it.

    The storage of the dispatcher is another one meanwhile, and whatever Bot
    the dispatcher's code uses speaks to the same emulator.
    """
    sandbox = Sandbox(dispatcher, World(), default)
    findings = Findings(ignore)
    report = Report(sandbox.windows.known, max_presses, seconds)
    explorer = Explorer(
        sandbox,
        Choice(tuple(dict.fromkeys([*TEXTS, *texts])), all_items),
        find_commands(dispatcher) if commands is None else tuple(commands),
        findings,
        report,
        progress,
    )
    async with _steady_chance(), sandbox.open():
        beginning = sandbox.snapshot()
        await explorer.explore_from(beginning, ())
        if groups or (groups is None and report.not_reached):
            await explorer.explore_from(beginning, (_GROUP,))
    if report.is_complete:
        explorer.find_dead_ends()
    report.findings = findings.all()
    report.seconds = time.monotonic() - report.started
    return report


@asynccontextmanager
async def _steady_chance() -> AsyncIterator[None]:
    """Let the chance of the bot be the same each time."""
    state = random.getstate()
    random.seed(0)
    try:
        yield
    finally:
        random.setstate(state)
