"""The bot: what people and the rest of the system do is counted."""

import asyncio
from typing import Any

from aiogram import Dispatcher
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage
from aiogram.types import Message
from redis.asyncio import Redis

from aiogram_dialog import (
    Dialog,
    DialogManager,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.api.protocols import BgManagerFactory
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Const, Format

# A lock that nobody frees, for its process was killed, ends after this time.
# No handler should take so long. Who waits for a lock looks every 20 ms.
LOCKS = {"timeout": 60, "sleep": 0.02}
SCREEN = "{clicks} clicks, {texts} texts, {news} news"


class Counting(StatesGroup):
    only = State()


async def count(manager: DialogManager, what: str) -> None:
    """Count in a way that loses a lot where stacks are not locked."""
    before = manager.dialog_data.get(what, 0)
    await asyncio.sleep(0.001)
    manager.dialog_data[what] = before + 1


async def count_click(
    event: object,
    button: Button,
    manager: DialogManager,
) -> None:
    await count(manager, "clicks")


async def count_text(
    message: Message,
    widget: MessageInput,
    manager: DialogManager,
) -> None:
    await count(manager, "texts")


async def get_counts(
    dialog_manager: DialogManager,
    **_: Any,
) -> dict[str, int]:
    data = dialog_manager.dialog_data
    return {
        "clicks": data.get("clicks", 0),
        "texts": data.get("texts", 0),
        "news": sum(name.startswith("news ") for name in data),
    }


async def start(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Counting.only, mode=StartMode.RESET_STACK)


def make_dispatcher(redis: Redis) -> tuple[Dispatcher, BgManagerFactory]:
    """Make the bot of one worker."""
    keys = DefaultKeyBuilder(
        with_destiny=True,  # dialogs keep several records for each chat
        with_bot_id=True,  # bots may share a Redis
        with_business_connection_id=True,
    )
    dispatcher = Dispatcher(storage=RedisStorage(redis, key_builder=keys))
    dispatcher.message.register(start, CommandStart())
    dispatcher.include_router(
        Dialog(
            Window(
                Format(SCREEN),
                Button(Const("Count"), id="count", on_click=count_click),
                MessageInput(count_text),
                state=Counting.only,
                getter=get_counts,
            ),
        ),
    )
    factory = setup_dialogs(
        dispatcher,
        events_isolation=RedisEventIsolation(
            redis,
            key_builder=keys,
            lock_kwargs=LOCKS,
        ),
    )
    return dispatcher, factory
