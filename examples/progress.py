"""A progress bar: work that goes on while somebody looks at it, or not.

A press starts a task, and the task moves the bar. It can be stopped; it can be
left alone, and says at the end that it is done; and it ends with the bot.

Run it with the token that @BotFather gave you, or play with it without one::

    BOT_TOKEN=... python examples/progress.py
    aiogram-dialog play examples/progress:make_dispatcher
"""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import suppress
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from aiogram_dialog import (
    BaseDialogManager,
    Dialog,
    DialogManager,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.api.exceptions import OutdatedIntent, UnknownIntent
from aiogram_dialog.widgets.kbd import Button, Cancel, Row, SwitchTo
from aiogram_dialog.widgets.text import Const, Progress

Work = Callable[[], AsyncIterator[int]]


async def copy_files() -> AsyncIterator[int]:
    """Stand for what takes long; tell how many percent are done."""
    for percent in range(0, 100, 10):
        yield percent
        # Telegram takes about one edit a second.
        await asyncio.sleep(1)


class Jobs:
    """Hold running tasks, one for each user: tasks nobody holds may vanish."""

    def __init__(self) -> None:
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def __contains__(self, user_id: int) -> bool:
        return user_id in self._tasks

    def start(self, user_id: int, job: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(job)
        self._tasks[user_id] = task
        task.add_done_callback(lambda task: self._forget(user_id, task))

    def _forget(self, user_id: int, task: asyncio.Task[None]) -> None:
        # There may be a newer one by now.
        if self._tasks.get(user_id) is task:
            del self._tasks[user_id]

    def stop(self, user_id: int) -> None:
        task = self._tasks.pop(user_id, None)
        if task is not None:
            task.cancel()

    async def stop_all(self) -> None:
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class Copying(StatesGroup):
    offer = State()
    working = State()
    done = State()


# What a background manager raises if its dialog was closed, or covered.
GONE = (UnknownIntent, OutdatedIntent)


async def follow(
    work: Work,
    background: BaseDialogManager,
    message: Message,
) -> None:
    """Do the work, and show it to whoever has not gone away."""
    async for percent in work():
        with suppress(*GONE):
            async with background.fg() as manager:
                await manager.update({"percent": percent})
    try:
        async with background.fg() as manager:
            await manager.switch_to(Copying.done)
            await manager.show()
    except GONE:
        await message.answer("All files are copied, by the way.")


async def begin(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    jobs: Jobs = manager.middleware_data["jobs"]
    work: Work = manager.middleware_data["work"]
    if callback.from_user.id in jobs:
        manager.toast("The last files are still being copied.")
        return
    if isinstance(callback.message, Message):
        # This manager ends with its handler; what `bg()` gives does not.
        job = follow(work, manager.bg(), callback.message)
        jobs.start(callback.from_user.id, job)
        manager.dialog_data["percent"] = 0
        await manager.switch_to(Copying.working)


async def stop(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    jobs: Jobs = manager.middleware_data["jobs"]
    jobs.stop(callback.from_user.id)
    await manager.switch_to(Copying.offer)


async def get_percent(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    return {"percent": dialog_manager.dialog_data.get("percent", 0)}


dialog = Dialog(
    Window(
        Const("Shall we copy all files?"),
        Row(
            Button(Const("Copy"), id="copy", on_click=begin),
            Cancel(Const("No")),
        ),
        state=Copying.offer,
    ),
    Window(
        Const("The files are being copied."),
        Progress("percent", filled="🟩", empty="⬜"),
        Row(
            Button(Const("✋ Stop"), id="stop", on_click=stop),
            Cancel(Const("Go on without me")),
        ),
        state=Copying.working,
        getter=get_percent,
        # Where the task goes: drawings of the bot do not see it.
        preview_add_transitions=[SwitchTo(Const(""), "end", Copying.done)],
    ),
    Window(
        Const("✔ All files are copied."),
        Cancel(Const("Close")),
        state=Copying.done,
    ),
)

router = Router()


@router.message(CommandStart())
async def start(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Copying.offer, mode=StartMode.RESET_STACK)


def make_dispatcher(work: Work = copy_files) -> Dispatcher:
    jobs = Jobs()
    # Handlers find both in the data of the middlewares.
    dispatcher = Dispatcher(work=work, jobs=jobs)
    dispatcher.include_routers(router, dialog)
    dispatcher.shutdown.register(jobs.stop_all)
    setup_dialogs(dispatcher)
    return dispatcher


async def main() -> None:
    logging.basicConfig(level=logging.INFO)
    bot = Bot(os.environ["BOT_TOKEN"])
    await make_dispatcher().start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
