"""Step 9 of the tutorial: a test of the bot.

Run it here, with ``python -m pytest step_9_test.py``.
"""

import asyncio

import pytest
import step_8_reminder as bot

from aiogram_dialog.test_tools import Telegram

pytest_plugins = ["aiogram_dialog.test_tools.pytest_plugin"]


@pytest.mark.asyncio
async def test_garden(
    telegram: Telegram,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bot, "REMIND_AFTER_S", 0)
    async with telegram.bot(bot.make_dispatcher()):
        ann = telegram.person("Ann")
        await ann.says("/start")

        await ann.presses("✨ New plant")
        await ann.says("Rosa")
        await ann.presses("🌹")
        assert ann.buttons()[2] == ["🌹 Rosa"]

        await ann.presses("🌹 Rosa")
        await ann.presses("💧 Water it")
        assert "Glasses of water: 1" in ann.last_message.text

        await ann.presses("⏰ Remind me in an hour")
        await asyncio.gather(*bot.reminders)
        await telegram.settle()
        assert ann.last_message.text.startswith("⏰ 🌹 Rosa would like")
