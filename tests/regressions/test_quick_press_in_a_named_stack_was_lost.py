"""A press of a window that is not stored yet waited in usual stacks only."""

import asyncio
from datetime import datetime, timedelta, timezone

import pytest
from aiogram import Dispatcher
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage
from aiogram.types import CallbackQuery, Chat, Message, User

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.emulator import feed_one, take
from aiogram_dialog.session import quick_press
from aiogram_dialog.session.quick_press import is_new_press
from aiogram_dialog.setup import setup_dialogs
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Const, Format

KEYS = DefaultKeyBuilder(with_destiny=True)


class Main(StatesGroup):
    only = State()


class Alert(StatesGroup):
    only = State()


def make_dialogs():
    async def count(event, widget, manager):
        manager.dialog_data["n"] += 1

    async def begin(data, manager):
        manager.dialog_data["n"] = 0

    async def open_alert(event, widget, manager):
        await manager.start(Alert.only, mode=StartMode.NEW_STACK)

    return [
        Dialog(
            Window(
                Const("main"),
                Button(Const("Alert"), id="alert", on_click=open_alert),
                state=Main.only,
            ),
        ),
        Dialog(
            Window(
                Format("alert {dialog_data[n]}"),
                Button(Const("Count"), id="count", on_click=count),
                state=Alert.only,
            ),
            on_start=begin,
        ),
    ]


@pytest.fixture
async def stage(make_stage, any_storage):
    stage = await make_stage(*make_dialogs(), storage=any_storage)
    await stage.says("hello")
    return stage


def press(stage, dispatcher):
    stage.ann.presses(stage.chat, "Count")
    [update] = take(stage.world, stage.bot)
    return asyncio.create_task(feed_one(dispatcher, stage.bot, update))


def live_texts(stage):
    return [
        it.text
        for it in stage.world.messages(stage.chat)
        if it.inline_keyboard
    ]


@pytest.mark.parametrize("stack_id", [None, "alerts"])
async def test_in_one_process(stage, stack_id):
    bg = stage.bg_factory.bg(
        stage.bot,
        stage.ann.id,
        stage.ann.id,
        stack_id=stack_id,
    )
    async with bg.fg() as manager:
        await manager.start(Alert.only)
        pressing = press(stage, stage.dispatcher)
        await asyncio.sleep(0.05)
    await asyncio.wait_for(pressing, 5)

    assert live_texts(stage) == ["alert 1"]


async def test_a_new_stack(stage):
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    async with bg.fg() as manager:
        await manager.start(Alert.only, mode=StartMode.NEW_STACK)
    for _ in range(1000):
        if live_texts(stage):
            break
        await asyncio.sleep(0)
    await asyncio.wait_for(press(stage, stage.dispatcher), 5)
    await stage.quiet()

    assert live_texts(stage) == ["alert 1"]


async def test_another_process(make_stage, redis, monkeypatch):
    # The emulator has a clock of its own.
    monkeypatch.setattr(quick_press, "_NEW", timedelta(days=100_000))

    def parts():
        return {
            "storage": RedisStorage(redis, key_builder=KEYS),
            "events_isolation": RedisEventIsolation(redis, key_builder=KEYS),
        }

    stage = await make_stage(*make_dialogs(), **parts())
    await stage.says("hello")
    mine = parts()
    other = Dispatcher(storage=mine["storage"])
    other.include_routers(*make_dialogs())
    setup_dialogs(other, events_isolation=mine["events_isolation"])
    await other.emit_startup()
    bg = stage.bg_factory.bg(
        stage.bot,
        stage.ann.id,
        stage.ann.id,
        stack_id="alerts",
    )

    async with bg.fg() as manager:
        await manager.start(Alert.only)
        pressing = press(stage, other)
        await asyncio.sleep(0.2)
    await asyncio.wait_for(pressing, 5)

    assert live_texts(stage) == ["alert 1"]


def click(age, since_edit=None):
    now = datetime.now(timezone.utc)
    edited = None if since_edit is None else now - since_edit
    chat = Chat(id=1, type="private")
    ann = User(id=1, is_bot=False, first_name="Ann")
    message = Message(
        message_id=1,
        date=now - age,
        edit_date=edited and int(edited.timestamp()),
        chat=chat,
    )
    return CallbackQuery(
        id="1",
        from_user=ann,
        chat_instance="1",
        message=message,
    )


NEW, OLD = timedelta(0), timedelta(hours=1)


@pytest.mark.parametrize(
    ("age", "since_edit", "expected"),
    [
        (NEW, None, True),
        (OLD, None, False),
        (OLD, NEW, True),
        (OLD, OLD, False),
    ],
)
def test_presses_of_new_messages(age, since_edit, expected):
    assert is_new_press(click(age, since_edit)) is expected


def test_other_events_are_no_presses():
    event = click(NEW)
    assert not is_new_press(event.message)
    assert not is_new_press(event.model_copy(update={"message": None}))
