"""Leases on Redis: exactly the locks of aiogram, with their tokens known."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from math import inf
from time import monotonic
from types import TracebackType
from typing import Any

from aiogram.fsm.storage.base import StorageKey
from redis.exceptions import LockNotOwnedError

from .lease import _SAFE_PART, Lease, timeout_of

# So often a lock is asked for whose time is over when the answer comes.
_ATTEMPTS = 3


class RedisLease(Lease):
    """A lock of Redis, whose holder is named by a token.

    Args:
        isolation: aiogram's own ``RedisEventIsolation``. Name, format and
            options of the lock are those of its ``lock()``, so that both
            exclude each other.
        key: The key of the stack that the lock guards.
    """

    def __init__(self, isolation: Any, key: StorageKey) -> None:
        self._key = key
        self._timeout = timeout_of(isolation) or inf
        self._ends = 0.0
        self._asked = 0.0
        self._lock: Any = isolation.redis.lock(
            name=isolation.key_builder.build(key, "lock"),
            **isolation.lock_kwargs,
        )
        self._lock.do_acquire = self._timed(self._lock.do_acquire)

    def _timed(
        self,
        ask: Callable[[bytes], Awaitable[bool]],
    ) -> Callable[[bytes], Awaitable[bool]]:
        async def ask_now(token: bytes) -> bool:
            # The time of a lock begins before its answer arrives.
            self._asked = monotonic()
            try:
                return await ask(token)
            except BaseException:
                # It may be there, and nobody knows that it is ours.
                await asyncio.shield(self._give_up(token))
                raise

        return ask_now

    async def __aenter__(self) -> None:
        for _ in range(_ATTEMPTS):
            await self._lock.__aenter__()
            self._begin()
            if not self.is_over:
                return
            await self.__aexit__(None, None, None)
        raise TimeoutError(
            f"Redis answers later than its locks last: {self._timeout:g} s.",
        )

    async def _give_up(self, token: bytes) -> None:
        with suppress(Exception):
            await self._lock.do_release(token)

    def _begin(self) -> None:
        self.token = self._lock.local.token
        self._ends = self._asked + self._timeout * _SAFE_PART

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        token, self.token = self.token, None
        if token is None:
            return
        try:
            await self._release(token)
        except LockNotOwnedError as refusal:
            self._tell_of(refusal)

    async def _release(self, token: bytes) -> None:
        try:
            await self._lock.do_release(token)
        except LockNotOwnedError:
            raise
        except Exception:  # noqa: BLE001 - clients fail in many ways
            # Others would wait until the lock ends by itself.
            await self._lock.do_release(token)

    async def renew(self) -> bool:
        """Make the lock last anew, or take it again if it is lost.

        Returns:
            Whether others may have had the lock in between.
        """
        self._asked = monotonic()
        try:
            await self._lock.reacquire()
        except LockNotOwnedError as refusal:
            self._tell_of(refusal)
            self.token = None
            await self.__aenter__()
            return True
        self._begin()
        return False
