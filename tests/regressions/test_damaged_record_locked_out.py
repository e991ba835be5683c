"""A record that cannot be read made every event fail, ``/start`` too."""

import json
import logging
import pickle

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.context.damage import is_damage
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Const

KEYS = DefaultKeyBuilder(with_destiny=True)


class Main(StatesGroup):
    only = State()


def make_routers() -> list[Router]:
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.only, mode=StartMode.RESET_STACK)

    @router.message(Command("look"))
    async def look(message, dialog_manager) -> None:
        await message.answer(f"open: {dialog_manager.has_context()}")

    return [
        router,
        Dialog(
            Window(
                Const("main"),
                Button(Const("Nothing"), id="nothing"),
                state=Main.only,
            ),
        ),
    ]


class PickleStorage(MemoryStorage):
    """A storage of a bot's own, with records that are cut short."""

    def __init__(self):
        super().__init__()
        self.damaged = set()

    async def get_data(self, key):
        if key.destiny in self.damaged:
            return pickle.loads(b"\x80\x04\x95")  # noqa: S301 - it is ours
        return await super().get_data(key)

    async def set_data(self, key, data):
        self.damaged.discard(key.destiny)
        await super().set_data(key, data)


async def check_life_goes_on(stage, caplog):
    with caplog.at_level(logging.ERROR):
        await stage.says("/look")
    assert stage.last_message().text == "open: False"
    assert "is damaged" in caplog.text
    await stage.says("/start")
    caplog.clear()

    await stage.presses("Nothing")

    assert stage.last_message().text == "main"
    assert not caplog.records


@pytest.mark.parametrize("which", ["aiogd:stack:", "aiogd:context:"])
@pytest.mark.parametrize(
    "damage",
    [
        b'{"_id": "", "inte',
        b"\xff\xfe{}",
        b"[1, 2]",
        b'"text"',
        b"7",
        b"null",
        b"[" * 100_000,
        "a list of Redis",
    ],
    ids=lambda damage: repr(damage[:20]),
)
@pytest.mark.parametrize("ttl", [None, 100])
async def test_on_redis(make_stage, redis, caplog, which, damage, ttl):
    stage = await make_stage(
        *make_routers(),
        storage=RedisStorage(redis, key_builder=KEYS, data_ttl=ttl),
        events_isolation=RedisEventIsolation(redis, key_builder=KEYS),
    )
    await stage.says("/start")
    [name] = [it async for it in redis.scan_iter(f"*{which}*data")]
    await redis.delete(name)
    if isinstance(damage, str):
        await redis.rpush(name, damage)
    else:
        await redis.set(name, damage)

    await check_life_goes_on(stage, caplog)


@pytest.mark.parametrize("which", ["aiogd:stack:", "aiogd:context:"])
async def test_storages_of_other_kinds(make_stage, caplog, which):
    stage = await make_stage(*make_routers(), storage=PickleStorage())
    await stage.says("/start")
    storage = stage.dispatcher.storage
    storage.damaged = {
        it.destiny for it in storage.storage if it.destiny.startswith(which)
    }

    await check_life_goes_on(stage, caplog)


@pytest.mark.parametrize("user_ids", [7, "7", {"7": 7}, True, 0, ""])
async def test_nobody_knows_who_may_use_it(make_stage, user_ids):
    stage = await make_stage(*make_routers(), storage=JsonMemoryStorage())
    await stage.says("/start")
    [entry] = [
        it
        for key, it in stage.dispatcher.storage.storage.items()
        if key.destiny.startswith("aiogd:context:")
    ]
    record = json.loads(entry.data)
    record["access_settings"]["user_ids"] = user_ids
    entry.data = json.dumps(record)

    await stage.says("/look")

    assert stage.last_message().text == "open: False"
    await stage.says("/start")
    await stage.presses("Nothing")
    assert stage.last_message().text == "main"


async def test_a_storage_that_is_set_up_wrongly_is_an_error(make_stage, redis):
    """That is no damage of a record: the bot has to be told."""
    stage = await make_stage(*make_routers(), storage=RedisStorage(redis))

    with pytest.raises(ValueError, match="destiny"):
        await stage.says("/start")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (UnicodeDecodeError("utf-8", b"", 0, 1, "odd"), True),
        (pickle.UnpicklingError(), True),
        (RecursionError(), True),
        (ConnectionError("gone"), False),
        (ValueError("odd"), False),
        (TimeoutError(), False),
        (KeyError("a"), False),
    ],
    ids=repr,
)
def test_what_is_damage(error, expected):
    assert is_damage(error) is expected
