"""The dialogs: a menu, and a window for each report."""

from typing import Any

from aiogram import Dispatcher, Router
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage
from aiogram.types import CallbackQuery, Chat, Message, User
from redis.asyncio import Redis

from aiogram_dialog import (
    BgManagerFactory,
    Dialog,
    DialogManager,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.widgets.kbd import Cancel, Select
from aiogram_dialog.widgets.text import Const, Format, Progress

from .jobs import Job, Jobs


class Menu(StatesGroup):
    main = State()


class Report(StatesGroup):
    progress = State()
    ready = State()


async def ask_for_report(
    callback: CallbackQuery,
    select: object,
    manager: DialogManager,
    report: str,
) -> None:
    await manager.start(
        Report.progress,
        {"report": report, "percent": 0},
        mode=StartMode.NEW_STACK,
    )


async def enqueue(start_data: Any, manager: DialogManager) -> None:
    manager.dialog_data.update(start_data)
    jobs: Jobs = manager.middleware_data["jobs"]
    user: User = manager.middleware_data["event_from_user"]
    chat: Chat = manager.middleware_data["event_chat"]
    stack_id = manager.current_stack().id
    # A worker may take it at once. It has to wait until this window is seen,
    # for until then the stack is locked.
    await jobs.put(Job(start_data["report"], user.id, chat.id, stack_id))


async def get_report(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    return dialog_manager.dialog_data


menu = Dialog(
    Window(
        Const("Which report do you want?"),
        Select(
            Format("{item}"),
            id="report",
            item_id_getter=str,
            items=["Sales", "Stock"],
            on_click=ask_for_report,
        ),
        state=Menu.main,
    ),
)
report = Dialog(
    Window(
        Format("{report} is being written."),
        Progress("percent"),
        Cancel(Const("Stop")),
        state=Report.progress,
    ),
    Window(
        Format("{report} is ready: {url}"),
        Cancel(Const("Close")),
        state=Report.ready,
    ),
    on_start=enqueue,
    getter=get_report,
)

router = Router()


@router.message(CommandStart())
async def start(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Menu.main, mode=StartMode.RESET_STACK)


def make_bot(redis: Redis) -> tuple[Dispatcher, BgManagerFactory]:
    """Make what bots and workers have in common.

    They share what is stored, and the locks: while somebody presses a button,
    a worker waits.
    """
    keys = DefaultKeyBuilder(
        with_destiny=True,
        with_bot_id=True,
        with_business_connection_id=True,
    )
    dispatcher = Dispatcher(storage=RedisStorage(redis, key_builder=keys))
    dispatcher["jobs"] = Jobs(redis, "bot")
    dispatcher.include_routers(router, menu, report)
    factory = setup_dialogs(
        dispatcher,
        events_isolation=RedisEventIsolation(
            redis,
            key_builder=keys,
            lock_kwargs={"timeout": 60},
        ),
    )
    return dispatcher, factory
