"""The transaction guards a write; the lock only saves work.

Locks end, vanish, or answer late. Whoever writes then without being the one
that has read last is refused, and stores nothing.
"""

import asyncio
import json
import logging

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder, StorageKey
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as BrokenError

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.api.exceptions import LockTimeoutError
from aiogram_dialog.context.redis_records import make_fence
from aiogram_dialog.emulator import faults
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Const, Format

KEYS = DefaultKeyBuilder(with_destiny=True)


class Main(StatesGroup):
    only = State()


class Sub(StatesGroup):
    only = State()


@pytest.fixture
def gate():
    return faults.Gate()


def make_routers(gate):
    async def count(event, widget, manager):
        before = manager.dialog_data.get("n", 0)
        manager.dialog_data["n"] = before + 1

    async def slow(event, widget, manager):
        await count(event, widget, manager)
        await gate.passed()

    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager):
        await dialog_manager.start(Main.only, mode=StartMode.RESET_STACK)

    return [
        router,
        Dialog(
            Window(
                Format("n={dialog_data[n]}"),
                Button(Const("Count"), id="count", on_click=count),
                Button(Const("Slow"), id="slow", on_click=slow),
                state=Main.only,
            ),
            on_start=lambda _, manager: count(None, None, manager),
        ),
    ]


@pytest.fixture
async def stage(make_stage, redis, gate):
    stage = await make_stage(
        *make_routers(gate),
        storage=RedisStorage(redis, key_builder=KEYS),
        events_isolation=RedisEventIsolation(
            redis,
            key_builder=KEYS,
            lock_kwargs={"timeout": 60, "sleep": 0.01},
        ),
    )
    await stage.says("/start")
    return stage


async def stored(redis):
    [name] = [name async for name in redis.scan_iter("*context*data")]
    return json.loads(await redis.get(name))["dialog_data"]["n"]


async def locks(redis):
    return [name async for name in redis.scan_iter("*lock*")]


async def change(redis, by):
    """Do as another process does that has the stack now."""
    [name] = [name async for name in redis.scan_iter("*context*data")]
    record = json.loads(await redis.get(name))
    record["dialog_data"]["n"] += by
    await redis.set(name, json.dumps(record))


async def press_slowly(stage, gate):
    pressing = asyncio.create_task(stage.presses("Slow"))
    await gate.reached()
    return pressing


async def test_a_lock_that_vanishes_loses_nothing(stage, redis, gate):
    pressing = await press_slowly(stage, gate)
    await redis.delete(*await locks(redis))
    gate.open()
    await pressing

    assert await stored(redis) == 2
    assert await locks(redis) == []


@pytest.mark.parametrize("has_lock", [True, False])
async def test_a_lock_that_somebody_else_has_had(
    stage,
    redis,
    gate,
    has_lock,
):
    pressing = await press_slowly(stage, gate)
    [lock] = await locks(redis)
    await redis.delete(lock)
    await change(redis, by=10)
    if has_lock:
        await redis.set(lock, "somebody else")
    gate.open()

    if has_lock:
        # Somebody else gives it back in time.
        loop = asyncio.get_running_loop()
        loop.call_later(0.1, asyncio.ensure_future, redis.delete(lock))
    with pytest.raises(LockTimeoutError):
        await pressing
    assert await stored(redis) == 11
    assert stage.last_message().text == "n=11"
    assert await locks(redis) == []


async def test_a_change_between_comparing_and_writing(
    stage,
    redis,
    gate,
    monkeypatch,
):
    pressing = await press_slowly(stage, gate)
    await redis.delete(*await locks(redis))
    make = redis.pipeline

    def pipeline(**options):
        pipe = make(**options)
        look = pipe.mget

        async def mget(names):
            found = await look(names)
            await change(redis, by=10)
            return found

        pipe.mget = mget
        return pipe

    monkeypatch.setattr(redis, "pipeline", pipeline)
    gate.open()

    with pytest.raises(LockTimeoutError):
        await pressing
    monkeypatch.undo()
    assert await stored(redis) == 11


