"""Locks of stacks, as bots of one process have them."""

import asyncio
import gc
from contextlib import suppress

import pytest
from aiogram.fsm.storage.base import StorageKey

from aiogram_dialog.context.isolation import LocalEventIsolation


def key(chat_id: int) -> StorageKey:
    return StorageKey(bot_id=1, chat_id=chat_id, user_id=chat_id)


async def test_one_after_the_other():
    isolation = LocalEventIsolation()
    inside: list[int] = []
    most: list[int] = []

    async def work(number: int) -> None:
        async with isolation.lock(key(1)):
            inside.append(number)
            most.append(len(inside))
            await asyncio.sleep(0)
            inside.remove(number)

    await asyncio.gather(*map(work, range(20)))

    assert most == [1] * 20


async def test_others_do_not_wait():
    isolation = LocalEventIsolation()

    async def pass_by() -> str:
        async with isolation.lock(key(2)):
            return "passed"

    async with isolation.lock(key(1)):
        assert await asyncio.wait_for(pass_by(), 1) == "passed"


def fail() -> None:
    raise KeyError


@pytest.mark.parametrize("act", [lambda: None, fail])
async def test_no_lock_is_kept(act):
    isolation = LocalEventIsolation()

    for chat_id in range(100):
        with suppress(KeyError):
            async with isolation.lock(key(chat_id)):
                assert len(isolation._locks) == 1
                act()
    gc.collect()

    assert not isolation._locks


async def test_a_cancelled_waiter_leaves_nothing():
    isolation = LocalEventIsolation()

    async def wait() -> None:
        async with isolation.lock(key(1)):
            raise AssertionError("it is held by somebody else")

    async with isolation.lock(key(1)):
        waiter = asyncio.create_task(wait())
        await asyncio.sleep(0)
        waiter.cancel()
        await asyncio.wait({waiter})
        assert waiter.cancelled()
    del waiter
    gc.collect()

    assert not isolation._locks
    async with isolation.lock(key(1)):
        await isolation.close()
