"""Work that goes on while the user waits, and tells how far it is."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from aiogram.types import CallbackQuery

from aiogram_dialog import BaseDialogManager, Dialog, DialogManager, Window
from aiogram_dialog.api.exceptions import OutdatedIntent, UnknownIntent
from aiogram_dialog.widgets.kbd import Button, Row
from aiogram_dialog.widgets.text import Const, Progress

from .common import CLOSE, go_to
from .states import Oven

STEP_SECONDS = 0.5


class Jobs:
    """Hold the tasks under way: a task that nobody holds may vanish."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        self.cancel(name)
        task = asyncio.create_task(work)
        self._tasks[name] = task
        task.add_done_callback(lambda task: self._forget(name, task))

    def _forget(self, name: str, task: asyncio.Task[None]) -> None:
        if self._tasks.get(name) is task:
            del self._tasks[name]

    def cancel(self, name: str) -> None:
        task = self._tasks.pop(name, None)
        if task is not None:
            task.cancel()

    def names(self) -> list[str]:
        return list(self._tasks)

    async def cancel_all(self) -> None:
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def bake(background: BaseDialogManager) -> None:
    # Somebody may have closed the dialog by /start or /cancel.
    with suppress(OutdatedIntent, UnknownIntent):
        for percent in range(0, 101, 10):
            async with background.fg() as manager:
                await manager.update({"percent": percent})
            await asyncio.sleep(STEP_SECONDS)
        await background.switch_to(Oven.done)


async def start_baking(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    jobs: Jobs = manager.middleware_data["jobs"]
    # The manager itself is of no use after its handler; `bg()` is.
    jobs.start(manager.current_context().id, bake(manager.bg()))


async def stop_baking(manager: DialogManager) -> None:
    jobs: Jobs = manager.middleware_data["jobs"]
    jobs.cancel(manager.current_context().id)


async def get_percent(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    return {"percent": dialog_manager.dialog_data.get("percent", 0)}


cold = Window(
    Const("⏳ Background\n\nShall we bake a cake? It takes some seconds."),
    go_to("🔥 Bake it", Oven.baking, on_click=start_baking),
    CLOSE,
    state=Oven.cold,
)

baking = Window(
    Const("🔥 It is in the oven."),
    Progress("percent", width=10, filled="🟩", empty="⬜"),
    go_to("✋ Take it out", Oven.cold),
    state=Oven.baking,
    # However the window is left, nothing goes on behind it.
    on_exit=stop_baking,
    getter=get_percent,
    preview_data={"percent": 40},
    preview_add_transitions=[go_to("", Oven.done)],
)

done = Window(
    Const("🎂 The cake is done!"),
    Row(
        go_to("🔁 One more", Oven.baking, on_click=start_baking),
        CLOSE,
    ),
    state=Oven.done,
)


def make_dialogs() -> list[Dialog]:
    return [Dialog(cold, baking, done)]
