"""People who click before what they see is stored."""

import asyncio

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import (
    GROUP_STACK_ID,
    Dialog,
    StartMode,
    Window,
)
from aiogram_dialog.emulator import Message, feed_one, take
from aiogram_dialog.widgets.kbd import Button, Start
from aiogram_dialog.widgets.text import Const, Format


class Main(StatesGroup):
    only = State()


class Sub(StatesGroup):
    only = State()


async def count(callback, button, manager) -> None:
    manager.dialog_data["n"] = manager.dialog_data.get("n", 0) + 1


async def get_n(dialog_manager, **kwargs):
    return {"n": dialog_manager.dialog_data.get("n", 0)}


@pytest.fixture
async def stage(make_stage, any_storage):
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.only, mode=StartMode.RESET_STACK)

    @router.message(Command("shared"))
    async def start_shared(message, dialog_manager) -> None:
        bg = dialog_manager.bg(stack_id=GROUP_STACK_ID)
        await bg.start(Sub.only)

    return await make_stage(
        router,
        Dialog(
            Window(
                Const("main"),
                Start(Const("Sub"), id="sub", state=Sub.only),
                state=Main.only,
            ),
        ),
        Dialog(
            Window(
                Format("n={n}"),
                Button(Const("Count"), id="count", on_click=count),
                getter=get_n,
                state=Sub.only,
            ),
        ),
        storage=any_storage,
    )


async def shown(stage, chat, text: str) -> Message:
    """Wait until a message is seen, however far its handler is."""
    while True:
        for message in stage.world.messages(chat):
            if message.text == text and message.inline_keyboard:
                return message
        await asyncio.sleep(0)


def begin(stage) -> list[asyncio.Task]:
    return [
        asyncio.create_task(feed_one(stage.dispatcher, stage.bot, update))
        for update in take(stage.world, stage.bot)
    ]


async def test_dialog_that_is_not_stored_yet(stage):
    await stage.says("/start")
    storage = stage.dispatcher.storage
    if hasattr(storage, "latency"):
        storage.latency = 0.02

    stage.ann.presses(stage.chat, "Sub")
    tasks = begin(stage)
    await shown(stage, stage.chat, "n=0")
    stage.ann.presses(stage.chat, "Count")
    tasks += begin(stage)
    await asyncio.gather(*tasks)

    assert stage.last_message().text == "n=1"


async def test_shared_dialog_that_is_not_stored_yet(stage):
    bob = stage.world.add_person("Bob")
    group = stage.world.supergroup(
        "Friends",
        stage.ann,
        bob,
        admins=(stage.account,),
    )
    storage = stage.dispatcher.storage
    if hasattr(storage, "latency"):
        storage.latency = 0.02

    stage.ann.says(group, "/shared")
    tasks = begin(stage)
    await shown(stage, group, "n=0")
    bob.presses(group, "Count")
    tasks += begin(stage)
    await asyncio.gather(*tasks)
    await stage.quiet()

    assert stage.world.last_message(group).text == "n=1"
