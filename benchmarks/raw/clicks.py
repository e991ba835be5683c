"""Clicks in small windows, and windows over windows."""

from aiogram import Bot
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardMarkup,
    Message,
)

from benchmarks.bench import Bench
from benchmarks.raw.parts import button, clicked, in_state


def small_text(number: int) -> str:
    """Word the text of the small window."""
    return f"You have clicked {number} times."


def small_keyboard() -> InlineKeyboardMarkup:
    """Make the keyboard of the small window."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [button("More", "more"), button("Nothing", "nothing")],
            [button("Settings", "settings")],
        ],
    )


async def start_small(message: Message, state: FSMContext) -> None:
    """Show the small window."""
    await state.set_state("small")
    await state.set_data({"n": 0})
    await message.answer(small_text(0), reply_markup=small_keyboard())


async def on_more(query: CallbackQuery, state: FSMContext) -> None:
    """Count a click, and show the number."""
    data = await state.get_data()
    number = data["n"] = (data["n"] + 1) % 10
    await state.set_data(data)
    await query.message.edit_text(
        small_text(number),
        reply_markup=small_keyboard(),
    )
    await query.answer()


async def on_nothing(query: CallbackQuery) -> None:
    """Only stop the button's waiting."""
    await query.answer()


def small_window(bench: Bench, _size: int) -> None:
    """Build a window of a text and three buttons."""
    dispatcher = bench.dispatcher
    dispatcher.message.register(start_small, CommandStart())
    clicks = dispatcher.callback_query
    for data in ("nothing", "settings"):
        clicks.register(on_nothing, in_state("small"), clicked(data))
    clicks.register(on_more, in_state("small"), clicked("more"))


LEVELS = 5


def level_keyboard(level: int) -> InlineKeyboardMarkup:
    """Make the keyboard of a level: the last leads no further down."""
    rows = [[button("Back", "back")]]
    if level + 1 < LEVELS:
        rows.insert(0, [button("Down", "down")])
    return InlineKeyboardMarkup(inline_keyboard=rows)


async def start_levels(
    message: Message,
    state: FSMContext,
    bot: Bot,
) -> None:
    """Show the first level in a new message, the only one with buttons."""
    data = await state.get_data()
    if "message_id" in data:
        await bot.edit_message_reply_markup(
            chat_id=message.chat.id,
            message_id=data["message_id"],
        )
    await state.set_state("level:0")
    sent = await message.answer("Level 0", reply_markup=level_keyboard(0))
    await state.set_data({"levels": [{}], "message_id": sent.message_id})


async def on_down(query: CallbackQuery, state: FSMContext) -> None:
    """Go down, with fresh data for the level."""
    data = await state.get_data()
    data["levels"].append({})
    await show_level(query, state, data)


async def on_back(query: CallbackQuery, state: FSMContext) -> None:
    """Go back to the data of the level above."""
    data = await state.get_data()
    data["levels"].pop()
    await show_level(query, state, data)


async def show_level(
    query: CallbackQuery,
    state: FSMContext,
    data: dict,
) -> None:
    """Keep the levels, show the last."""
    level = len(data["levels"]) - 1
    await state.set_data(data)
    await state.set_state(f"level:{level}")
    await query.message.edit_text(
        f"Level {level}",
        reply_markup=level_keyboard(level),
    )
    await query.answer()


async def in_levels(_: CallbackQuery, raw_state: str | None) -> bool:
    """Tell if a level is shown."""
    return raw_state is not None and raw_state.startswith("level:")


def five_levels(bench: Bench, _size: int) -> None:
    """Build five levels, each of which leads to the next."""
    dispatcher = bench.dispatcher
    dispatcher.message.register(start_levels, CommandStart())
    clicks = dispatcher.callback_query
    clicks.register(on_down, in_levels, clicked("down"))
    clicks.register(on_back, in_levels, clicked("back"))
