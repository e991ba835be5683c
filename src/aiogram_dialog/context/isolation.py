"""Keeping events of one stack apart, within one process."""

from asyncio import Lock, get_running_loop
from contextlib import AbstractAsyncContextManager
from weakref import WeakValueDictionary

from aiogram.fsm.storage.base import BaseEventIsolation, StorageKey


class LocalEventIsolation(BaseEventIsolation):
    """Lock each stack while it is in use, and keep no lock that nobody uses.

    It is for bots of one process; several need a shared one, like Redis'.
    """

    def __init__(self) -> None:
        # Whoever holds a lock or waits for it keeps it alive.
        self._locks: WeakValueDictionary[tuple[object, ...], Lock] = (
            WeakValueDictionary()
        )

    def lock(  # type: ignore[override] # it is used in `async with` only
        self,
        key: StorageKey,
    ) -> AbstractAsyncContextManager[None]:
        """Hold the lock of a stack."""
        where = (
            # A lock that was waited for belongs to its loop.
            get_running_loop(),
            key.bot_id,
            key.chat_id,
            key.user_id,
            key.thread_id,
            key.business_connection_id,
            key.destiny,
        )
        lock = self._locks.get(where)
        if lock is None:
            lock = self._locks[where] = Lock()
        return lock

    async def close(self) -> None:
        """Forget all locks."""
        self._locks.clear()
