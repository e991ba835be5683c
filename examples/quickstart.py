"""A bot that asks for a name and greets: windows, buttons, input.

Run it with the token that @BotFather gave you::

    BOT_TOKEN=... python examples/quickstart.py
"""

import asyncio
import logging
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
from aiogram_dialog.widgets.kbd import Back, Button, Cancel, Row
from aiogram_dialog.widgets.text import Const, Format


class Greeting(StatesGroup):
    name = State()
    mood = State()
    result = State()


async def keep_name(
    message: Message,
    widget: ManagedTextInput[str],
    manager: DialogManager,
    name: str,
) -> None:
    manager.dialog_data["name"] = name
    await manager.next()


async def keep_mood(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    manager.dialog_data["mood"] = button.widget_id
    await manager.next()


async def get_greeting(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    moods = {"good": "Glad to hear it!", "bad": "It will get better."}
    data = dialog_manager.dialog_data
    return {
        "name": data.get("name", "stranger"),
        "answer": moods.get(data.get("mood", "good")),
    }


dialog = Dialog(
    Window(
        Const("Hello! What is your name?"),
        TextInput(id="name", on_success=keep_name),
        Cancel(Const("Not now")),
        state=Greeting.name,
    ),
    Window(
        Format("Nice to meet you, {name}. How are you?"),
        Row(
            Button(Const("🙂 Good"), id="good", on_click=keep_mood),
            Button(Const("🙁 Bad"), id="bad", on_click=keep_mood),
        ),
        Back(Const("That is not my name")),
        state=Greeting.mood,
    ),
    Window(
        Format("{answer}"),
        Row(Back(Const("« Back")), Cancel(Const("Bye"))),
        state=Greeting.result,
    ),
    getter=get_greeting,
)

router = Router()


@router.message(CommandStart())
async def start(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Greeting.name, mode=StartMode.RESET_STACK)


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()
    dispatcher.include_routers(router, dialog)
    setup_dialogs(dispatcher)
    return dispatcher


async def main() -> None:
    logging.basicConfig(level=logging.INFO)
    bot = Bot(os.environ["BOT_TOKEN"])
    await make_dispatcher().start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