async def test_a_lock_that_cannot_be_freed(stage, redis, monkeypatch, caplog):
    """The work is stored: the update is not told as failed."""
    script = type(stage.dispatcher["isolation"].redis.lock("x")).do_release
    failures = []

    async def fail(self, token):
        failures.append(token)
        raise BrokenError

    monkeypatch.setattr(
        type(redis.lock("x")),
        "do_release",
        fail,
    )
    with caplog.at_level(logging.ERROR):
        await stage.presses("Count")

    assert await stored(redis) == 2
    # It was tried twice.
    assert len(failures) == 2
    assert "Cannot free the lock" in caplog.text
    monkeypatch.setattr(type(redis.lock("x")), "do_release", script)
    await redis.delete(*await locks(redis))
    await stage.presses("Count")
    assert await stored(redis) == 3


async def test_a_lock_is_freed_at_the_second_attempt(
    stage,
    redis,
    monkeypatch,
):
    release = type(redis.lock("x")).do_release
    attempts = []

    async def fail_once(self, token):
        attempts.append(token)
        if len(attempts) == 1:
            raise BrokenError
        await release(self, token)

    monkeypatch.setattr(type(redis.lock("x")), "do_release", fail_once)
    await stage.presses("Count")

    assert len(attempts) == 2
    assert await locks(redis) == []


async def test_a_write_whose_answer_is_lost(stage, redis, monkeypatch):
    """It is written again, and counts once."""
    make = redis.pipeline
    lost = []

    def pipeline(**options):
        pipe = make(**options)
        execute = pipe.execute

        async def execute_and_lose():
            result = await execute()
            if not lost:
                lost.append(result)
                # Meanwhile the lock vanishes, too.
                await redis.delete(*await locks(redis))
                raise BrokenError
            return result

        pipe.execute = execute_and_lose
        return pipe

    monkeypatch.setattr(redis, "pipeline", pipeline)
    await stage.presses("Count")

    assert lost
    assert await stored(redis) == 2
    assert stage.last_message().text == "n=2"


async def test_a_slow_handler_keeps_its_lock(make_stage, redis):
    """A lock that is still there lasts anew: nobody has had the stack."""

    async def outlast(event, widget, manager):
        await asyncio.sleep(0.28)
        await manager.update({"n": 1})
        await asyncio.sleep(0.2)

    stage = await make_stage(
        Dialog(
            Window(
                Const("only"),
                Button(Const("Slow"), id="slow", on_click=outlast),
                state=Sub.only,
            ),
        ),
        storage=RedisStorage(redis, key_builder=KEYS),
        events_isolation=RedisEventIsolation(
            redis,
            key_builder=KEYS,
            lock_kwargs={"timeout": 0.3, "sleep": 0.01},
        ),
    )
    await stage.says("hello")
    await stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id).start(
        Sub.only,
    )
    await stage.quiet()

    await stage.presses("Slow")

    [name] = [name async for name in redis.scan_iter("*context*data")]
    assert json.loads(await redis.get(name))["dialog_data"] == {"n": 1}


class OwnIsolation(RedisEventIsolation):
    """One that a bot has derived, with locks nobody knows the tokens of."""


@pytest.mark.parametrize("where", ["database", "name", "class"])
async def test_a_lock_that_is_not_where_the_records_are(
    make_stage,
    redis,
    redis_port,
    gate,
    where,
):
    kind = OwnIsolation if where == "class" else RedisEventIsolation
    options = {
        "database": {"db": 1},
        "name": {"host": "127.0.0.1"},
        "class": {},
    }[where]
    async with Redis(port=redis_port, **options) as elsewhere:
        stage = await make_stage(
            *make_routers(gate),
            storage=RedisStorage(redis, key_builder=KEYS),
            events_isolation=kind(
                elsewhere,
                key_builder=KEYS,
                lock_kwargs={"timeout": 60, "sleep": 0.01},
            ),
        )
        await stage.says("/start")
        await stage.presses("Count")
        assert await stored(redis) == 2

        pressing = await press_slowly(stage, gate)
        await elsewhere.delete(*await locks(elsewhere))
        await change(redis, by=10)
        gate.open()

        with pytest.raises(LockTimeoutError):
            await pressing
        assert await stored(redis) == 12


async def test_the_usual_database_need_not_be_named(redis_port):
    url = f"redis://localhost:{redis_port}"
    async with (
        Redis.from_url(url) as short,
        Redis.from_url(f"{url}/0") as long,
    ):
        storage = RedisStorage(short, key_builder=KEYS)
        isolation = RedisEventIsolation(long, key_builder=KEYS)
        key = StorageKey(bot_id=1, chat_id=1, user_id=1)
        assert make_fence(storage, isolation, key, b"token") is not None
