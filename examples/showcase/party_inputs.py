"""What the form takes: checks of texts, and handlers of messages."""

from typing import Any

from aiogram.types import CallbackQuery, Message

from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput, MessageInput
from aiogram_dialog.widgets.kbd import Button

from .states import Party

MAX_TITLE, MAX_GUESTS, MAX_ADDRESS, MAX_GREETING = 60, 200, 100, 200


# A factory makes the value of a text, and refuses with a ValueError.


def make_title(text: str) -> str:
    return _one_line(text, MAX_TITLE, "a title")


def make_guests(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MAX_GUESTS:
        raise ValueError(f"Please send a number from 1 to {MAX_GUESTS}.")
    return int(text)


def make_address(text: str) -> str:
    return _one_line(text, MAX_ADDRESS, "an address")


def make_greeting(text: str) -> str:
    return _one_line(text, MAX_GREETING, "a greeting")


def _one_line(text: str, limit: int, what: str) -> str:
    line = " ".join(text.split())
    if not 0 < len(line) <= limit:
        raise ValueError(f"Please send {what} of 1 to {limit} symbols.")
    return line


# Where it goes on.


async def go_on(manager: DialogManager) -> None:
    """Go to the next step; if a step was only edited, to the summary."""
    if manager.dialog_data.get("is_complete"):
        await manager.switch_to(Party.summary)
    else:
        await manager.next()


async def take_text(
    message: Message,
    text_input: ManagedTextInput[Any],
    manager: DialogManager,
    value: Any,
) -> None:
    # The input itself has kept the text.
    await go_on(manager)


async def skip(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    await go_on(manager)


async def complete(manager: DialogManager) -> None:
    manager.dialog_data["is_complete"] = True


# What is wrong is told by the window itself.


async def tell_problem(
    message: Message,
    text_input: ManagedTextInput[Any],
    manager: DialogManager,
    error: ValueError,
) -> None:
    manager.dialog_data["problem"] = str(error)


async def forget_problem(manager: DialogManager) -> None:
    manager.dialog_data.pop("problem", None)


async def ask_for_reply(manager: DialogManager) -> None:
    await forget_problem(manager)
    # A reply is asked for by a new message, never by an edited one.
    manager.show_mode = ShowMode.DELETE_AND_SEND


# Messages that are no texts.


async def keep_photo(
    message: Message,
    message_input: MessageInput,
    manager: DialogManager,
) -> None:
    biggest = message.photo[-1]
    # Dialog data is stored as JSON: plain values only.
    manager.dialog_data["photo"] = [biggest.file_id, biggest.file_unique_id]
    await go_on(manager)


async def ask_for_photo(
    message: Message,
    message_input: MessageInput,
    manager: DialogManager,
) -> None:
    manager.dialog_data["problem"] = "That is no photo. You may skip it, too."


async def keep_contact(
    message: Message,
    message_input: MessageInput,
    manager: DialogManager,
) -> None:
    manager.dialog_data["phone"] = message.contact.phone_number


async def keep_location(
    message: Message,
    message_input: MessageInput,
    manager: DialogManager,
) -> None:
    place = message.location
    manager.dialog_data["place"] = f"{place.latitude}, {place.longitude}"


async def keep_poll(
    message: Message,
    message_input: MessageInput,
    manager: DialogManager,
) -> None:
    manager.dialog_data["question"] = message.poll.question


async def keep_address(
    message: Message,
    text_input: ManagedTextInput[str],
    manager: DialogManager,
    address: str,
) -> None:
    await forget_problem(manager)
    manager.dialog_data["place"] = address


# What is known so far.


async def get_place(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    names = ("place", "phone", "question")
    return {name: dialog_manager.dialog_data.get(name) for name in names}
