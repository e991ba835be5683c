"""What all bots of dialogs have in common."""

from aiogram.filters import CommandStart
from aiogram.fsm.state import State
from aiogram.types import Message

from aiogram_dialog import (
    BgManagerFactory,
    Dialog,
    DialogManager,
    StartMode,
    setup_dialogs,
)
from benchmarks.bench import Bench


def install(
    bench: Bench,
    *dialogs: Dialog,
    start: State | None = None,
) -> BgManagerFactory:
    """Make a bot of dialogs; ``/start`` opens a state."""
    dispatcher = bench.dispatcher

    async def on_start(_: Message, dialog_manager: DialogManager) -> None:
        await dialog_manager.start(start, mode=StartMode.RESET_STACK)

    if start is not None:
        dispatcher.message.register(on_start, CommandStart())
    dispatcher.include_routers(*dialogs)
    return setup_dialogs(dispatcher, events_isolation=bench.isolation)


async def count_click(
    _event: object,
    _widget: object,
    manager: DialogManager,
    _item: object = None,
) -> None:
    """Count a click: the next text differs from the last."""
    data = manager.dialog_data
    data["n"] = (data.get("n", 0) + 1) % 10
