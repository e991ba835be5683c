"""Waiting where Telegram asks to wait (``429 Too Many Requests``)."""

import asyncio
import time
from asyncio import Lock
from collections.abc import Awaitable, Callable, Hashable
from logging import getLogger
from typing import TypeVar
from weakref import WeakValueDictionary

from aiogram.exceptions import TelegramRetryAfter

logger = getLogger(__name__)

R = TypeVar("R")
Sleep = Callable[[float], Awaitable[None]]
Clock = Callable[[], float]


class Retry:
    """A queue for calls that came too early, one at a time per place.

    ``limit``: seconds that one call may wait in all.
    """

    def __init__(
        self,
        limit: float,
        sleep: Sleep = asyncio.sleep,
        clock: Clock = time.monotonic,
    ) -> None:
        self._limit = limit
        self._sleep = sleep
        self._clock = clock
        self._queues: WeakValueDictionary[Hashable, Lock] = (
            WeakValueDictionary()
        )

    async def call(
        self,
        place: Hashable,
        function: Callable[[], Awaitable[R]],
    ) -> R:
        """Return what the function returns, in the end.

        ``place``: a bot and a chat, where Telegram counts the calls of a
        bot. Raises ``TelegramRetryAfter`` if that would take too long.
        """
        deadline = self._clock() + self._limit
        pause = 0.0
        # A lock that was waited for belongs to its loop.
        here = asyncio.get_running_loop(), place
        if here not in self._queues:
            try:
                return await function()
            except TelegramRetryAfter as error:
                pause = self._choose_pause(error, deadline)
        queue = self._queues.setdefault(here, Lock())
        async with queue:
            while True:
                if pause:
                    await self._sleep(pause)
                try:
                    return await function()
                except TelegramRetryAfter as error:
                    pause = self._choose_pause(error, deadline)

    def _choose_pause(
        self,
        refusal: TelegramRetryAfter,
        deadline: float,
    ) -> float:
        if self._clock() + refusal.retry_after > deadline:
            raise refusal
        logger.warning("Telegram asks to wait %s s", refusal.retry_after)
        return refusal.retry_after
