"""Step 5 of the tutorial: a number that somebody writes."""

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
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Back, Button, Next, Row, SwitchTo
from aiogram_dialog.widgets.text import Const, Format


class Garden(StatesGroup):
    plant = State()
    advice = State()
    pour = State()


MOST_GLASSES = 5
MOODS = ["It is thirsty.", "It is fine.", "It could dance!"]


async def get_plant(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    glasses = dialog_manager.dialog_data["glasses"]
    is_wet = glasses >= len(MOODS)
    mood = "It learns to swim." if is_wet else MOODS[glasses]
    return {"glasses": glasses, "mood": mood}


async def plant(start_data: Any, manager: DialogManager) -> None:
    manager.dialog_data["glasses"] = 0


async def water(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    manager.dialog_data["glasses"] += 1


def some_glasses(text: str) -> int:
    glasses = int(text)
    if not 1 <= glasses <= MOST_GLASSES:
        raise ValueError("That would be a flood, or nothing.")
    return glasses


async def pour(
    message: Message,
    widget: ManagedTextInput[int],
    manager: DialogManager,
    glasses: int,
) -> None:
    manager.dialog_data["glasses"] += glasses
    await manager.switch_to(Garden.plant)


async def complain(
    message: Message,
    widget: ManagedTextInput[int],
    manager: DialogManager,
    error: ValueError,
) -> None:
    await message.answer(f"A number from 1 to {MOST_GLASSES}, please.")


garden = Dialog(
    Window(
        Format("🌿 Fern. Glasses of water: {glasses}"),
        Format("{mood}"),
        Row(
            Button(Const("💧 Water it"), id="water", on_click=water),
            SwitchTo(Const("🚿 More"), id="more", state=Garden.pour),
        ),
        Next(Const("📖 Advice")),
        state=Garden.plant,
        getter=get_plant,
    ),
    Window(
        Const("Two glasses a day, and no sun at noon."),
        Back(Const("« Back")),
        state=Garden.advice,
    ),
    Window(
        Const("How many glasses?"),
        TextInput(
            id="glasses",
            type_factory=some_glasses,
            on_success=pour,
            on_error=complain,
        ),
        SwitchTo(Const("« Back"), id="back", state=Garden.plant),
        state=Garden.pour,
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
