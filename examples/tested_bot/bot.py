"""A bot that takes bookings.

What tests need is made here by functions: a new dialog for each dispatcher,
and a dispatcher that is given its storage and its bookings.
"""

from dataclasses import dataclass
from typing import Any

from aiogram import Dispatcher, Router
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage
from aiogram.types import CallbackQuery, Message

from aiogram_dialog import (
    Dialog,
    DialogManager,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Back, Button, Cancel, Next, Row
from aiogram_dialog.widgets.text import Const, Format

SEATS = 8
LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Booking:
    name: str
    guests: int


class Book(StatesGroup):
    name = State()
    guests = State()
    confirm = State()


def to_name(text: str) -> str:
    if len(text) > LONGEST_NAME:
        raise ValueError("This name is too long for us.")
    return text


def to_guests(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= SEATS:
        raise ValueError(f"Please send a number from 1 to {SEATS}.")
    return int(text)


async def explain(
    message: Message,
    widget: ManagedTextInput[Any],
    manager: DialogManager,
    error: ValueError,
) -> None:
    await message.answer(str(error))


def read_booking(manager: DialogManager) -> Booking:
    name: ManagedTextInput[str] | None = manager.find("name")
    guests: ManagedTextInput[int] | None = manager.find("guests")
    return Booking(
        name=(name and name.get_value()) or "",
        guests=(guests and guests.get_value()) or 0,
    )


async def get_booking(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    return {"booking": read_booking(dialog_manager)}


async def book(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    bookings: list[Booking] = manager.middleware_data["bookings"]
    bookings.append(read_booking(manager))
    manager.toast("See you soon!")
    await manager.done()


def make_dialog() -> Dialog:
    return Dialog(
        Window(
            Const("What is your name?"),
            TextInput(
                "name",
                type_factory=to_name,
                on_success=Next(),
                on_error=explain,
            ),
            Cancel(Const("Not now")),
            state=Book.name,
        ),
        Window(
            Format("How many guests will come, {booking.name}?"),
            TextInput(
                "guests",
                type_factory=to_guests,
                on_success=Next(),
                on_error=explain,
            ),
            Back(Const("« Another name")),
            state=Book.guests,
        ),
        Window(
            Format("A table for {booking.guests}, for {booking.name}?"),
            Row(
                Back(Const("« No")),
                Button(Const("Book it"), id="book", on_click=book),
            ),
            state=Book.confirm,
        ),
        getter=get_booking,
    )


async def start(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Book.name, mode=StartMode.RESET_STACK)


def make_dispatcher(
    storage: BaseStorage | None = None,
    bookings: list[Booking] | None = None,
) -> Dispatcher:
    dispatcher = Dispatcher(
        storage=storage,
        bookings=[] if bookings is None else bookings,
    )
    router = Router()
    router.message.register(start, CommandStart())
    dispatcher.include_routers(router, make_dialog())
    setup_dialogs(dispatcher)
    return dispatcher
