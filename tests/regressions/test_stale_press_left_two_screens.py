"""A press tells of its message as it was when the button was pressed.

Meanwhile another press has put a picture into it. Editing it as a text is
refused, a new message is sent, and the old one kept its buttons.
"""

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.emulator import faults
from aiogram_dialog.widgets.kbd import Button, SwitchTo
from aiogram_dialog.widgets.media import StaticMedia
from aiogram_dialog.widgets.text import Const, Format

PICTURE = "https://example.com/picture.jpg"


class Main(StatesGroup):
    text = State()
    photo = State()


async def restart(event, widget, manager):
    await manager.start(Main.text, mode=StartMode.RESET_STACK)


@pytest.fixture
async def stage(make_stage, any_storage):
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await restart(None, None, dialog_manager)

    stage = await make_stage(
        router,
        Dialog(
            Window(
                Format("text"),
                SwitchTo(Const("Photo"), id="photo", state=Main.photo),
                Button(Const("Restart"), id="restart", on_click=restart),
                state=Main.text,
            ),
            Window(
                Const("photo"),
                StaticMedia(url=PICTURE),
                SwitchTo(Const("Text"), id="text", state=Main.text),
                Button(Const("Restart"), id="restart", on_click=restart),
                state=Main.photo,
            ),
        ),
        storage=any_storage,
    )
    stage.world.publish(PICTURE, b"picture")
    await stage.says("/start")
    return stage


@pytest.mark.parametrize("is_removal_refused", [False, True])
async def test_two_presses_at_once(stage, is_removal_refused):
    if is_removal_refused:
        stage.world.faults.add(
            faults.refuses(400, "message can't be deleted"),
            method="deleteMessage",
        )
    screen = stage.last_message()
    stage.ann.presses(stage.chat, "Photo", of=screen)
    stage.ann.presses(stage.chat, "Restart", of=screen)
    await stage.settle_concurrently()

    assert [
        it.text
        for it in stage.world.messages(stage.chat)
        if it.inline_keyboard
    ] == ["text"]
    await stage.presses("Photo")
    assert stage.last_message().text == "photo"
