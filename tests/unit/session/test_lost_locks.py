"""What a session does when its lock has ended by itself."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import SimpleEventIsolation

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.api.exceptions import LockTimeoutError
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Const, Format


class Main(StatesGroup):
    only = State()


class EndedLocks(SimpleEventIsolation):
    """Give locks that are over at once."""

    lock_kwargs = {"timeout": 0}  # noqa: RUF012 - as aiogram names it

    @asynccontextmanager
    async def lock(self, key):
        yield


class Storage(JsonMemoryStorage):
    """Keep odd things as text, as a storage with its own JSON may."""

    async def set_data(self, key, data):
        plain = {
            name: {k: v if k != "odd" else "text" for k, v in value.items()}
            if name == "dialog_data"
            else value
            for name, value in data.items()
        }
        await super().set_data(key, plain)


@pytest.fixture
async def stage(make_stage):
    async def count(event, widget, manager):
        data = manager.dialog_data
        data["count"] = data.get("count", 0) + 1

    async def odd(event, widget, manager):
        manager.dialog_data["odd"] = object()
        await manager.show()
        await slow(event, widget, manager)

    async def slow(event, widget, manager):
        await count(event, widget, manager)
        await stage.meanwhile()

    dialog = Dialog(
        Window(
            Format("count {dialog_data[count]}"),
            Button(Const("Slow"), id="slow", on_click=slow),
            Button(Const("Odd"), id="odd", on_click=odd),
            state=Main.only,
        ),
        on_start=count_from_zero,
    )
    stage = await make_stage(
        dialog,
        storage=Storage(),
        events_isolation=EndedLocks(),
    )

    @stage.dispatcher.message(Command("start"))
    async def start(message, dialog_manager):
        await dialog_manager.start(Main.only, mode=StartMode.RESET_STACK)

    @stage.dispatcher.message(Command("again"))
    async def again(message, dialog_manager):
        await stage.meanwhile()
        await dialog_manager.start(Main.only, mode=StartMode.RESET_STACK)

    stage.meanwhile = nothing
    await stage.says("/start")
    return stage


async def count_from_zero(data, manager):
    manager.dialog_data["count"] = 0


async def nothing():
    await asyncio.sleep(0)


def rewrite(stage, prefix, **changes):
    """Do as another process that has the lock now."""

    async def change():
        for key in list(stage.dispatcher.storage.storage):
            if key.destiny.startswith(prefix):
                data = await stage.dispatcher.storage.get_data(key)
                await stage.dispatcher.storage.set_data(
                    key,
                    {**data, **changes},
                )

    return change


@pytest.mark.parametrize("button", ["Slow", "Odd"])
async def test_unchanged(stage, button):
    await stage.presses(button)
    assert stage.last_message().text == "count 1"


@pytest.mark.parametrize("button", ["Slow", "Odd"])
@pytest.mark.parametrize(
    ("prefix", "changes"),
    [
        ("aiogd:context", {"dialog_data": {"count": 7}}),
        ("aiogd:stack", {"last_income_media_group_id": "album"}),
    ],
)
async def test_changed(stage, button, prefix, changes):
    stage.meanwhile = rewrite(stage, prefix, **changes)

    with pytest.raises(LockTimeoutError) as caught:
        await stage.presses(button)

    assert caught.value.stack_id == ""
    assert "lock_kwargs" in str(caught.value)
    stored = [
        await stage.dispatcher.storage.get_data(key)
        for key in stage.dispatcher.storage.storage
        if key.destiny.startswith(prefix)
    ]
    assert all(changes.items() <= record.items() for record in stored)


async def test_what_cannot_be_restored(stage):
    for key in list(stage.dispatcher.storage.storage):
        if "context" in key.destiny:
            await stage.dispatcher.storage.set_data(key, {})

    await stage.says("/again")

    assert stage.last_message().text == "count 0"
