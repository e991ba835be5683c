"""A bot without dialogs: a form that is filled in with aiogram's states."""

from aiogram import Dispatcher, F, Router
from aiogram.filters import Command, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import (
    ErrorEvent,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)


class Form(StatesGroup):
    name = State()
    age = State()
    phone = State()


async def start(message: Message, state: FSMContext) -> None:
    """Fill in the form."""
    await state.set_state(Form.name)
    await message.answer("What is your name?")


async def cancel(message: Message, state: FSMContext) -> None:
    await state.clear()
    await message.answer(
        "Forgotten.",
        reply_markup=ReplyKeyboardRemove(),
    )


async def take_name(message: Message, state: FSMContext) -> None:
    await state.update_data(name=message.text)
    await state.set_state(Form.age)
    await message.answer(f"How old are you, {message.text}?")


async def take_age(message: Message, state: FSMContext) -> None:
    # Whoever writes no number is told so by the error handler.
    await state.update_data(age=int(message.text or ""))
    await state.set_state(Form.phone)
    button = KeyboardButton(text="Share my number", request_contact=True)
    await message.answer(
        "Your number?",
        reply_markup=ReplyKeyboardMarkup(
            keyboard=[[button]],
            resize_keyboard=True,
            input_field_placeholder="+…",
        ),
    )


async def take_phone(message: Message, state: FSMContext) -> None:
    data = await state.get_data()
    await state.clear()
    await message.answer(
        f"{data['name']}, {data['age']}: {message.contact.phone_number}",
        reply_markup=ReplyKeyboardRemove(),
    )


async def ask_for_number(event: ErrorEvent, message: Message) -> bool:
    if not isinstance(event.exception, ValueError):
        raise event.exception
    await message.answer("A number, please.")
    return True


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()
    form = Router()
    form.message.register(start, CommandStart())
    form.message.register(cancel, Command("cancel"))
    form.message.register(take_name, Form.name, F.text)
    form.message.register(take_age, Form.age, F.text)
    form.message.register(take_phone, Form.phone, F.contact)
    form.errors.register(ask_for_number, F.update.message.as_("message"))
    dispatcher.include_router(form)
    return dispatcher
