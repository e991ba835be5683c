"""Who is active keeps what is open, though storages let records expire."""

import json

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Start
from aiogram_dialog.widgets.text import Const

KEYS = DefaultKeyBuilder(with_destiny=True)
TTL = 1000


class Main(StatesGroup):
    only = State()


class Sub(StatesGroup):
    only = State()


async def nothing(event, widget, manager) -> None:
    """Change nothing."""


def make_routers() -> list[Router]:
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.only, mode=StartMode.RESET_STACK)

    @router.message(Command("help"))
    async def help_(message) -> None:
        await message.answer("help")

    main = Dialog(
        Window(
            Const("main"),
            Start(Const("Sub"), id="sub", state=Sub.only),
            state=Main.only,
        ),
    )
    sub = Dialog(
        Window(
            Const("sub"),
            Button(Const("Look"), id="look"),
            MessageInput(nothing),
            Cancel(),
            state=Sub.only,
        ),
    )
    return [router, main, sub]


class AgeingStorage(MemoryStorage):
    """A storage of a bot's own, whose records live on by being written."""

    def __init__(self) -> None:
        super().__init__()
        self.written: set[str] = set()

    async def set_data(self, key, data) -> None:
        self.written.add(key.destiny)
        await super().set_data(key, data)


class OwnRedisStorage(RedisStorage):
    """A storage that is none of aiogram's own."""


async def act(stage, kind) -> None:
    match kind:
        case "click":
            await stage.presses("Look")
        case "text":
            await stage.says("hello")
        case "command":
            await stage.says("/help")
        case "bg":
            bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
            await bg.update({})
            await stage.quiet()


ACTS = ["click", "text", "command", "bg"]


@pytest.mark.parametrize("kind", ACTS)
@pytest.mark.parametrize("storage_class", [RedisStorage, OwnRedisStorage])
async def test_every_event_renews_the_whole_stack(
    make_stage,
    redis,
    storage_class,
    kind,
):
    stage = await make_stage(
        *make_routers(),
        storage=storage_class(redis, key_builder=KEYS, data_ttl=TTL),
        events_isolation=RedisEventIsolation(redis, key_builder=KEYS),
    )
    await stage.says("/start")
    await stage.presses("Sub")
    names = [name async for name in redis.scan_iter("*aiogd*data")]
    assert len(names) == 3
    for name in names:
        await redis.expire(name, 5)

    await act(stage, kind)

    for name in names:
        assert await redis.ttl(name) > TTL - 5, name


async def test_nothing_is_renewed_where_nothing_expires(make_stage, redis):
    stage = await make_stage(
        *make_routers(),
        storage=RedisStorage(redis, key_builder=KEYS),
        events_isolation=RedisEventIsolation(redis, key_builder=KEYS),
    )
    await stage.says("/start")
    await stage.presses("Sub")
    await stage.presses("Look")
    before = await redis.info("commandstats")

    await stage.presses("Look")

    after = await redis.info("commandstats")
    for command in ("cmdstat_pexpire", "cmdstat_multi"):
        assert after.get(command) == before.get(command)
    assert [await redis.ttl(name) async for name in redis.scan_iter()] == [
        -1,
        -1,
        -1,
    ]


async def test_renewing_takes_no_record_back_to_life(make_stage, redis):
    stage = await make_stage(
        *make_routers(),
        storage=RedisStorage(redis, key_builder=KEYS, data_ttl=TTL),
        events_isolation=RedisEventIsolation(redis, key_builder=KEYS),
    )
    await stage.says("/start")
    await stage.presses("Sub")
    await stage.presses("Cancel")

    names = [name async for name in redis.scan_iter("*aiogd*data")]
    assert len(names) == 2


@pytest.mark.parametrize("kind", ACTS)
async def test_storages_that_say_nothing_are_written(make_stage, kind):
    storage = AgeingStorage()
    stage = await make_stage(*make_routers(), storage=storage)
    await stage.says("/start")
    await stage.presses("Sub")
    records = set(stage.records())
    storage.written.clear()

    await act(stage, kind)

    assert storage.written == records
    assert set(stage.records()) == records


@pytest.mark.parametrize("storage", [MemoryStorage(), JsonMemoryStorage()])
async def test_storages_that_keep_all_are_not_written(make_stage, storage):
    stage = await make_stage(*make_routers(), storage=storage)
    await stage.says("/start")
    await stage.presses("Sub")
    await stage.presses("Look")
    written = []
    write = storage.set_data

    async def set_data(key, data):
        written.append(key)
        await write(key, data)

    storage.set_data = set_data
    await stage.presses("Look")

    assert written == []


async def test_dialogs_of_another_version_live_on(make_stage, redis):
    """This process does not know the dialog on top, another one does."""
    stage = await make_stage(
        *make_routers(),
        storage=RedisStorage(redis, key_builder=KEYS, data_ttl=TTL),
        events_isolation=RedisEventIsolation(redis, key_builder=KEYS),
    )
    await stage.says("/start")
    await stage.presses("Sub")
    names = [name async for name in redis.scan_iter("*aiogd*data")]
    for name in names:
        text = (await redis.get(name)).decode().replace("Sub:", "Later:")
        assert json.loads(text)
        await redis.set(name, text, ex=5)

    await stage.says("/help")

    for name in names:
        assert await redis.ttl(name) > TTL - 5, name
