"""Step 2 of the tutorial: a button, and what it does."""

import asyncio
import os
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from aiogram_dialog import (
    Dialog,
    DialogManager,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Const, Format


class Garden(StatesGroup):
    plant = State()


async def plant(start_data: Any, manager: DialogManager) -> None:
    manager.dialog_data["glasses"] = 0


async def water(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    manager.dialog_data["glasses"] += 1


garden = Dialog(
    Window(
        Format("🌿 Fern. Glasses of water: {dialog_data[glasses]}"),
        Button(Const("💧 Water it"), id="water", on_click=water),
        state=Garden.plant,
    ),
    on_start=plant,
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
