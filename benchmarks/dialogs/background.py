"""Updates of dialogs from the background."""

import asyncio
import itertools

from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Const, Format
from benchmarks.dialogs.parts import install
from benchmarks.stage import Stage


class Progress(StatesGroup):
    """The state of what shows a progress."""

    only = State()


def _build(stage: Stage, chats: int, updates: int) -> None:
    window = Window(
        Format("Done: {dialog_data[done]}", when="dialog_data"),
        Const("Working"),
        Button(Const("Stop"), id="stop"),
        state=Progress.only,
    )
    factory = install(stage, Dialog(window), start=Progress.only)
    numbers = itertools.count()

    async def do() -> None:
        before = stage.telegram.calls
        managers = [
            factory.bg(bot=stage.bot, user_id=chat, chat_id=chat)
            for chat in range(1, chats + 1)
        ]
        await asyncio.gather(
            *(
                managers[number % chats].update({"done": next(numbers)})
                for number in range(updates)
            ),
        )
        await stage.rest()
        if stage.telegram.calls - before != updates:
            raise RuntimeError("Updates have not been shown")

    stage.do = do


def updates(stage: Stage, size: int) -> None:
    """Build what is updated a thousand times, in many chats by turns."""
    _build(stage, size, stage.workload.units)


def one_update(stage: Stage, _size: int) -> None:
    """Build what is updated once."""
    _build(stage, 1, 1)
