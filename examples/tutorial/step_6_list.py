"""Step 6 of the tutorial: a list to choose from."""

import asyncio
import os
from operator import itemgetter
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
from aiogram_dialog.widgets.kbd import (
    Back,
    Button,
    Column,
    Next,
    Row,
    Select,
    SwitchTo,
)
from aiogram_dialog.widgets.text import Const, Format


class Garden(StatesGroup):
    shelf = State()
    plant = State()
    advice = State()
    pour = State()


MOST_GLASSES = 5
MOODS = ["It is thirsty.", "It is fine.", "It could dance!"]


async def get_plant(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    plant = chosen(dialog_manager)
    glasses = plant["glasses"]
    is_wet = glasses >= len(MOODS)
    mood = "It learns to swim." if is_wet else MOODS[glasses]
    return {**plant, "mood": mood}


async def plant(start_data: Any, manager: DialogManager) -> None:
    manager.dialog_data["plants"] = [
        {"name": "🌿 Fern", "glasses": 0},
        {"name": "🌵 Spike", "glasses": 2},
    ]


def chosen(manager: DialogManager) -> dict[str, Any]:
    data = manager.dialog_data
    plant: dict[str, Any] = data["plants"][data["chosen"]]
    return plant


async def get_shelf(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    return {"plants": list(enumerate(dialog_manager.dialog_data["plants"]))}


async def choose(
    callback: CallbackQuery,
    select: Select[int],
    manager: DialogManager,
    number: int,
) -> None:
    manager.dialog_data["chosen"] = number
    await manager.switch_to(Garden.plant)


async def water(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    chosen(manager)["glasses"] += 1


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
    chosen(manager)["glasses"] += glasses
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
        Const("Your plants. Whom do you want to see?"),
        Column(
            Select(
                Format("{item[1][name]}"),
                id="plants",
                item_id_getter=itemgetter(0),
                items="plants",
                type_factory=int,
                on_click=choose,
            ),
        ),
        state=Garden.shelf,
        getter=get_shelf,
    ),
    Window(
        Format("{name}. Glasses of water: {glasses}"),
        Format("{mood}"),
        Row(
            Button(Const("💧 Water it"), id="water", on_click=water),
            SwitchTo(Const("🚿 More"), id="more", state=Garden.pour),
        ),
        Next(Const("📖 Advice")),
        Back(Const("« All plants")),
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
    await dialog_manager.start(Garden.shelf, mode=StartMode.RESET_STACK)


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()
    dispatcher.include_routers(router, garden)
    setup_dialogs(dispatcher)
    return dispatcher


async def main() -> None:
    await make_dispatcher().start_polling(Bot(os.environ["BOT_TOKEN"]))


if __name__ == "__main__":
    asyncio.run(main())
