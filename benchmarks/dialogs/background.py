"""Updates of dialogs from the background."""

import asyncio
import itertools

from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Const, Format
from benchmarks.bench import Bench
from benchmarks.dialogs.parts import install


class Progress(StatesGroup):
    """The state of what shows a progress."""

    only = State()


def _build(bench: Bench, chats: int, updates: int) -> None:
    window = Window(
        Format("Done: {dialog_data[done]}", when="dialog_data"),
        Const("Working"),
        Button(Const("Stop"), id="stop"),
        state=Progress.only,
    )
    factory = install(bench, Dialog(window), start=Progress.only)
    numbers = itertools.count()

    async def do() -> None:
        before = bench.telegram.calls
        managers = [
            factory.bg(bot=bench.bot, user_id=chat, chat_id=chat)
            for chat in range(1, chats + 1)
        ]
        await asyncio.gather(
            *(
                managers[number % chats].update({"done": next(numbers)})
                for number in range(updates)
            ),
        )
        await bench.rest()
        if bench.telegram.calls - before != updates:
            raise RuntimeError("Updates have not been shown")

    bench.do = do


def updates(bench: Bench, size: int) -> None:
    """Build what is updated a thousand times, in many chats by turns."""
    _build(bench, size, bench.workload.units)


def one_update(bench: Bench, _size: int) -> None:
    """Build what is updated once."""
    _build(bench, 1, 1)
