"""A clock on which only calls of the storage take time: one tick each.

What passes on it while an update is handled is the number of rounds to the
storage that follow one another: calls made together count once.
"""

import asyncio
import selectors
from collections.abc import AsyncGenerator, Coroutine, Mapping
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseEventIsolation, StorageKey
from aiogram.fsm.storage.memory import MemoryStorage

T = TypeVar("T")


class _NoWaiting:
    """A selector that lets the clock jump where it would wait."""

    def __init__(self) -> None:
        self._real = selectors.DefaultSelector()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> Any:
        if not timeout:
            return self._real.select(timeout)
        # A thread that has just finished comes before any timer.
        ready = self._real.select(0.001)
        if not ready:
            self.now += timeout
        return ready

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose time passes when everybody waits for it."""

    def __init__(self) -> None:
        self._virtual = _NoWaiting()
        super().__init__(self._virtual)  # type: ignore[arg-type]  # a double
        # The loop itself counts whole ticks.
        self._clock_resolution = 1e-9

    def time(self) -> float:
        """Tell the time in ticks."""
        return self._virtual.now


class StorageCalls:
    """How often a storage and its locks were called."""

    def __init__(self) -> None:
        self.number = 0

    async def tick(self) -> None:
        """Note a call, and let it take its time."""
        self.number += 1
        await asyncio.sleep(1)


class TickingStorage(MemoryStorage):
    """A storage in memory whose every call takes a tick."""

    # As of a Redis whose records stay.
    data_ttl = None

    def __init__(self, calls: StorageCalls) -> None:
        super().__init__()
        self._calls = calls

    async def get_state(self, key: StorageKey) -> str | None:
        """Read a state."""
        await self._calls.tick()
        return await super().get_state(key)

    async def set_state(
        self,
        key: StorageKey,
        state: State | str | None = None,
    ) -> None:
        """Write a state."""
        await self._calls.tick()
        await super().set_state(key, state)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Read data."""
        await self._calls.tick()
        return await super().get_data(key)

    async def set_data(
        self,
        key: StorageKey,
        data: Mapping[str, Any],
    ) -> None:
        """Write data."""
        await self._calls.tick()
        await super().set_data(key, data)


class TickingIsolation(BaseEventIsolation):
    """Locks whose taking takes a tick, and whose release does."""

    def __init__(self, calls: StorageCalls) -> None:
        self._calls = calls
        self._locks: dict[StorageKey, asyncio.Lock] = {}

    @asynccontextmanager
    async def lock(self, key: StorageKey) -> AsyncGenerator[None, None]:
        """Keep others from a key."""
        await self._calls.tick()
        async with self._locks.setdefault(key, asyncio.Lock()):
            try:
                yield
            finally:
                await self._calls.tick()

    async def close(self) -> None:
        """Forget the locks."""
        self._locks.clear()


def run_virtual(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on the clock of the storage."""
    loop = VirtualLoop()
    try:
        return loop.run_until_complete(coroutine)
    finally:
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
