"""Step 8 of the tutorial: a reminder that comes by itself."""

import asyncio
import os
from operator import itemgetter
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from aiogram_dialog import (
    DEFAULT_STACK_ID,
    BaseDialogManager,
    Data,
    Dialog,
    DialogManager,
    ShowMode,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import (
    Back,
    Button,
    Cancel,
    Column,
    Next,
    Row,
    Select,
    Start,
    SwitchTo,
)
from aiogram_dialog.widgets.text import Const, Format


class Garden(StatesGroup):
    shelf = State()
    plant = State()
    advice = State()
    pour = State()


class NewPlant(StatesGroup):
    name = State()
    kind = State()


class Reminder(StatesGroup):
    main = State()


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


async def keep(start_data: Data, result: Any, manager: DialogManager) -> None:
    if result:
        manager.dialog_data["plants"].append(result)


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


REMIND_AFTER_S = 60 * 60
reminders: set[asyncio.Task[None]] = set()


async def remind(bg: BaseDialogManager, name: str) -> None:
    await asyncio.sleep(REMIND_AFTER_S)
    await bg.start(
        Reminder.main,
        data={"name": name},
        show_mode=ShowMode.SEND,
    )


async def remind_me(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    bg = manager.bg(stack_id=DEFAULT_STACK_ID)
    task = asyncio.create_task(remind(bg, chosen(manager)["name"]))
    reminders.add(task)
    task.add_done_callback(reminders.discard)


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
        Start(Const("✨ New plant"), id="new", state=NewPlant.name),
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
        Button(
            Const("⏰ Remind me in an hour"),
            id="remind",
            on_click=remind_me,
            toast="I will.",
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
    on_process_result=keep,
)


LONGEST_NAME = 20
KINDS = ["🌿", "🌵", "🌹", "🌻"]


def short_name(text: str) -> str:
    if len(text) > LONGEST_NAME:
        raise ValueError("Nobody calls a plant that.")
    return text


async def keep_name(
    message: Message,
    widget: ManagedTextInput[str],
    manager: DialogManager,
    name: str,
) -> None:
    manager.dialog_data["name"] = name
    await manager.next()


async def ask_for_less(
    message: Message,
    widget: ManagedTextInput[str],
    manager: DialogManager,
    error: ValueError,
) -> None:
    await message.answer(f"{error} {LONGEST_NAME} letters, please.")


async def bring(
    callback: CallbackQuery,
    select: Select[str],
    manager: DialogManager,
    kind: str,
) -> None:
    name = manager.dialog_data["name"]
    await manager.done({"name": f"{kind} {name}", "glasses": 0})


new_plant = Dialog(
    Window(
        Const("What is it called?"),
        TextInput(
            id="name",
            type_factory=short_name,
            on_success=keep_name,
            on_error=ask_for_less,
        ),
        Cancel(Const("« No, nothing")),
        state=NewPlant.name,
    ),
    Window(
        Const("What does it look like?"),
        Select(
            Format("{item}"),
            id="kind",
            item_id_getter=str,
            items=KINDS,
            on_click=bring,
        ),
        Back(Const("« Back")),
        state=NewPlant.kind,
    ),
)

reminder = Dialog(
    Window(
        Format("⏰ {start_data[name]} would like a glass of water."),
        Cancel(Const("I come!")),
        state=Reminder.main,
    ),
)

router = Router()


@router.message(CommandStart())
async def start(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Garden.shelf, mode=StartMode.RESET_STACK)


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()
    dispatcher.include_routers(router, garden, new_plant, reminder)
    setup_dialogs(dispatcher)
    return dispatcher


async def main() -> None:
    await make_dispatcher().start_polling(Bot(os.environ["BOT_TOKEN"]))


if __name__ == "__main__":
    asyncio.run(main())
