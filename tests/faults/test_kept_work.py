"""What a person did is stored, even if Telegram does not show it.

A refusal to draw after the handler is over undoes nothing, and neither does a
call without an answer, wherever it was made. A refusal inside of a handler is
the handler's error.
"""

import logging

import pytest
from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.emulator import faults
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Back, Button, Cancel, Next, Start
from aiogram_dialog.widgets.text import Format

UNKNOWN = [
    faults.dropped_after(),
    faults.dropped_before(),
    faults.bad_gateway(502),
    faults.restarting(),
    faults.refuses(500, "Internal Server Error"),
]
DEFINITE = [
    faults.refuses(400, "SOMETHING_WRONG"),
    faults.refuses(403, "bot was blocked by the user"),
    faults.refuses(413, "Request Entity Too Large"),
    faults.retry_after(137),
]


class Main(StatesGroup):
    first = State()
    second = State()


class Sub(StatesGroup):
    only = State()


async def count(event, widget, manager) -> None:
    before = manager.dialog_data.get("n", 0)
    manager.dialog_data["n"] = before + 1


async def call(event, widget, manager) -> None:
    await count(event, widget, manager)
    await event.bot.send_chat_action(event.from_user.id, "typing")


async def show(event, widget, manager) -> None:
    await count(event, widget, manager)
    await manager.show()


async def caught(event, widget, manager) -> None:
    await count(event, widget, manager)
    try:
        await manager.show()
    except TelegramAPIError:
        manager.dialog_data["n"] += 10


async def take_result(start_data, result, manager) -> None:
    await count(None, None, manager)


def make_routers() -> list[Router]:
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.first, mode=StartMode.RESET_STACK)

    @router.message(Command("help"))
    async def help_(message) -> None:
        await message.answer("help")

    return [
        router,
        Dialog(
            Window(
                Format("first {dialog_data}"),
                Button(Format("Count"), id="count", on_click=count),
                Button(Format("Call"), id="call", on_click=call),
                Button(Format("Show"), id="show", on_click=show),
                Button(Format("Caught"), id="caught", on_click=caught),
                Start(Format("Sub"), id="sub", state=Sub.only),
                Next(),
                MessageInput(count),
                state=Main.first,
            ),
            Window(Format("second {dialog_data}"), Back(), state=Main.second),
            on_process_result=take_result,
        ),
        Dialog(Window(Format("sub"), Cancel(), state=Sub.only)),
    ]


@pytest.fixture
async def stage(make_stage, keeping):
    stage = await make_stage(*make_routers(), **keeping)
    stage.errors = []

    @stage.dispatcher.errors()
    async def note(event) -> None:
        stage.errors.append(event.exception)
        return UNHANDLED

    await stage.says("/start")
    return stage


EDITS = ("editMessageText", "sendMessage")


def fail(stage, fault, methods=EDITS):
    for method in methods:
        stage.world.faults.add(fault, method=method)


def shown(stage):
    """Return the text of the newest message with buttons."""
    live = [
        it for it in stage.world.messages(stage.chat) if it.inline_keyboard
    ]
    return live[-1].text


async def check(stage, state, data):
    """Look at what is stored, and let the next event draw the window."""
    stage.world.faults.clear()
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    async with bg.fg() as manager:
        context = manager.current_context()
        assert (context.state, context.dialog_data) == (state, data)


@pytest.mark.parametrize(
    "fault",
    UNKNOWN + DEFINITE,
    ids=lambda fault: fault.name,
)
@pytest.mark.parametrize(
    ("act", "state", "data"),
    [
        ("click", Main.first, {"n": 1}),
        ("text", Main.first, {"n": 1}),
        ("next", Main.second, {}),
        ("bg.update", Main.first, {"paid": True}),
        ("bg.switch_to", Main.second, {}),
    ],
)
async def test_drawing_after_the_handler(stage, fault, act, state, data):
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    fail(stage, fault)
    match act:
        case "click":
            await stage.presses("Count")
        case "text":
            await stage.says("hello")
        case "next":
            await stage.presses("Next")
        case "bg.update":
            await bg.update({"paid": True})
            await stage.quiet()
        case "bg.switch_to":
            await bg.switch_to(Main.second)
            await stage.quiet()

    assert len(stage.errors) == 1
    assert isinstance(stage.errors[0], Exception)
    await check(stage, state, data)
    name = "first" if state is Main.first else "second"
    assert shown(stage) == f"{name} {data}"


