"""Locks that end by themselves, even while they are held, as Redis' do."""

from contextlib import AbstractAsyncContextManager
from importlib import import_module
from logging import getLogger
from time import monotonic
from types import TracebackType
from typing import cast

from aiogram.fsm.storage.base import BaseEventIsolation, StorageKey

from .isolation import LocalEventIsolation
from .local_queue import QueuedLock, in_turn, options_of
from .storage_traits import REDIS_CLIENT, REDIS_ISOLATION, kind_of

logger = getLogger(__name__)

# The rest of the time is for a slow network.
_SAFE_PART = 0.9


def timeout_of(isolation: BaseEventIsolation) -> float | None:
    """Return after how many seconds locks end by themselves, None: never."""
    timeout: float | None = options_of(isolation).get("timeout")
    return timeout


def lock_of(
    isolation: BaseEventIsolation,
    key: StorageKey,
) -> AbstractAsyncContextManager[None]:
    """Return the lock of a key; one that may end by itself is a lease.

    Tasks of one process wait for a shared lock in the order they have asked.
    """
    if type(isolation) is LocalEventIsolation:
        # The usual one: it never ends, and has a queue.
        return isolation.lock(key)
    return in_turn(isolation, key, _shared_lock_of(isolation, key))


def _shared_lock_of(
    isolation: BaseEventIsolation,
    key: StorageKey,
) -> AbstractAsyncContextManager[None]:
    if (
        kind_of(isolation) == REDIS_ISOLATION
        # A bot may have wrapped it, to look at what is locked.
        and "lock" not in vars(isolation)
        and kind_of(getattr(isolation, "redis", None)) == REDIS_CLIENT
    ):
        # Only those who have Redis can import it.
        lease = import_module(f"{__package__}.redis_lease").RedisLease
        return cast("Lease", lease(isolation, key))
    timeout = timeout_of(isolation)
    if timeout is None:
        return isolation.lock(key)
    return Lease(isolation, key, timeout)


def lease_in(lock: AbstractAsyncContextManager[None]) -> "Lease | None":
    """Return the lease in a lock, if the lock may end by itself."""
    inner = lock.lock if isinstance(lock, QueuedLock) else lock
    return inner if isinstance(inner, Lease) else None


class Lease(AbstractAsyncContextManager[None]):
    """A lock that is held for some time, knows its end, and can be renewed.

    Attributes:
        token: What names the holder in the storage of the lock, where that
            is known. A transaction there can look whether it still holds.
    """

    token: bytes | None = None

    def __init__(
        self,
        isolation: BaseEventIsolation,
        key: StorageKey,
        timeout: float,
    ) -> None:
        self._isolation = isolation
        self._key = key
        self._timeout = timeout
        self._ends = 0.0
        self._lock: AbstractAsyncContextManager[None] = isolation.lock(key)

    @property
    def is_over(self) -> bool:
        """Tell whether others may have the lock by now."""
        return monotonic() > self._ends

    async def __aenter__(self) -> None:
        await self._lock.__aenter__()
        self._ends = monotonic() + self._timeout * _SAFE_PART

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            await self._lock.__aexit__(None, None, None)
        except Exception as refusal:
            if not self.is_over:
                raise
            self._tell_of(refusal)

    def _tell_of(self, refusal: Exception) -> None:
        logger.warning(
            "A handler took longer than the lock of its stack lasts, "
            "which is %g s (%s): %r",
            self._timeout,
            self._key.destiny,
            refusal,
        )

    async def renew(self) -> bool:
        """Take the lock again.

        Returns:
            Whether others may have had the lock in between.
        """
        await self.__aexit__(None, None, None)
        self._lock = self._isolation.lock(self._key)
        await self.__aenter__()
        return True
