"""Fifty events at once on one dialog: all of them count."""

import asyncio

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Const

TIMES = 50


class Counting(StatesGroup):
    only = State()


async def count(event, widget, manager) -> None:
    before = manager.dialog_data.get("count", 0)
    # Whoever may come between has time to do so.
    await asyncio.sleep(0.001)
    manager.dialog_data["count"] = before + 1


@pytest.fixture
async def stage(make_stage, any_storage):
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Counting.only, mode=StartMode.RESET_STACK)

    dialog = Dialog(
        Window(
            Const("count"),
            Button(Const("Count"), id="count", on_click=count),
            MessageInput(count),
            state=Counting.only,
        ),
    )
    if hasattr(any_storage, "latency"):
        any_storage.latency = 0.001
    stage = await make_stage(router, dialog, storage=any_storage)
    await stage.says("/start")
    return stage


def counted(stage) -> int:
    (context,) = (
        record
        for destiny, record in stage.records().items()
        if destiny.startswith("aiogd:context:")
    )
    return context["dialog_data"]["count"]


async def test_clicks(stage):
    for _ in range(TIMES):
        stage.ann.presses(stage.chat, "Count")
    await stage.settle_concurrently()

    assert counted(stage) == TIMES


async def test_texts(stage):
    for _ in range(TIMES):
        stage.ann.says(stage.chat, "one more")
    await stage.settle_concurrently()

    assert counted(stage) == TIMES


async def test_foregrounds(stage):
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)

    async def count_once() -> None:
        async with bg.fg() as manager:
            await count(None, None, manager)

    await asyncio.gather(*(count_once() for _ in range(TIMES)))

    assert counted(stage) == TIMES


async def test_background_updates_keep_their_order(stage):
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)

    for number in range(TIMES):
        await bg.update({"count": number, f"seen {number}": True})
    await stage.settle_concurrently()

    assert counted(stage) == TIMES - 1
    (context,) = (
        record
        for destiny, record in stage.records().items()
        if destiny.startswith("aiogd:context:")
    )
    assert list(context["dialog_data"]) == [
        "count",
        *(f"seen {number}" for number in range(TIMES)),
    ]


async def test_all_kinds_together(stage):
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    for number in range(TIMES):
        if number % 2:
            stage.ann.presses(stage.chat, "Count")
        else:
            stage.ann.says(stage.chat, "one more")
        await bg.update({f"bg {number}": True})
    await stage.settle_concurrently()

    assert counted(stage) == TIMES
    (context,) = (
        record
        for destiny, record in stage.records().items()
        if destiny.startswith("aiogd:context:")
    )
    assert sum(key.startswith("bg") for key in context["dialog_data"]) == TIMES
