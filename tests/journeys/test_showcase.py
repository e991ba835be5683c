"""The bot that shows everything, played as people would play it."""

import importlib
import random
import sys
from pathlib import Path

import pytest

from aiogram_dialog import LaunchMode, StartMode
from aiogram_dialog.api.internal import Widget
from aiogram_dialog.check import check
from aiogram_dialog.emulator.answers import Ok
from aiogram_dialog.emulator.journal import Called
from aiogram_dialog.setup import collect_dialogs
from aiogram_dialog.widgets import (
    input as inputs,
)
from aiogram_dialog.widgets import (
    kbd,
    link_preview,
    media,
    style,
    text,
)

EXAMPLES = Path(__file__).parents[2] / "examples"
NOT_MODIFIED = "message is not modified"


@pytest.fixture
def showcase(monkeypatch):
    """Return what imports a module of the bot."""
    monkeypatch.syspath_prepend(str(EXAMPLES))
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.delenv("LOGIN_URL", raising=False)

    def module(name):
        return importlib.import_module(f"showcase.{name}")

    monkeypatch.setattr(module("background"), "STEP_SECONDS", 0)
    return module


@pytest.fixture
def dispatcher(showcase):
    return showcase("bot").make_dispatcher()


def refusals(telegram):
    """Return the calls that Telegram has refused, but for idle edits."""
    return [
        f"{entry.method}: {entry.answer.description}"
        for entry in telegram.fake.world.journal
        if isinstance(entry, Called)
        and not isinstance(entry.answer, Ok)
        and NOT_MODIFIED not in entry.answer.description
    ]


TEXTS = ["/start", "hello", "12", "/cancel", "x" * 300, "<b>&", "/poll"]


class Walker:
    """Do whatever a person can do, by chance."""

    def __init__(self, ann, seed):
        self.ann = ann
        self.chance = random.Random(seed)
        self.done = []

    def deeds(self):
        inline = [
            (self.press, (row, column))
            for row, buttons in enumerate(self.newest_buttons())
            for column, _ in enumerate(buttons)
        ]
        reply = [
            (self.tap, label)
            for row in self.ann.person.keyboard(self.ann.chat) or []
            for label in row
        ]
        other = [(self.say, self.chance.choice(TEXTS)), (self.send, "photo")]
        # Most of the time a person presses what is there.
        return inline * 4 + reply * 2 + other

    def newest_buttons(self):
        keyboards = [
            message.inline_keyboard
            for message in self.ann.messages
            if message.inline_keyboard
        ]
        return keyboards[-1] if keyboards else []

    async def step(self):
        deed, what = self.chance.choice(self.deeds())
        self.done.append((deed.__name__, what))
        await deed(what)

    async def press(self, place):
        await self.ann.presses(place)

    async def tap(self, label):
        poll = {
            "id": "1",
            "question": "Who?" * 60,
            "options": [],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
        }
        await self.ann.taps(label, gives={"poll": poll})

    async def say(self, what):
        await self.ann.says(what)

    async def send(self, kind):
        await self.ann.sends(kind)


@pytest.mark.parametrize("seed", range(6))
async def test_nothing_breaks_whatever_is_done(telegram, dispatcher, seed):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        walker = Walker(ann, seed)
        for _ in range(300):
            await walker.step()
            assert refusals(telegram) == [], walker.done[-5:]
        await ann.says("/start")
        await ann.presses("🔘 Buttons")
        assert ann.last_message.text.startswith("🔘 Buttons")
