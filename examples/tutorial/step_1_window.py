"""Step 1 of the tutorial: a window."""

import asyncio
import os

from aiogram import Bot, Dispatcher, Router
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message

from aiogram_dialog import (
    Dialog,
    DialogManager,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.widgets.text import Const


class Garden(StatesGroup):
    plant = State()


garden = Dialog(
    Window(
        Const("🌿 This is Fern, your new plant."),
        state=Garden.plant,
    ),
)

router = Router()


@router.message(CommandStart())
async def start(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Garden.plant, mode=StartMode.RESET_STACK)


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()
    dispatcher.include_routers(router, garden)
    setup_dialogs(dispatcher)
    return dispatcher


async def main() -> None:
    await make_dispatcher().start_polling(Bot(os.environ["BOT_TOKEN"]))


if __name__ == "__main__":
    asyncio.run(main())
