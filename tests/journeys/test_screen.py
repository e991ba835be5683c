"""Whose message a press comes from, and what becomes of that message."""

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, ShowMode, StartMode, Window
from aiogram_dialog.emulator import faults, take
from aiogram_dialog.message.message_manager import MessageManager
from aiogram_dialog.widgets.kbd import Button, Cancel, Start
from aiogram_dialog.widgets.text import Const, Format

ANSWER = "AnswerCallbackQuery"


class Main(StatesGroup):
    only = State()


class Sub(StatesGroup):
    only = State()


async def count(event, widget, manager) -> None:
    before = manager.dialog_data.get("n", 0)
    manager.dialog_data["n"] = before + 1


async def quietly(event, widget, manager) -> None:
    await count(event, widget, manager)
    manager.show_mode = ShowMode.NO_UPDATE


async def below(event, widget, manager) -> None:
    manager.show_mode = ShowMode.SEND


async def again(event, widget, manager) -> None:
    await manager.done()
    await manager.start(Sub.only)


def make_routers() -> list[Router]:
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.only, mode=StartMode.RESET_STACK)

    return [
        router,
        Dialog(
            Window(
                Format("main {dialog_data}"),
                Button(Const("Count"), id="count", on_click=count),
                Button(Const("Quietly"), id="quietly", on_click=quietly),
                Button(Const("Below"), id="below", on_click=below),
                Button(Const("Again"), id="again", on_click=again),
                Start(Const("Sub"), id="sub", state=Sub.only),
                Cancel(),
                state=Main.only,
            ),
        ),
        Dialog(Window(Const("sub"), Cancel(), state=Sub.only)),
    ]


@pytest.fixture
async def stage(make_stage, any_storage):
    stage = await make_stage(*make_routers(), storage=any_storage)
    await stage.says("/start")
    stage.new_calls()
    return stage


def live(stage, chat=None):
    return [
        (message.id, message.text)
        for message in stage.world.messages(chat or stage.chat)
        if message.inline_keyboard
    ]


async def leave_one_behind(stage):
    """Send the window below, and lose the answer to taking buttons off."""
    stage.world.faults.add(
        faults.refuses(400, "SOMETHING_ELSE"),
        method="editMessageReplyMarkup",
    )
    old = stage.last_message()
    await stage.presses("Below")
    stage.world.faults.clear()
    new = stage.last_message()
    assert [number for number, _ in live(stage)] == [old.id, new.id]
    stage.new_calls()
    return old, new


async def test_a_press_of_an_older_message(stage):
    old, new = await leave_one_behind(stage)

    await stage.presses("Count", of=old)

    assert live(stage) == [(new.id, "main {'n': 1}")]
    assert stage.new_calls() == [
        "EditMessageText(m2, \"main {'n': 1}\", inline "
        "[[Count], [Quietly], [Below], [Again], [Sub], [Cancel]])",
        ANSWER,
        "EditMessageReplyMarkup(m1, none)",
    ]


async def test_a_press_of_an_older_message_that_shows_nothing(stage):
    old, new = await leave_one_behind(stage)

    await stage.presses("Quietly", of=old)
    assert live(stage) == [(new.id, "main {}")]

    await stage.presses("Count")
    assert live(stage) == [(new.id, "main {'n': 2}")]


async def test_closing_in_an_older_message(stage):
    old, _ = await leave_one_behind(stage)

    await stage.presses("Cancel", of=old)

    assert live(stage) == []


async def test_a_window_whose_sending_was_not_answered(stage):
    stage.world.faults.add(faults.dropped_after(), method="sendMessage")
    old = stage.last_message()
    await stage.presses("Below")
    stage.world.faults.clear()
    new = stage.last_message()
    assert new.id > old.id

    await stage.presses("Count", of=new)

    assert live(stage) == [(new.id, "main {'n': 1}")]
    await stage.presses("Count")
    assert live(stage) == [(new.id, "main {'n': 2}")]


async def test_closing_and_starting_stays_in_its_message(stage):
    screen = stage.last_message()

    await stage.presses("Again")

    assert live(stage) == [(screen.id, "sub")]


class Careless(MessageManager):
    """A manager of a bot's own that lets every refusal through."""

    async def remove_kbd(self, bot, show_mode, old_message):
        await self.remove_inline_kbd(bot, old_message)


async def test_buttons_that_cannot_be_taken_off(make_stage, any_storage):
    """The press is handled, and the update has not failed."""
    stage = await make_stage(
        *make_routers(),
        storage=any_storage,
        message_manager=Careless(),
    )
    await stage.says("/start")
    old, new = await leave_one_behind(stage)
    stage.world.faults.add(
        faults.refuses(400, "SOMETHING_ELSE"),
        method="editMessageReplyMarkup",
    )

    await stage.presses("Count", of=old)

    assert live(stage)[-1] == (new.id, "main {'n': 1}")


class Group:
    """A group where Ann and Bob have a dialog each."""

    def __init__(self, stage):
        self.stage = stage
        self.bob = stage.world.add_person("Bob")
        self.chat = stage.world.group(
            "Friends",
            stage.ann,
            self.bob,
            stage.account,
        )

    async def open(self):
        self.of_ann = await self.start(self.stage.ann)
        self.of_bob = await self.start(self.bob)
        self.stage.new_calls()

    async def start(self, person):
        person.says(self.chat, "/start")
        await self.stage.settle()
        return self.stage.world.messages(self.chat)[-1]

    async def presses(self, person, of, data):
        """Press as a client does that lies about the data of the button."""
        person.presses(self.chat, (0, 0), of=of)
        [queued] = take(self.stage.world, self.stage.bot)
        update = queued.as_json()
        update["callback_query"]["data"] = data
        await self.stage.dispatcher.feed_raw_update(self.stage.bot, update)

    def live(self):
        return live(self.stage, self.chat)


def data_of(message):
    return message.inline_keyboard[0][0]["callback_data"]


@pytest.fixture
async def group(stage):
    group = Group(stage)
    await group.open()
    return group


async def test_own_data_from_the_message_of_another(group):
    await group.presses(group.bob, group.of_ann, data_of(group.of_bob))

    assert group.live() == [
        (group.of_ann.id, "main {}"),
        (group.of_bob.id, "main {'n': 1}"),
    ]


async def test_dead_data_from_the_message_of_another(group):
    dead = data_of(group.of_bob)
    group.of_bob = await group.start(group.bob)
    before = group.live()

    await group.presses(group.bob, group.of_ann, dead)

    assert group.live() == before
