"""Replaying needs the Telegram that is taken back."""

import pytest
from aiogram import Dispatcher

from aiogram_dialog.emulator import World
from aiogram_dialog.explore import EXPLORE_RULES
from aiogram_dialog.explore.stage import Stage
from aiogram_dialog.test_tools import Telegram
from aiogram_dialog.test_tools.fake_telegram import FakeTelegram
from aiogram_dialog.test_tools.replaying import replaying


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
    stage = Stage(Dispatcher(), World())

    with pytest.raises(RuntimeError, match="Nobody is on the stage"):
        _ = stage.bot
    with pytest.raises(RuntimeError, match="Nobody is on the stage"):
        _ = stage.chat
