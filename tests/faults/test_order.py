"""What one person does is handled in the order it was done."""

import asyncio

import pytest
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage

from aiogram_dialog import Dialog, Window
from aiogram_dialog.context.isolation import LocalEventIsolation
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.text import Const

KEYS = DefaultKeyBuilder(with_destiny=True)
MESSAGES = 30


class Main(StatesGroup):
    only = State()


class OwnRedisIsolation(RedisEventIsolation):
    """An isolation that is none of aiogram's own."""


@pytest.fixture(
    params=[
        LocalEventIsolation,
        SimpleEventIsolation,
        RedisEventIsolation,
        OwnRedisIsolation,
    ],
)
def isolation(request):
    if not issubclass(request.param, RedisEventIsolation):
        return request.param()
    return request.param(
        request.getfixturevalue("redis"),
        key_builder=KEYS,
        lock_kwargs={"timeout": 60, "sleep": 0.01},
    )


@pytest.fixture
def heard():
    return []


@pytest.fixture
async def stage(make_stage, redis, isolation, heard):
    async def hear(message, widget, manager):
        await asyncio.sleep(0.002)
        heard.append(int(message.text))

    stage = await make_stage(
        Dialog(Window(Const("only"), MessageInput(hear), state=Main.only)),
        storage=RedisStorage(redis, key_builder=KEYS),
        events_isolation=isolation,
    )
    await stage.says("hello")
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    await bg.start(Main.only)
    await stage.quiet()
    return stage


async def test_order(stage, heard):
    # aiogram reads its own state first, each time by another connection.
    for number in range(MESSAGES):
        stage.ann.says(stage.chat, str(number))
    await stage.settle_concurrently()

    assert heard == list(range(MESSAGES))


async def test_who_waits_asks_redis_for_nothing(stage, redis, isolation):
    if not isinstance(isolation, RedisEventIsolation):
        pytest.skip("no lock of Redis")
    for number in range(MESSAGES):
        stage.ann.says(stage.chat, str(number))
    before = (await redis.info("commandstats"))["cmdstat_set"]["calls"]
    await stage.settle_concurrently()
    after = (await redis.info("commandstats"))["cmdstat_set"]["calls"]

    # A lock and a stack for each message.
    assert after - before <= 2 * MESSAGES


async def test_cancelled_waiters_hold_up_nobody(stage, heard, isolation):
    if isinstance(isolation, OwnRedisIsolation):
        pytest.skip("its lock is its own affair until it is held")
    for number in range(MESSAGES):
        stage.ann.says(stage.chat, str(number))
    feeding = asyncio.create_task(stage.settle_concurrently())
    while not heard:
        await asyncio.sleep(0.001)
    assert not feeding.done()
    feeding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await feeding

    await asyncio.wait_for(stage.says("7"), 5)
    assert heard[-1] == 7