@pytest.mark.parametrize(
    "fault",
    UNKNOWN + DEFINITE,
    ids=lambda fault: fault.name,
)
async def test_done_in_the_background(stage, fault):
    await stage.presses("Sub")
    fail(stage, fault)
    await stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id).done()
    await stage.quiet()

    assert len(stage.errors) == 1
    await check(stage, Main.first, {"n": 1})
    assert shown(stage) == "first {'n': 1}"


@pytest.mark.parametrize("fault", UNKNOWN, ids=lambda fault: fault.name)
@pytest.mark.parametrize(
    ("button", "methods"),
    [("Call", ["sendChatAction"]), ("Show", EDITS)],
)
async def test_no_answer_in_a_handler(stage, fault, button, methods):
    fail(stage, fault, methods)

    await stage.presses(button)

    assert len(stage.errors) == 1
    await check(stage, Main.first, {"n": 1})
    assert shown(stage) == "first {'n': 1}"


@pytest.mark.parametrize("fault", UNKNOWN, ids=lambda fault: fault.name)
async def test_no_answer_to_a_start(stage, fault):
    fail(stage, fault)

    await stage.presses("Sub")

    assert len(stage.errors) == 1
    await check(stage, Sub.only, {})
    assert shown(stage) == "sub"
    await stage.presses("Cancel")
    assert shown(stage) == "first {'n': 1}"


@pytest.mark.parametrize("fault", DEFINITE, ids=lambda fault: fault.name)
@pytest.mark.parametrize(
    ("button", "methods"),
    [("Call", ["sendChatAction"]), ("Show", EDITS), ("Sub", EDITS)],
)
async def test_a_refusal_in_a_handler(stage, fault, button, methods):
    fail(stage, fault, methods)

    with pytest.raises(Exception):  # noqa: B017, PT011 - of many kinds
        await stage.presses(button)

    assert len(stage.errors) == 1
    await check(stage, Main.first, {})
    assert shown(stage) == "first {}"


@pytest.mark.parametrize(
    "fault",
    [faults.dropped_after(), faults.retry_after(137)],
    ids=lambda fault: fault.name,
)
async def test_what_the_bot_catches(stage, fault):
    stage.world.faults.add(fault, method="editMessageText", nth=1)

    await stage.presses("Caught")

    assert stage.errors == []
    await check(stage, Main.first, {"n": 11})


async def test_it_is_told_once(stage, caplog):
    fail(stage, faults.retry_after(137))

    with caplog.at_level(logging.ERROR):
        await stage.presses("Count")

    assert [type(it) for it in stage.errors] == [TelegramRetryAfter]
    assert caplog.text.count("Telegram has failed") == 1


async def test_a_handler_of_the_bot_has_the_say(stage):
    taken = []

    @stage.dispatcher.errors()
    async def take(event, dialog_manager) -> None:
        taken.append(dict(dialog_manager.dialog_data))

    stage.dispatcher.errors.handlers.reverse()
    fail(stage, faults.retry_after(137))

    await stage.presses("Count")

    assert taken == [{"n": 1}]


async def test_the_next_event_draws(stage):
    fail(stage, faults.retry_after(137))
    await stage.presses("Next")
    stage.world.faults.clear()
    assert shown(stage) == "first {}"

    await stage.says("/help")

    assert shown(stage) == "second {}"
    assert stage.last_message().text == "help"
    stage.new_calls()
    await stage.says("/help")
    assert stage.new_calls() == ['SendMessage(m3, "help")']
