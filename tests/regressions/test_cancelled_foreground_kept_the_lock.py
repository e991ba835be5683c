"""A cancelled block left the lock held and its handler waiting."""

import asyncio

import pytest


async def test_lock_is_free_when_the_block_is_left(stage):
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)

    async def stay() -> None:
        async with bg.fg():
            await asyncio.sleep(100)

    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(stay(), 0.02)

    assert not stage.held_locks()
    await asyncio.wait_for(stage.says("hello"), 1)


async def test_failed_block_is_over_when_it_is_left(stage):
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)

    with pytest.raises(ZeroDivisionError):
        async with bg.fg():
            raise ZeroDivisionError

    assert not stage.held_locks()
