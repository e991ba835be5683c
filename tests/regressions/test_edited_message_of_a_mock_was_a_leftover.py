"""Tests press the message that they have got first again and again.

A ``MockMessageManager`` keeps each edit as a message of its own. The first
one was taken for a leftover, which loses its buttons: there were two messages
where tests look for one.
"""

import pytest
from aiogram import Dispatcher, Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, StartMode, Window, setup_dialogs
from aiogram_dialog.test_tools import BotClient, MockMessageManager
from aiogram_dialog.test_tools.keyboard import InlineButtonTextLocator
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage
from aiogram_dialog.widgets.kbd import Back, Button, Cancel, Next
from aiogram_dialog.widgets.text import Const, Format


class Main(StatesGroup):
    first = State()
    second = State()


async def count(event, widget, manager) -> None:
    manager.dialog_data["n"] = manager.dialog_data.get("n", 0) + 1


@pytest.fixture
def messages():
    return MockMessageManager()


@pytest.fixture
async def client(messages):
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.first, mode=StartMode.RESET_STACK)

    dispatcher = Dispatcher(storage=JsonMemoryStorage())
    dispatcher.include_routers(
        router,
        Dialog(
            Window(
                Format("first {dialog_data}"),
                Button(Const("Count"), id="count", on_click=count),
                Next(),
                Cancel(),
                state=Main.first,
            ),
            Window(Const("second"), Back(), state=Main.second),
        ),
    )
    setup_dialogs(dispatcher, message_manager=messages)
    return BotClient(dispatcher)


@pytest.mark.parametrize(
    ("buttons", "text"),
    [
        (["Count"], "first {'n': 1}"),
        (["Count", "Count", "Count"], "first {'n': 3}"),
        (["Count", "Next"], "second"),
        # Closing keeps a message without a text.
        (["Count", "Cancel"], None),
    ],
)
async def test_the_first_message_is_pressed(client, messages, buttons, text):
    await client.send("/start")
    first = messages.one_message()

    for button in buttons:
        messages.reset_history()
        pressed = await client.click(first, InlineButtonTextLocator(button))
        messages.assert_answered(pressed)

    assert messages.one_message().text == text
