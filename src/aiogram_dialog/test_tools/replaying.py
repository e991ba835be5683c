"""Doing again what exploring a bot has found."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from aiogram import Bot, Dispatcher

from aiogram_dialog.emulator import World
from aiogram_dialog.emulator.bot_capture import capturing_bots
from aiogram_dialog.emulator.handover import handed_over
from aiogram_dialog.emulator.handover_desk import Handover
from aiogram_dialog.explore.liveness import is_alive, is_steady
from aiogram_dialog.explore.sandbox import Sandbox

from .fake_telegram import EmulatedTelegram
from .telegram import Telegram


class Replay:
    """Tell what goes wrong, and let time pass."""

    def __init__(self, telegram: Telegram, sandbox: Sandbox, bot: Bot) -> None:
        self._telegram = telegram
        self._sandbox = sandbox
        self._bot = bot

    @contextmanager
    def watching(self, code: str) -> Iterator[list[str]]:
        """Give a list that has the faults of a rule at the end.

        ``code``: the rule, like ``EX301``. Errors are kept, too, where an
        error handler of the bot takes them.
        """
        faults: list[str] = []
        mark = self._sandbox.mark()
        yield faults
        faults += [
            str(fault)
            for fault in self._sandbox.faults_since(mark, "here")
            if fault.rule.code == code
        ]

    async def lets_time_pass(self) -> None:
        """Let time pass until no task of the bot sleeps."""
        sandbox = self._seated()
        await sandbox.let_time_pass()
        sandbox.raise_errors()

    async def is_alive(self, window: str) -> bool:
        """Tell whether anything changes anything in an open window."""
        return await is_alive(self._seated(), window)

    async def is_steady(self, window: str) -> bool:
        """Tell whether an open window shown again is the same."""
        return await is_steady(self._seated(), window)

    def _seated(self) -> Sandbox:
        """Bring those who are there now in the sandbox."""
        visitors = self._telegram.visitors
        people = {visitor.person.name: visitor.person for visitor in visitors}
        self._sandbox.bring(self._bot, people, visitors[-1].chat)
        return self._sandbox


@asynccontextmanager
async def replaying(
    telegram: Telegram,
    target: Dispatcher | Callable[[], Any],
) -> AsyncIterator[Replay]:
    """Run a bot as it was explored: with a storage and a time of our own.

    ``target``: a dispatcher, or a function that returns one or runs it; it
    may be a coroutine function.

    Raises ``TypeError`` for a Telegram that is not the emulated one.
    """
    fake = telegram.fake
    if not isinstance(fake, EmulatedTelegram):
        raise TypeError(f"Only an emulated Telegram is replayed, not {fake}.")
    async with (
        _handed_over(target) as handover,
        _replaying(telegram, fake.world, handover) as replay,
    ):
        yield replay


@asynccontextmanager
async def _handed_over(
    target: Dispatcher | Callable[[], Any],
) -> AsyncIterator[Handover]:
    if isinstance(target, Dispatcher):
        yield Handover(target)
        return
    with capturing_bots():
        async with handed_over(target) as handover:
            yield handover


@asynccontextmanager
async def _replaying(
    telegram: Telegram,
    world: World,
    handover: Handover,
) -> AsyncIterator[Replay]:
    sandbox = Sandbox(handover.dispatcher, world)
    with sandbox.own_storage():
        async with telegram.bot(
            handover.dispatcher,
            default=handover.default,
        ) as bot:
            with sandbox.watching(), sandbox.clock.installed():
                waits, telegram.waits_for = (
                    telegram.waits_for,
                    sandbox.clock.finish,
                )
                try:
                    yield Replay(telegram, sandbox, bot)
                finally:
                    telegram.waits_for = waits
                    await sandbox.clock.cancel_spawned()
