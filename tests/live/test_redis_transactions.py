"""Redis takes the records of an update at once, and keeps what it is given."""

import json
from datetime import timedelta

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder, StorageKey
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage
from redis.asyncio.connection import AbstractConnection

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.context.redis_records import write_at_once
from aiogram_dialog.context.storage_traits import is_transactional
from aiogram_dialog.widgets.kbd import Cancel, Start
from aiogram_dialog.widgets.text import Const

KEYS = DefaultKeyBuilder(with_destiny=True)
KEY = StorageKey(1, 2, 3, destiny="aiogd:context:a")
OTHER_KEY = StorageKey(1, 2, 3, destiny="aiogd:stack:")


class Main(StatesGroup):
    only = State()


class Sub(StatesGroup):
    only = State()


def make_routers() -> list[Router]:
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.only, mode=StartMode.RESET_STACK)

    return [
        router,
        Dialog(
            Window(
                Const("main"),
                Start(Const("Sub"), id="sub", state=Sub.only),
                state=Main.only,
            ),
        ),
        Dialog(Window(Const("sub"), Cancel(), state=Sub.only)),
    ]


class InOrder(RedisStorage):
    """Be no storage that could be known."""


@pytest.fixture
def make(make_stage, redis):
    async def make(kind=RedisStorage):
        stage = await make_stage(
            *make_routers(),
            storage=kind(redis, key_builder=KEYS),
            events_isolation=RedisEventIsolation(redis, key_builder=KEYS),
        )
        await stage.says("/start")
        return stage

    return make


@pytest.fixture
def trips(monkeypatch):
    """Count what is sent to Redis; what goes together counts once."""
    sent = []
    send = AbstractConnection.send_packed_command

    async def count(self, command, check_health=True):
        sent.append(command)
        await send(self, command, check_health)

    monkeypatch.setattr(AbstractConnection, "send_packed_command", count)
    return sent


@pytest.mark.parametrize(
    ("kind", "started", "closed"),
    [(RedisStorage, 6, 7), (InOrder, 7, 8)],
)
async def test_trips(make, trips, kind, started, closed):
    stage = await make(kind)
    await stage.presses("Sub")
    await stage.presses("Cancel")
    trips.clear()

    await stage.presses("Sub")
    assert len(trips) == started
    trips.clear()
    await stage.presses("Cancel")
    assert len(trips) == closed


@pytest.mark.parametrize("kind", [RedisStorage, InOrder])
async def test_both_ways_store_the_same(make, redis, kind):
    stage = await make(kind)
    await stage.presses("Sub")
    await stage.presses("Cancel")
    await stage.presses("Sub")

    stored = {
        key.decode().split(":", 3)[3]: json.loads(await redis.get(key))
        for key in await redis.keys()
    }
    stack = stored["aiogd:stack::data"]
    assert sorted(stored) == sorted(
        [
            "aiogd:stack::data",
            *(f"aiogd:context:{it}:data" for it in stack["intents"]),
        ]
    )


@pytest.mark.parametrize("ttl", [None, 100, timedelta(seconds=100)])
async def test_records_are_written_as_the_storage_writes_them(redis, ttl):
    storage = RedisStorage(redis, KEYS, data_ttl=ttl)
    name = KEYS.build(KEY, "data")
    record = {"text": "ä", "numbers": [1, 2.5, None]}
    await storage.set_data(KEY, record)
    alone = await redis.get(name), await redis.ttl(name)
    await redis.flushall()

    await write_at_once(storage, {KEY: record, OTHER_KEY: {}})

    assert (await redis.get(name), await redis.ttl(name)) == alone
    assert await storage.get_data(KEY) == record


async def test_empty_records_are_removed(redis):
    storage = RedisStorage(redis, KEYS)
    await write_at_once(storage, {KEY: {"a": 1}, OTHER_KEY: {"b": 1}})

    await write_at_once(storage, {KEY: {}, OTHER_KEY: {"b": 2}})

    assert await redis.keys() == [KEYS.build(OTHER_KEY, "data").encode()]


async def test_what_cannot_be_stored_leaves_all_as_it_was(redis):
    storage = RedisStorage(redis, KEYS)
    await write_at_once(storage, {KEY: {"a": 1}})

    with pytest.raises(TypeError):
        await write_at_once(storage, {KEY: {"a": 2}, OTHER_KEY: {1: object()}})

    assert await storage.get_data(KEY) == {"a": 1}


async def test_a_storage_that_was_wrapped_is_called(redis):
    storage = RedisStorage(redis, KEYS)
    assert is_transactional(storage)
    assert not is_transactional(InOrder(redis, KEYS))

    storage.set_data = storage.set_data

    assert not is_transactional(storage)
