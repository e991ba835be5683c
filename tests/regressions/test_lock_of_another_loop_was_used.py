"""A lock that somebody has waited for belongs to the loop it was waited in.

What holds it may live on as garbage for a while. A bot that runs again in the
same process – in tests, with one loop each – must not get it.
"""

import asyncio

from aiogram.exceptions import TelegramRetryAfter
from aiogram.fsm.storage.base import StorageKey

from aiogram_dialog.context.isolation import LocalEventIsolation
from aiogram_dialog.message.retry import Retry

KEY = StorageKey(bot_id=1, chat_id=1, user_id=1)


async def contend(lock) -> str:
    async def hold() -> None:
        async with lock:
            await asyncio.sleep(0)

    await asyncio.gather(hold(), hold(), hold())
    return "held"


def test_isolation():
    isolation = LocalEventIsolation()
    garbage = []

    async def run() -> str:
        garbage.append(isolation.lock(KEY))
        return await contend(garbage[-1])

    assert [asyncio.run(run()) for _ in range(3)] == ["held"] * 3


def test_patience():
    patience = Retry(limit=9)
    garbage = []

    async def run() -> list[str]:
        tries = iter(range(4))

        async def call() -> str:
            await asyncio.sleep(0)
            if next(tries) < 2:
                raise TelegramRetryAfter(
                    method=None, message="", retry_after=0
                )
            garbage.extend(patience._queues.values())
            return "called"

        return await asyncio.gather(
            *(patience.call("place", call) for _ in range(2))
        )

    assert [asyncio.run(run()) for _ in range(3)] == [["called"] * 2] * 3
