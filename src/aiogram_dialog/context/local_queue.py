"""Waiting in turn within a process before a shared lock is asked for.

Locks of Redis are polled by everybody who waits for them, and whoever asks
at the right moment gets them. With a queue before the lock, one task of a
process asks at a time, and events are handled in the order they came in.
"""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any
from weakref import WeakKeyDictionary

from aiogram.fsm.storage.base import BaseEventIsolation, StorageKey
from aiogram.fsm.storage.memory import (
    DisabledEventIsolation,
    SimpleEventIsolation,
)

from .isolation import LocalEventIsolation

Lock = AbstractAsyncContextManager[None]

# Isolations that need no queue: they have one, or want none.
_WITHOUT_QUEUE = (
    LocalEventIsolation,
    SimpleEventIsolation,
    DisabledEventIsolation,
)

_queues: WeakKeyDictionary[BaseEventIsolation, LocalEventIsolation] = (
    WeakKeyDictionary()
)


def is_shared(isolation: BaseEventIsolation) -> bool:
    """Tell whether other processes may have the locks, too."""
    return not isinstance(isolation, _WITHOUT_QUEUE)


def in_turn(
    isolation: BaseEventIsolation,
    key: StorageKey,
    lock: Lock,
) -> Lock:
    """Return a lock that the tasks of this process ask for one by one.

    Args:
        isolation: The isolation that the lock belongs to.
        key: The key of the stack that the lock guards.
        lock: The lock itself.

    Returns:
        The lock behind a queue, or the lock itself where its isolation
        works within one process only, or is not to be waited for.
    """
    if not is_shared(isolation) or _is_impatient(isolation):
        return lock
    queue = _queues.get(isolation)
    if queue is None:
        queue = _queues[isolation] = LocalEventIsolation()
    return QueuedLock(queue.lock(key), lock)


def options_of(isolation: BaseEventIsolation) -> Mapping[str, Any]:
    """Return how the locks of an isolation are made, as far as it tells."""
    return getattr(isolation, "lock_kwargs", None) or {}


def _is_impatient(isolation: BaseEventIsolation) -> bool:
    """Tell whether a bot wants an error rather than a long wait."""
    options = options_of(isolation)
    return (
        not options.get("blocking", True)
        or options.get("blocking_timeout") is not None
    )


class QueuedLock(Lock):
    """A shared lock behind the queue of a process."""

    def __init__(self, turn: Lock, lock: Lock) -> None:
        self._turn = turn
        self.lock = lock

    async def __aenter__(self) -> None:
        await self._turn.__aenter__()
        try:
            await self.lock.__aenter__()
        except BaseException:
            await self._turn.__aexit__(None, None, None)
            raise

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            await self.lock.__aexit__(error_type, error, traceback)
        finally:
            await self._turn.__aexit__(None, None, None)
