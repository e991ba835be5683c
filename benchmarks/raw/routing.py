"""Bots of many routers by hand."""

from aiogram import Router
from aiogram.filters import Command, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from benchmarks.bench import Bench
from benchmarks.raw.parts import button, clicked, in_state


def keyboard() -> InlineKeyboardMarkup:
    """Make the keyboard of each router."""
    return InlineKeyboardMarkup(inline_keyboard=[[button("More", "more")]])


async def on_more(query: CallbackQuery, state: FSMContext) -> None:
    """Count a click, and show the number."""
    data = await state.get_data()
    number = data["n"] = (data["n"] + 1) % 10
    await state.set_data(data)
    await query.message.edit_text(f"{number} clicks", reply_markup=keyboard())
    await query.answer()


def make_routers(size: int) -> list[Router]:
    """Make routers, each for a state of its own."""
    routers = [Router() for _ in range(size)]
    for number, router in enumerate(routers):
        router.callback_query.register(
            on_more,
            in_state(f"dialog{number}"),
            clicked("more"),
        )
    return routers


def many_dialogs(bench: Bench, size: int) -> None:
    """Build a bot of many routers, of which the last is opened."""

    async def start(message: Message, state: FSMContext) -> None:
        await state.set_state(f"dialog{size - 1}")
        await state.set_data({"n": 0})
        await message.answer("0 clicks", reply_markup=keyboard())

    bench.dispatcher.message.register(start, CommandStart())
    bench.dispatcher.include_routers(*make_routers(size))


async def on_help(message: Message) -> None:
    """Answer a command."""
    await message.answer("There is no help.")


def plain_command(bench: Bench, _size: int) -> None:
    """Build a bot of a command alone: dialogs should not be felt."""
    commands = Router()
    commands.message.register(on_help, Command("help"))
    bench.dispatcher.include_router(commands)
