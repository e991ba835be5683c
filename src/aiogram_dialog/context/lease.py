"""Locks that end by themselves, even while they are held, as Redis' do."""

from contextlib import AbstractAsyncContextManager
from logging import getLogger
from time import monotonic
from types import TracebackType

from aiogram.fsm.storage.base import BaseEventIsolation, StorageKey

logger = getLogger(__name__)

# The rest of the time is for a slow network.
_SAFE_PART = 0.9


def timeout_of(isolation: BaseEventIsolation) -> float | None:
    """Return after how many seconds locks end by themselves, None: never."""
    options = getattr(isolation, "lock_kwargs", None) or {}
    timeout: float | None = options.get("timeout")
    return timeout


def lock_of(
    isolation: BaseEventIsolation,
    key: StorageKey,
) -> AbstractAsyncContextManager[None]:
    """Return the lock of a key; one that may end by itself is a lease."""
    timeout = timeout_of(isolation)
    if timeout is None:
        return isolation.lock(key)
    return Lease(isolation, key, timeout)


class Lease(AbstractAsyncContextManager[None]):
    """Hold a lock for some time, know when that is over, and take it anew."""

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
            logger.warning(
                "A handler took longer than the lock of its stack lasts, "
                "which is %g s (%s): %r",
                self._timeout,
                self._key.destiny,
                refusal,
            )

    async def renew(self) -> None:
        """Take the lock anew; others may have had it in between."""
        await self.__aexit__(None, None, None)
        self._lock = self._isolation.lock(self._key)
        await self.__aenter__()
