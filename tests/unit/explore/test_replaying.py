"""Replaying needs the Telegram that is taken back."""

import asyncio
from itertools import count

import pytest
from aiogram import Dispatcher
from aiogram.filters import Command, CommandStart
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, Window, setup_dialogs
from aiogram_dialog.emulator import World
from aiogram_dialog.explore import EXPLORE_RULES
from aiogram_dialog.explore.sandbox import Sandbox
from aiogram_dialog.test_tools import Telegram
from aiogram_dialog.test_tools.fake_telegram import FakeTelegram
from aiogram_dialog.test_tools.replaying import replaying
from aiogram_dialog.widgets.input import BaseInput, CombinedInput
from aiogram_dialog.widgets.kbd import Button, Url
from aiogram_dialog.widgets.text import Const, Format


class Another(FakeTelegram):
    connect = deliver = add_person = private_chat = group = topic = None
    business_chat = chat_id = business_connection_id = messages = None
    transcript = screen = calls = advance = None


async def test_another_telegram():
    with pytest.raises(TypeError, match="Only an emulated Telegram"):
        async with replaying(Telegram(Another()), Dispatcher()):
            pass


async def test_windows_that_are_not_open_are_well():
    telegram = Telegram()
    async with replaying(telegram, Dispatcher) as bot:
        telegram.person("Ann")

        assert await bot.is_alive("Shop:gone")
        assert await bot.is_steady("Shop:gone")
        for rule in EXPLORE_RULES:
            with bot.watching(rule.code) as faults:
                await telegram.settle()
            assert faults == []


def test_an_empty_stage():
    sandbox = Sandbox(Dispatcher(), World())

    with pytest.raises(RuntimeError, match="Nobody is in the sandbox"):
        _ = sandbox.bot
    with pytest.raises(RuntimeError, match="Nobody is in the sandbox"):
        _ = sandbox.chat


class House(StatesGroup):
    hall = State()
    cell = State()
    clock = State()
    road = State()


async def fail_later():
    await asyncio.sleep(60)
    raise LookupError("too late")


async def begin(callback, button, manager):
    button.task = asyncio.create_task(fail_later())


async def fail(*args):
    raise LookupError("at once")


async def take_error(event):
    return True


class AnyInput(BaseInput):
    async def process_message(self, message, dialog, manager):
        manager.dialog_data["text"] = message.text
        return True


async def make_house():
    dispatcher = Dispatcher()
    numbers = count()

    async def get_number(**kwargs):
        return {"number": next(numbers)}

    async def start(message, dialog_manager):
        name = message.text.rpartition(" ")[2]
        await dialog_manager.start(getattr(House, name))

    dispatcher.message.register(start, CommandStart())
    dispatcher.errors.register(take_error)
    dispatcher.include_router(
        Dialog(
            Window(
                Const("hall"),
                CombinedInput(AnyInput("any")),
                state=House.hall,
            ),
            Window(
                Const("cell"),
                Button(Const("Nothing"), "nothing"),
                Button(Const("Begin"), "begin", begin),
                state=House.cell,
            ),
            Window(
                Format("{number}"),
                state=House.clock,
                getter=get_number,
            ),
            Window(
                Const("road"),
                Url(Const("Out"), Const("https://example.org")),
                state=House.road,
            ),
        ),
    )
    setup_dialogs(dispatcher)
    return dispatcher


async def test_life_of_windows():
    telegram = Telegram()
    async with replaying(telegram, make_house) as bot:
        ann = telegram.person("Ann")
        alive = {}
        for name in ("hall", "cell", "clock", "road"):
            await ann.says(f"/start {name}")
            alive[name] = await bot.is_alive(f"House:{name}")

        assert alive == {
            "hall": True,
            "cell": False,
            "clock": False,
            "road": True,
        }


async def test_steadiness_of_windows():
    telegram = Telegram()
    async with replaying(telegram, make_house) as bot:
        ann = telegram.person("Ann")
        await ann.says("/start road")
        assert await bot.is_steady("House:road")
        await ann.says("/start clock")
        assert not await bot.is_steady("House:clock")


async def test_what_comes_later():
    telegram = Telegram()
    async with replaying(telegram, make_house) as bot:
        ann = telegram.person("Ann")
        await ann.says("/start cell")
        await ann.presses("Begin")
        with pytest.raises(LookupError, match="too late"):
            await bot.lets_time_pass()


async def test_errors_that_a_handler_has_taken():
    telegram = Telegram()
    dispatcher = await make_house()
    dispatcher.message.register(fail, Command("fail"))
    async with replaying(telegram, dispatcher) as bot:
        ann = telegram.person("Ann")
        with bot.watching("EX101") as faults:
            await ann.says("/fail")

    (fault,) = faults
    assert fault.startswith("here: EX101 LookupError: at once (")
    assert "Traceback" in fault
