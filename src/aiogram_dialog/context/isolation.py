"""Keeping events of one stack apart, within one process."""

from asyncio import Lock
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from aiogram.fsm.storage.base import BaseEventIsolation, StorageKey


class LocalEventIsolation(BaseEventIsolation):
    """Lock each stack while it is in use, and keep no lock that nobody uses.

    It is for bots of one process; several need a shared one, like Redis'.
    """

    def __init__(self) -> None:
        # Whoever holds a lock or waits for it keeps it alive.
        self._locks: WeakValueDictionary[StorageKey, Lock] = (
            WeakValueDictionary()
        )

    @asynccontextmanager
    async def lock(self, key: StorageKey) -> AsyncIterator[None]:
        """Hold the lock of a stack."""
        lock = self._locks.get(key)
        if lock is None:
            lock = self._locks[key] = Lock()
        async with lock:
            yield

    async def close(self) -> None:
        """Forget all locks."""
        self._locks.clear()
