"""A test bench: the bot of a workload, with a Telegram, users, a storage."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Coroutine
from importlib import import_module
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.fsm.storage.base import (
    BaseEventIsolation,
    BaseStorage,
    DefaultKeyBuilder,
)
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import Update

from benchmarks.journey import Action, Do, Visitors
from benchmarks.stub_telegram import StubSession, Telegram, WireSession
from benchmarks.workload import Side, Workload

Measure = Callable[["Bench", Update | None], Awaitable[Any]]
SESSIONS = {"stub": StubSession, "wire": WireSession}


class Bench:
    """A bot that has been built, and those who use it.

    ``do`` is what the bot does of its own accord, set by what builds it.
    """

    do: Callable[[], Awaitable[Any]]

    def __init__(
        self,
        workload: Workload,
        side: Side,
        storage: BaseStorage | None = None,
        isolation: BaseEventIsolation | None = None,
    ) -> None:
        self.workload = workload
        self.isolation = isolation
        self._running: list[asyncio.Future[Any]] = []
        self.telegram = Telegram()
        session = SESSIONS[workload.telegram](self.telegram)
        self.bot = Bot("42:TEST", session=session)
        self.visitors = Visitors(self.bot, self.telegram)
        self.dispatcher = Dispatcher(storage=storage or _storage(workload))
        builder(workload.bot, side)(self, workload.size)

    async def __aenter__(self) -> "Bench":
        """Start the bot, and let users come to where the cycle begins."""
        await self.dispatcher.emit_startup(
            bot=self.bot,
            dispatcher=self.dispatcher,
        )
        for action in self.workload.opening:
            await self.act(self.prepared(action))
        return self

    def prepared(self, action: Action) -> Update | None:
        """Make the update of an action, which takes no part in the cost."""
        if isinstance(action, Do):
            return None
        return self.visitors.update(action)

    async def act(self, update: Update | None) -> None:
        """Let the bot handle an update, or do what it does by itself."""
        if update is None:
            await self.do()
        else:
            await self.dispatcher.feed_update(self.bot, update)

    async def play(self, measure: Measure) -> list[Any]:
        """Play a cycle, return what was measured of each step."""
        measured = []
        for action in self.workload.cycle:
            update = self.prepared(action)
            if action.aside:
                await self.act(update)
            else:
                measured.append(await measure(self, update))
        return measured

    def keep_running(self, running: Coroutine[Any, Any, Any]) -> None:
        """Start what is in no hurry to end; it is cancelled at the end."""
        self._running.append(asyncio.ensure_future(running))

    async def rest(self) -> None:
        """Wait until what was begun in the background has ended."""
        # A task may be about to be made by a callback of the loop.
        for _ in range(3):
            await asyncio.sleep(0)
        known = {asyncio.current_task(), *self._running}
        while others := asyncio.all_tasks() - known:
            await asyncio.wait(others)

    async def __aexit__(self, *_: object) -> None:
        """End what still runs, close the storage."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self.dispatcher.storage.close()


def builder(path: str, side: Side) -> Callable[..., Any]:
    """Import what builds, or measures, the bot of a side."""
    module, name = path.split(":")
    package = "raw" if side == "raw" else "dialogs"
    found: Callable[..., Any] = getattr(
        import_module(f"benchmarks.{package}.{module}"),
        name,
    )
    return found


def _storage(workload: Workload) -> BaseStorage:
    if workload.storage == "memory":
        return MemoryStorage()
    # Redis need not be installed where it is not measured.
    redis = import_module("aiogram.fsm.storage.redis")
    # Each process begins with nothing stored.
    keys = DefaultKeyBuilder(prefix=f"bot{os.getpid()}", with_destiny=True)
    storage: BaseStorage = redis.RedisStorage.from_url(
        os.environ["REDIS_URL"],
        key_builder=keys,
    )
    return storage
