"""Whatever a click carries, nothing fails and nothing grows without end."""

import asyncio
import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from hypothesis import given, settings
from hypothesis import strategies as st

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.emulator import (
    BotAccount,
    ChatRef,
    Message,
    Person,
    World,
    calls,
    connect,
    feed,
)
from aiogram_dialog.setup import setup_dialogs
from aiogram_dialog.utils import CB_SEP
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import (
    Button,
    Calendar,
    CalendarConfig,
    Checkbox,
    Counter,
    Group,
    ListGroup,
    Multiselect,
    NumberedPager,
    Radio,
    ScrollingGroup,
    Select,
    StubScroll,
    SwitchTo,
    TimeSelect,
    Toggle,
)
from aiogram_dialog.widgets.text import Const, Format

# Telegram hands on no more, whoever has made a button.
MAX_BYTES = 64
MAX_CLICKS = 12
# A click leaves no more than its bytes, escaped, and some keys around them.
MAX_GROWTH = MAX_CLICKS * (6 * MAX_BYTES + 200)

ITEMS = [1, 2, 3]
X, ITEM = Const("x"), Format("{item}")


class Main(StatesGroup):
    first = State()
    second = State()
    third = State()


def choices() -> list[Any]:
    return [
        Select(ITEM, "select", str, ITEMS, int),
        Radio(ITEM, ITEM, "radio", str, ITEMS, int, default=2),
        Radio(ITEM, ITEM, "any", str, ITEMS),
        Toggle(ITEM, "toggle", str, ITEMS, {"1": 1, "2": 2}.__getitem__),
        Multiselect(ITEM, ITEM, "multi", str, ITEMS),
    ]


def make_dialog() -> Dialog:
    """Return a dialog with each widget that has a state."""
    return Dialog(
        Window(
            Const("first"),
            Group(*choices(), width=8),
            Checkbox(X, X, "check", default=True),
            Counter("counter", max_value=3, cycle=True, default=1.5),
            ScrollingGroup(
                *(Button(X, f"b{number}") for number in ITEMS),
                id="group",
                height=1,
                width=1,
            ),
            StubScroll("stub", 3),
            NumberedPager("stub"),
            ListGroup(
                Group(*choices(), width=8),
                Checkbox(X, X, "check"),
                ScrollingGroup(Button(X, "b"), id="group", height=1),
                ListGroup(
                    Counter("counter"),
                    id="inner",
                    item_id_getter=str,
                    items=["a:b"],
                ),
                id="list",
                item_id_getter=str,
                items=[1],
                page_size=1,
            ),
            NumberedPager("list", id="pages"),
            SwitchTo(X, "second", Main.second),
            TextInput("text", default="x"),
            state=Main.first,
        ),
        Window(
            Const("second"),
            TimeSelect("time", hour_width=8, minute_precision=20),
            Calendar(
                "calendar",
                config=CalendarConfig(
                    min_date=date(2024, 2, 10),
                    max_date=date(2025, 3, 20),
                ),
            ),
            SwitchTo(X, "third", Main.third),
            state=Main.second,
        ),
        Window(
            Const("third"),
            Calendar(
                "any_day",
                config=CalendarConfig(
                    min_date=date.min,
                    max_date=date.max,
                    years_per_page=4,
                ),
            ),
            SwitchTo(X, "first", Main.first),
            state=Main.third,
        ),
    )


@dataclass
class Scene:
    """Be a bot with the dialog open, and one who presses what she likes."""

    world: World
    account: BotAccount
    ann: Person
    chat: ChatRef
    bot: Bot
    dispatcher: Dispatcher

    async def settle(self) -> None:
        await feed(self.dispatcher, self.bot, self.world)

    def message(self) -> Message:
        return self.world.state.messages_in(self.chat)[-1]

    def buttons(self) -> list[str]:
        """Return what the buttons send."""
        return [
            button["callback_data"]
            for row in self.message().inline_keyboard
            for button in row
        ]

    async def presses(self, data: str) -> list[str]:
        """Press a button that carries this; return what the bot calls."""
        seen = len(self.world.journal)
        button = {"text": "x", "callback_data": data}
        forged = replace(
            self.message(),
            reply_markup={"inline_keyboard": [[button]]},
        )
        self.ann.presses(self.chat, (0, 0), of=forged)
        await self.settle()
        return calls(self.world, since=seen)

    def record(self) -> str:
        storage = self.dispatcher.storage
        assert isinstance(storage, MemoryStorage)
        return json.dumps(
            [record.data for record in storage.storage.values()],
        )


async def open_scene() -> Scene:
    world = World()
    account = world.add_bot("bot")
    ann = world.add_person("Ann")
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.first, mode=StartMode.RESET_STACK)

    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.include_routers(router, make_dialog())
    setup_dialogs(dispatcher)
    chat = world.private_chat(ann, account)
    bot = connect(world, account)
    scene = Scene(world, account, ann, chat, bot, dispatcher)
    await dispatcher.emit_startup(bot=bot)
    ann.says(chat, "/start")
    await scene.settle()
    return scene


@dataclass(frozen=True)
class Click:
    """Say which button is pressed, and what is forged about it.

    ``kept``: so many parts of its data are; ``rest`` comes after them.
    Without a rest it is pressed as it is.
    """

    place: int
    kept: int = 0
    rest: str | None = None

    def data(self, buttons: list[str]) -> str:
        real = buttons[self.place % len(buttons)]
        if self.rest is None:
            return real
        intent, _, bare = real.partition(CB_SEP)
        parts = bare.split(":")
        kept = parts[: self.kept % (len(parts) + 1)]
        forged = intent + CB_SEP + ":".join([*kept, self.rest])
        return forged.encode()[:MAX_BYTES].decode(errors="ignore")


places = st.integers(0, 1000)
texts = st.text(max_size=MAX_BYTES)
numbers = st.integers(-1, 60) | st.integers(-(10**16), 10**16)
rests = (
    texts
    | numbers.map(str)
    | st.from_regex(r"(MONTH|YEAR|h|m|[+-]Y{0,2})-?\d{0,6}", fullmatch=True)
    | st.from_regex(r"[1x]:(any|check|group|inner:a:b:counter):?.?")
)
clicks = st.lists(
    st.builds(Click, places, places, rests) | st.builds(Click, places),
    max_size=MAX_CLICKS,
)


async def play(window: int, forged: list[Click]) -> None:
    scene = await open_scene()
    # A look at each window makes all states.
    windows = len(Main.__states__)
    for _ in range(windows + window):
        await scene.presses(scene.buttons()[-1])
    size = len(scene.record())
    for click in forged:
        told = await scene.presses(click.data(scene.buttons()))

        assert told.count("AnswerCallbackQuery") == 1
        assert len(scene.record()) <= size + MAX_GROWTH
    await scene.dispatcher.emit_shutdown(bot=scene.bot)


@settings(max_examples=60)
@given(st.integers(0, 2), clicks)
def test_forged_clicks_of_a_dialog(window, forged):
    asyncio.run(play(window, forged))


async def press_foreign(data: str) -> None:
    scene = await open_scene()
    before = scene.record()

    await scene.presses(data)

    assert scene.record() == before
    await scene.dispatcher.emit_shutdown(bot=scene.bot)


# With a separator it would be of a dialog that is not there any more.
@settings(max_examples=30)
@given(texts.filter(lambda text: CB_SEP not in text))
def test_clicks_of_no_dialog(data):
    asyncio.run(press_foreign(data))
