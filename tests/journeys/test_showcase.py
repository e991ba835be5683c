"""The bot that shows everything, played as people would play it."""

import asyncio
import importlib
import inspect
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from aiogram_dialog import LaunchMode, StartMode
from aiogram_dialog.api.internal import Widget
from aiogram_dialog.check import check
from aiogram_dialog.emulator.answers import Ok
from aiogram_dialog.emulator.journal import Answered, Called
from aiogram_dialog.setup import collect_dialogs
from aiogram_dialog.tools.fake_manager import FakeManager
from aiogram_dialog.widgets import input as inputs
from aiogram_dialog.widgets import kbd, link_preview, media, style, text
from aiogram_dialog.widgets.common import BaseWidget, ManagedWidget
from aiogram_dialog.widgets.data import StaticGetter

EXAMPLES = Path(__file__).parents[2] / "examples"
# Nobody sees that these are refused: a press that changes nothing, and a
# message with a forced reply, which has no buttons to be taken off.
HARMLESS = {
    "message is not modified",
    "message can't be edited",
}
POLL = {
    "id": "1",
    "question": "Who brings the salad, and who brings the bread? " * 6,
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": True,
    "members_only": False,
}


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


@pytest.fixture
async def ann(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann", username="ann")
        await ann.says("/start")
        yield ann
        assert refusals(telegram) == []


def refusals(telegram, since=0):
    return [
        f"{entry.method}: {entry.answer.description}"
        for entry in telegram.fake.world.journal[since:]
        if isinstance(entry, Called)
        and not isinstance(entry.answer, Ok)
        and not any(it in entry.answer.description for it in HARMLESS)
    ]


def toasts(telegram):
    return [
        entry.text
        for entry in telegram.fake.world.journal
        if isinstance(entry, Answered) and entry.text
    ]


@pytest.fixture
def plays(ann, golden_transcript):
    """Return what presses buttons and compares the chat with its file."""

    async def plays(*buttons):
        for button in buttons:
            await ann.presses(button)
        golden_transcript(ann.transcript())

    return plays


# Each theme, as a person would look at it


async def test_menu(plays):
    await plays("👥 Groups", "⬅️ Back")


async def test_about(ann):
    await ann.presses("💬 About aiogram-dialog")
    assert ann.last_message.text.startswith("aiogram-dialog")
    await ann.presses("Ok")
    assert ann.last_message.text.startswith("👋 Hello, Ann!")


async def test_buttons(plays, telegram):
    await plays(
        *("🔘 Buttons", "Rows", "1️⃣", "⬅️ Back", "Patterns", "Coffee"),
        *(
            "⬅️ Back",
            "Conditions",
            "❓ Who is there?",
            "🔒 Closed",
            "🐈 A cat!",
        ),
        *("+", "+", "+", "+", "Many", "-", "⬅️ Back", "Colours"),
        *("I am calm: press me", "I am happy: press me", "⬅️ Back"),
        *("Toasts", "🍞 A toast", "🚨 An alert", "🔢 Count", "🔢 Count"),
    )
    assert toasts(telegram) == [
        "You have pressed 1️⃣",
        "You have pressed Coffee",
        "Open the door!",
        "Meow",
        "Wow",
        "Here you are!",
        "Attention!",
        "Pressed 1 times",
        "Pressed 2 times",
    ]


async def test_links(plays):
    await plays("🔗 Links", "🌍 Website", "📋 Copy the code", "⬅️ Back")


async def test_login(ann, monkeypatch):
    monkeypatch.setenv("LOGIN_URL", "https://example.org/login")
    await ann.presses("🔗 Links")
    assert ["🔑 Log in"] in ann.buttons()

    monkeypatch.setenv("LOGIN_URL", "http://example.org/login")
    await ann.says("not over http")
    assert ["🔑 Log in"] not in ann.buttons()


async def test_sharing(telegram, ann):
    world = telegram.fake.world
    settings = world.state.settings[ann.bot.id]
    world.state.settings[ann.bot.id] = replace(settings, supports_inline=True)
    account = world.state.bots[ann.bot.id]

    query_id = ann.person.asks(account, "hello")
    await telegram.settle()
    ann.person.picks(ann.chat, query_id, "greeting")

    assert ann.last_message.text == "hello"


async def test_texts(plays):
    await plays(
        *("✍️ Texts", "Formats", "⬅️ Back", "Cases", "❄️ Colder"),
        *("❄️ Colder", "🔥 Warmer", "⬅️ Back", "Templates", "⬅️ Back"),
        *("Lists", ">", ">", "<", "⬅️ Back", "Long texts", "2", "3"),
    )


async def test_pizza(ann, telegram):
    for button in (
        *("🍕 Choices", "⚪️ large", "➕", "🍞 thin crust (press for thick)"),
        *("Next ➡️", "basil", "olives", "ham", "🥛 Mild", "🥤 Cola"),
        # By default there is a time, but nobody has to choose a day.
        *("Next ➡️", "Next ➡️", "21", "45", "Next ➡️"),
        *("<< December 1999", "🔍", "March", "14"),
    ):
        await ann.presses(button)
    assert ann.last_message.text == (
        "🧾 Your order\n\n"
        "2 × large, thick crust, extra hot\n"
        "With: cheese, basil, olives\n"
        "Drink: 🥤 Cola\n"
        "Day: as soon as we can\n"
        "Time: 21:45\n"
        "🎁 A present on your birthday: 1999-03-14"
    )

    await ann.presses("🍕 Another pizza")
    assert "🔘 large" in ann.buttons()[0]
    await ann.says("text is not asked for here")
    for button in ["Next ➡️"] * 5:
        await ann.presses(button)
    await ann.presses("✅ Order")
    assert toasts(telegram)[-1] == "It is on its way!"
    assert ann.last_message.text.startswith("👋 Hello, Ann!")


@pytest.mark.parametrize(
    ("language", "monday"),
    [("en", "Mon"), ("de", "Mo"), ("es", "lu"), ("eo", "Mon")],
)
async def test_delivery_day(telegram, dispatcher, showcase, language, monday):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann", language_code=language)
        await ann.says("/start")
        for button in ("🍕 Choices", "Next ➡️", "Next ➡️"):
            await ann.presses(button)
        header, weekdays, *_ = ann.buttons()
        months = showcase("calendars").MONTHS[
            "en" if language == "eo" else language
        ]
        assert header[0].split()[1] in months.split()
        assert monday in weekdays

        for button in (header[0], "🔍"):
            await ann.presses(button)
        await ann.presses((0, 0))
        this_month = [text for row in ann.buttons() for text in row]
        await ann.presses(next(it for it in this_month if it.startswith("[")))
        today = next(
            it for row in ann.buttons() for it in row if it.startswith("[")
        )
        await ann.presses(today)
        await ann.presses("⬅️ Back")
        assert any("✅" in text for row in ann.buttons() for text in row)


async def test_scrolls(plays):
    await plays(
        *("📜 Long lists", "🌍 Buttons", ">", "🇰🇪 Kenya", "⬅️ Back"),
        *("🗄 A database", ">>", "<", "1", "🥉 The third page", "⬅️ Back"),
        *("🔀 Together", ">", "🍝 Pasta", "⬅️ Back"),
        *("🧺 Rows", "🍎 Apples", "+", "⚪️ boxes", ">", "🍊 Oranges"),
        *("⬅️ Back", "🖼 Pictures", "2", "4", "⬅️ Back"),
    )


async def test_party(ann, golden_transcript):
    await ann.presses("🎉 A form")
    for line in ("x" * 61, "  Summer  party ", "many", "0", "12"):
        await ann.says(line)
    await ann.sends("voice")
    await ann.sends("photo")
    await ann.says("y" * 101)
    await ann.says("1, Garden Street")
    await ann.taps("📱 My phone")
    await ann.taps("📊 A question to the guests", gives={"poll": POLL})
    await ann.taps("🗺 This place")
    await ann.taps("Go on ➡️")
    await ann.says("Come as you are & <smile>!")

    await ann.presses("🥨 Without a cake")
    await ann.presses("👥 Guests")
    await ann.says("13")
    await ann.presses("🎉 Title")
    await ann.presses("🧾 To the summary")
    await ann.presses("📍 Place")
    await ann.taps("🧾 To the summary")
    await ann.presses("💌 Greeting")
    await ann.says("Come early")
    await ann.presses("✅ Invite them")
    golden_transcript(ann.transcript())


async def test_party_without_a_photo(ann):
    await ann.presses("🎉 A form")
    await ann.says("Winter")
    await ann.says("3")
    await ann.presses("Skip ➡️")
    await ann.taps("Go on ➡️")
    await ann.says("Hello")
    assert ann.last_message.text == "🎉 Winter\n3 guests\n\nHello"
    await ann.presses("🗑 Forget it")
    assert ann.last_message.text.startswith("👋 Hello, Ann!")


async def test_media(ann, golden_transcript):
    await ann.presses("🖼 Media")
    await ann.presses("📷 A picture")
    await ann.sends("photo")
    for button in (
        *("⬅️ Back", "📊 A chart", "🔴 higher", "⬅️ Back", "📄 A file"),
        *("⬅️ Back", "⭐️ A sticker", "⬅️ Back", "🎲 A dice"),
        *("🎲 Throw again", "⬅️ Back", "🌍 A link", "🚫 Without", "✅ With"),
        *("⬅️ Back", "🎁 A surprise", "⬅️ Back", "⬅️ Back"),
    ):
        await ann.presses(button)
    golden_transcript(ann.transcript())


async def test_dialogs(plays, telegram):
    await plays(
        *("🗂 Dialogs", "🎨 Choose a colour", "None of them"),
        *("🎨 Choose a colour", "💚 green", "🏡 Visit a house"),
        *("🍳 To the kitchen", "🏡 To the hall", "🚪 Leave the house"),
        *("🚀 Ways to start", "🪜 Ladder", "⬆️ One more rung", "⬇️ Down"),
        *("⬇️ Down", "🪞 Mirror", "👀 Look again", "👀 Look again"),
        *("⬅️ Back", "🗒 Note", "+", "🗑 Throw away", "🔐 Vault"),
        *("🪜 Try the ladder", "🏠 Menu"),
    )
    assert toasts(telegram) == [
        "on_close: the door falls shut behind you.",
        "Nothing opens above an exclusive dialog.",
    ]


async def test_ladder_has_an_end(ann):
    for button in ("🗂 Dialogs", "🚀 Ways to start", "🪜 Ladder"):
        await ann.presses(button)
    while ["⬆️ One more rung"] in ann.buttons():
        await ann.presses("⬆️ One more rung")
    assert ann.last_message.text.endswith("8 dialogs are open now.")
    await ann.presses("🏠 Menu")
    assert [dialog.state for dialog in await ann.dialogs()] == ["Menu:main"]


# What goes on in the background


async def until(telegram, is_met):
    for _ in range(1000):
        await telegram.settle()
        if is_met():
            return
        await asyncio.sleep(0)
    raise AssertionError("it has never happened")


async def test_cake(telegram, ann, dispatcher):
    await ann.presses("⏳ Background")
    await ann.presses("🔥 Bake it")
    await until(telegram, lambda: "is done" in ann.last_message.text)

    seen = ann.transcript()
    for percent in (10, 40, 100):
        assert f"{percent}%" in seen
    await until(telegram, lambda: not dispatcher["jobs"].names())


@pytest.mark.parametrize("way_out", ["✋ Take it out", "/start", "/cancel"])
async def test_cake_that_is_taken_out(
    telegram,
    ann,
    dispatcher,
    showcase,
    monkeypatch,
    way_out,
):
    monkeypatch.setattr(showcase("background"), "STEP_SECONDS", 0.01)
    await ann.presses("⏳ Background")
    await ann.presses("🔥 Bake it")
    assert len(dispatcher["jobs"].names()) == 1

    if way_out.startswith("/"):
        await ann.says(way_out)
    else:
        await ann.presses(way_out)
    await asyncio.sleep(0.02)
    await until(telegram, lambda: not dispatcher["jobs"].names())
    assert "done" not in ann.transcript()


async def test_no_cake_outlives_the_bot(
    telegram,
    dispatcher,
    showcase,
    monkeypatch,
):
    monkeypatch.setattr(showcase("background"), "STEP_SECONDS", 600)
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("⏳ Background")
        await ann.presses("🔥 Bake it")
    assert dispatcher["jobs"].names() == []


# A dialog of everybody


async def test_poll(telegram, ann, golden_transcript):
    bob = telegram.person("Bob")
    ann, bob = telegram.group("Lunch", ann, bob)

    await ann.says("/start")
    await ann.says("/poll")
    await ann.presses("🍕 Pizza")
    await bob.presses("🥗 Salad")
    await bob.says("I have changed my mind")
    await bob.presses("🍕 Pizza")
    await bob.presses("🏁 Close the poll")
    await ann.presses("🏁 Close the poll")
    await bob.presses("🔁 Vote again")
    await bob.presses("🍲 Soup")
    await bob.says("/poll")
    await bob.presses("🏁 Close the poll")
    await ann.presses("👋 Done")

    golden_transcript(ann.transcript())
    assert toasts(telegram)[3] == "Only Ann can close the poll."


# Commands, and what comes when nothing is open


async def test_cancel(ann, golden_transcript):
    await ann.presses("✍️ Texts")
    old = ann.last_message
    await ann.says("/cancel")
    await ann.says("/cancel")
    await ann.says("Is anybody there?")
    await ann.presses("Formats", of=old)
    await ann.says("/poll")
    await ann.says("/start")
    golden_transcript(ann.transcript())


async def test_buttons_of_dialogs_that_are_lost(ann, dispatcher):
    await ann.presses("✍️ Texts")
    dispatcher.storage.storage.clear()
    await ann.presses("Formats")
    assert ann.buttons() == []
    await ann.says("/start")
    await ann.presses("✍️ Texts")
    assert ["Formats", "Cases"] in ann.buttons()


# Whatever is done


TEXTS = ["hello", "12", "x" * 300, "<b>&"]
COMMANDS = ["/start", "/cancel", "/poll"]


class Walker:
    """Do what a person can do, by chance."""

    def __init__(self, ann, seed, texts):
        self.ann = ann
        self.texts = texts
        self.chance = random.Random(seed)
        self.done = []

    async def step(self):
        deed, what = self.chance.choice(self._deeds())
        self.done.append((deed.__name__, what))
        await deed(what)

    def _deeds(self):
        presses = [
            (self.ann.presses, (row, column))
            for row, buttons in enumerate(self._newest_keyboard())
            for column, _ in enumerate(buttons)
        ]
        rows = self.ann.person.keyboard(self.ann.chat) or []
        taps = [(self._tap, label) for row in rows for label in row]
        says = (self.ann.says, self.chance.choice(self.texts))
        return [*presses * 4, *taps * 2, says, (self.ann.sends, "photo")]

    def _newest_keyboard(self):
        for message in reversed(self.ann.messages):
            if message.inline_keyboard:
                return message.inline_keyboard
        return []

    async def _tap(self, label):
        await self.ann.taps(label, gives={"poll": POLL})

    async def walk(self, telegram, steps):
        seen = 0
        for _ in range(steps):
            await self.step()
            assert refusals(telegram, seen) == [], self.done[-5:]
            assert sum(map(len, self._newest_keyboard())) <= 100
            seen = len(telegram.fake.world.journal)


@pytest.mark.parametrize("seed", range(4))
async def test_nothing_breaks(telegram, ann, seed):
    await Walker(ann, seed, TEXTS + COMMANDS).walk(telegram, 300)

    await ann.says("/start")
    await ann.presses("🔘 Buttons")
    assert ann.last_message.text.startswith("🔘 Buttons")


@pytest.mark.parametrize("seed", range(4))
async def test_nothing_breaks_in_the_form(telegram, ann, seed):
    await ann.presses("🎉 A form")
    await ann.says("Summer")
    await ann.says("12")
    await ann.presses("Skip ➡️")
    await Walker(ann, seed, TEXTS).walk(telegram, 150)


@pytest.mark.parametrize("seed", range(2))
async def test_nothing_breaks_in_a_group(telegram, ann, seed):
    bob = telegram.person("Bob")
    members = telegram.group("Lunch", ann, bob)
    await members[0].says("/poll")
    walkers = [Walker(it, seed, TEXTS + COMMANDS) for it in members]
    for _ in range(50):
        for walker in walkers:
            await walker.walk(telegram, 1)


# How it is built


def test_nothing_is_found_by_checks(dispatcher):
    found = check(dispatcher)
    assert [finding.rule.code for finding in found] == ["AD802"]


async def test_storage_of_several_processes(showcase, monkeypatch):
    monkeypatch.setenv("REDIS_URL", "redis://localhost:1/0")
    dispatcher = showcase("bot").make_dispatcher()
    assert check(dispatcher) == []
    await dispatcher.storage.close()


def windows_of(dispatcher):
    return [
        (dialog, window)
        for dialog in collect_dialogs(dispatcher)
        for window in dialog.windows.values()
    ]


async def test_every_window_can_be_previewed(dispatcher):
    manager = FakeManager(dispatcher.workflow_data)
    for dialog, window in windows_of(dispatcher):
        manager.set_dialog(dialog)
        manager.set_state(window.state)
        message = await manager.show_raw()
        assert message.text or message.media, window
        assert "{" not in (message.text or ""), window
        for getter in (dialog.getter, window.getter):
            preview = getter.preview_getter
            has_preview = not isinstance(preview, StaticGetter) or preview.data
            normal = getter.normal_getter
            needs_one = not isinstance(normal, StaticGetter) or normal.data
            assert has_preview or not needs_one, window


EXPORTS = (inputs, kbd, link_preview, media, style, text)


def widget_classes() -> list[type]:
    found = [
        value
        for module in EXPORTS
        for name in module.__all__
        if inspect.isclass(value := getattr(module, name))
    ]
    return [
        it
        for it in found
        if issubclass(it, BaseWidget) and not issubclass(it, ManagedWidget)
    ]


# Others are made of these.
BASES = {
    inputs.BaseInput,
    kbd.EventProcessorButton,
    kbd.Keyboard,
    link_preview.LinkPreviewBase,
    media.Media,
    style.BaseStyle,
    text.Text,
}


def inside(value: object, seen: set[int]) -> Iterator[Widget]:
    """Yield a widget, and those among its parts and its settings."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from inside(item, seen)
    elif isinstance(value, BaseWidget) and id(value) not in seen:
        seen.add(id(value))
        yield value
        yield from inside(vars(value), seen)


def test_every_widget_is_shown(dispatcher):
    seen: set[int] = set()
    used = [
        widget
        for _, window in windows_of(dispatcher)
        for widget in inside(vars(window), seen)
    ]
    kinds = {type(widget) for widget in used}

    classes = widget_classes()
    assert len(classes) > 50
    missing = [
        it.__name__
        for it in classes
        if it not in kinds
        and not (it in BASES and any(isinstance(w, it) for w in used))
    ]
    assert missing == []
    starts = [widget for widget in used if isinstance(widget, kbd.Start)]
    assert {start.mode for start in starts} == set(StartMode)


def test_every_launch_mode_is_shown(dispatcher):
    dialogs = collect_dialogs(dispatcher)
    assert {dialog.launch_mode for dialog in dialogs} == set(LaunchMode)


def test_modules_are_short():
    for path in (EXAMPLES / "showcase").glob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) < 200, path
