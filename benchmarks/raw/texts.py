"""Texts of users, asked for by hand."""

from aiogram import Bot
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardMarkup, Message

from benchmarks.bench import Bench
from benchmarks.raw.parts import button, in_state


def help_keyboard() -> InlineKeyboardMarkup:
    """Make the keyboard of a question."""
    return InlineKeyboardMarkup(inline_keyboard=[[button("Help", "help")]])


async def start(message: Message, state: FSMContext) -> None:
    """Ask the first question."""
    await state.set_state("name")
    sent = await message.answer(
        "What is your name?",
        reply_markup=help_keyboard(),
    )
    await state.set_data({"message_id": sent.message_id})


async def on_name(message: Message, state: FSMContext, bot: Bot) -> None:
    """Keep the name, ask the second question."""
    data = await state.get_data()
    data["name"] = message.text
    await remove_keyboard(bot, message, data)
    sent = await message.answer(
        f"And your surname, {message.text}?",
        reply_markup=help_keyboard(),
    )
    data["message_id"] = sent.message_id
    await state.set_data(data)
    await state.set_state("surname")


async def on_surname(message: Message, state: FSMContext, bot: Bot) -> None:
    """Keep the surname, ask the first question again."""
    data = await state.get_data()
    data["surname"] = message.text
    await remove_keyboard(bot, message, data)
    sent = await message.answer(
        "What is your name?",
        reply_markup=help_keyboard(),
    )
    data["message_id"] = sent.message_id
    await state.set_data(data)
    await state.set_state("name")


async def remove_keyboard(bot: Bot, message: Message, data: dict) -> None:
    """Take the keyboard from the bot's last message."""
    await bot.edit_message_reply_markup(
        chat_id=message.chat.id,
        message_id=data["message_id"],
    )


def two_questions(bench: Bench, _size: int) -> None:
    """Build two questions for a text."""
    messages = bench.dispatcher.message
    messages.register(start, CommandStart())
    messages.register(on_name, in_state("name"))
    messages.register(on_surname, in_state("surname"))
