"""A wizard: step by step, with answers that are looked at.

Somebody signs up for a race. A wrong answer is told why it is wrong, a right
one is kept when they go back, and from the summary each answer can be changed.

Run it with the token that @BotFather gave you, or play with it without one::

    BOT_TOKEN=... python examples/wizard.py
    aiogram-dialog play examples/wizard:make_dispatcher
"""

import asyncio
import logging
import os
import re
from collections.abc import Callable
from typing import Any

from aiogram import Bot, Dispatcher, F, Router
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
    Cancel,
    ManagedRadio,
    Next,
    Radio,
    Row,
    SwitchTo,
)
from aiogram_dialog.widgets.text import Const, Format

MIN_AGE = 16
EMAIL = re.compile(r"[^@\s]{1,60}@[^@\s]{1,60}\.\w{2,20}")
DISTANCES = {"5": "5 km", "10": "10 km", "42": "Marathon"}


class SignUp(StatesGroup):
    name = State()
    age = State()
    email = State()
    distance = State()
    summary = State()
    done = State()


# What the errors say is what people read.


def parse_name(text: str) -> str:
    name = " ".join(text.split())
    if not re.fullmatch(r".{1,40}", name):
        raise ValueError("A name has 1 to 40 letters.")
    return name


def parse_age(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text.strip()):
        raise ValueError("Your age in years, please, like 33.")
    age = int(text)
    if age < MIN_AGE:
        raise ValueError(f"Runners are {MIN_AGE} or older.")
    return age


def parse_email(text: str) -> str:
    email = text.strip()
    if not EMAIL.fullmatch(email):
        raise ValueError("That is no address. It looks like ann@example.com.")
    return email


async def complain(
    message: Message,
    widget: ManagedTextInput[Any],
    manager: DialogManager,
    error: ValueError,
) -> None:
    await message.answer(f"⚠️ {error}")


async def keep_distance(
    callback: CallbackQuery,
    radio: ManagedRadio[str],
    manager: DialogManager,
    distance: str,
) -> None:
    # A modified client can send anything.
    if distance in DISTANCES:
        manager.dialog_data["distance"] = DISTANCES[distance]
        await manager.next()


# Who has answered the last question has come to the summary.
has_all = F["dialog_data"]["distance"]
to_summary = SwitchTo(
    Const("Leave it as it is"),
    id="leave",
    state=SignUp.summary,
    when=has_all,
)
back = Back(Const("« Back"), when=~has_all)


def question(
    state: State,
    text: str,
    name: str,
    parse: Callable[[str], str | int],
    *buttons: Back,
) -> Window:
    """Return a window that asks, and keeps the answer by this name."""

    async def keep(
        message: Message,
        widget: ManagedTextInput[Any],
        manager: DialogManager,
        value: str | int,
    ) -> None:
        manager.dialog_data[name] = value
        if "distance" in manager.dialog_data:
            await manager.switch_to(SignUp.summary)
        else:
            await manager.next()

    once_more = Next(
        Format(f"{{dialog_data[{name}]}} »"),
        when=F["dialog_data"][name] & ~has_all,
    )
    return Window(
        Const(text),
        TextInput(name, parse, on_success=keep, on_error=complain),
        Row(*buttons, once_more),
        to_summary,
        state=state,
    )


dialog = Dialog(
    question(SignUp.name, "What is your name?", "name", parse_name),
    question(SignUp.age, "How old are you?", "age", parse_age, back),
    question(SignUp.email, "And your e-mail?", "email", parse_email, back),
    Window(
        Const("How far do you run?"),
        Row(
            Radio(
                Format("✓ {item[1]}"),
                Format("{item[1]}"),
                id="distance",
                item_id_getter=lambda item: item[0],
                items=list(DISTANCES.items()),
                on_click=keep_distance,
            ),
        ),
        back,
        to_summary,
        state=SignUp.distance,
    ),
    Window(
        Const("Is that right? Press what is not."),
        SwitchTo(Format("{dialog_data[name]}"), "name", SignUp.name),
        SwitchTo(Format("{dialog_data[age]} years"), "age", SignUp.age),
        SwitchTo(Format("{dialog_data[email]}"), "email", SignUp.email),
        SwitchTo(Format("{dialog_data[distance]}"), "far", SignUp.distance),
        Row(Cancel(Const("✖ Forget it")), Next(Const("✔ Sign up"))),
        state=SignUp.summary,
    ),
    Window(
        Format("See you at the start, {dialog_data[name]}!"),
        Format("{dialog_data[distance]}, age {dialog_data[age]}."),
        Format("The rest comes to {dialog_data[email]}."),
        Cancel(Const("Close")),
        state=SignUp.done,
    ),
)

router = Router()


@router.message(CommandStart())
async def start(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(SignUp.name, mode=StartMode.RESET_STACK)


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
