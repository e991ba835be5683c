"""Dialogs kept in a real Redis, by one process and by two."""

import asyncio

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.api.exceptions import UnstorableDataError
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Format

TIMES = 50


class Counting(StatesGroup):
    only = State()


async def count(event, widget, manager) -> None:
    before = manager.dialog_data.get("count", 0)
    await asyncio.sleep(0.001)
    manager.dialog_data["count"] = before + 1


async def spoil(event, widget, manager) -> None:
    manager.dialog_data["count"] = 1000
    manager.dialog_data["when"] = object()


async def get_count(dialog_manager, **kwargs):
    return {"count": dialog_manager.dialog_data.get("count", 0)}


def make_routers() -> list[Router]:
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Counting.only, mode=StartMode.RESET_STACK)

    return [
        router,
        Dialog(
            Window(
                Format("count {count}"),
                Button(Format("Count"), id="count", on_click=count),
                Button(Format("Spoil"), id="spoil", on_click=spoil),
                MessageInput(count),
                state=Counting.only,
            ),
            getter=get_count,
        ),
    ]


@pytest.fixture
async def stage(make_stage, redis):
    keys = DefaultKeyBuilder(with_destiny=True)
    isolation = RedisEventIsolation(
        redis,
        key_builder=keys,
        lock_kwargs={"timeout": 60, "sleep": 0.002},
    )
    stage = await make_stage(
        *make_routers(),
        storage=RedisStorage(redis, key_builder=keys),
        events_isolation=isolation,
    )
    await stage.says("/start")
    return stage


async def test_all_events_count(stage, redis):
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)

    async def count_in_foreground() -> None:
        async with bg.fg() as manager:
            await count(None, None, manager)

    for _ in range(TIMES):
        stage.ann.presses(stage.chat, "Count")
        stage.ann.says(stage.chat, "one more")
    await asyncio.gather(
        stage.settle_concurrently(),
        *(count_in_foreground() for _ in range(TIMES)),
    )

    async with bg.fg() as manager:
        assert manager.dialog_data["count"] == 3 * TIMES
    locks = [key for key in await redis.keys() if b"lock" in key]
    assert not locks


async def test_keys(stage, redis):
    keys = sorted(key.decode() for key in await redis.keys())

    assert keys[0].startswith(
        f"fsm:{stage.ann.id}:{stage.ann.id}:aiogd:context:"
    )
    assert keys[1:] == [f"fsm:{stage.ann.id}:{stage.ann.id}:aiogd:stack::data"]


async def test_what_cannot_be_stored_is_not_shown(stage):
    await stage.presses("Count")
    stage.new_calls()

    with pytest.raises(UnstorableDataError) as caught:
        await stage.presses("Spoil")

    assert caught.value.path == "dialog_data['when']"
    assert "dialog_data['when'] (object)" in str(caught.value)
    assert stage.new_calls() == ["AnswerCallbackQuery"]
    await stage.presses("Count")
    assert stage.last_message().content["text"] == "count 2"


async def test_nothing_is_left_of_closed_dialogs(stage, redis):
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    await bg.done()
    await stage.quiet()

    assert await redis.keys() == []
