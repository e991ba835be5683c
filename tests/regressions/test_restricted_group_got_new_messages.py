"""In a group that restricts saving content each press sent a new message.

Telegram calls every message of such a group protected; that was taken for
what the window had asked for.
"""

from dataclasses import replace

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.widgets.kbd import Row, SwitchTo
from aiogram_dialog.widgets.media import StaticMedia
from aiogram_dialog.widgets.text import Const

URL = "https://example.com/picture.jpg"


class Main(StatesGroup):
    first = State()
    second = State()


def window(state, *widgets, **options):
    return Window(
        Const("look"),
        Row(
            SwitchTo(Const("first"), "first", Main.first),
            SwitchTo(Const("second"), "second", Main.second),
        ),
        *widgets,
        state=state,
        **options,
    )


@pytest.fixture
def play(make_stage, any_storage):
    async def play(*windows):
        router = Router()

        @router.message(Command("start"))
        async def start(message, dialog_manager) -> None:
            await dialog_manager.start(Main.first, mode=StartMode.RESET_STACK)

        stage = await make_stage(
            router,
            Dialog(*windows),
            storage=any_storage,
        )
        world = stage.world
        world.state.web[URL] = b"picture"
        stage.chat = world.supergroup("Readers", stage.ann, stage.account)
        chats = world.state.chats
        chats[stage.chat] = replace(
            chats[stage.chat],
            has_protected_content=True,
        )
        await stage.says("/start")
        stage.new_calls()
        return stage

    return play


def methods(stage):
    return [line.partition("(")[0] for line in stage.new_calls()]


@pytest.mark.parametrize("widgets", [[], [StaticMedia(url=URL)]])
@pytest.mark.parametrize("protect_content", [None, False, True])
async def test_edited(play, widgets, protect_content):
    said = {"protect_content": protect_content}
    stage = await play(
        window(Main.first, *widgets, **said),
        window(Main.second, *widgets, **said),
    )
    edit = "EditMessageMedia" if widgets else "EditMessageText"

    await stage.presses("second")
    assert methods(stage) == [edit, "AnswerCallbackQuery"]

    command = stage.bg_factory.bg(
        stage.bot,
        stage.ann.id,
        stage.chat.id,
        stack_id=f"<{stage.ann.id}>",
    )
    await command.switch_to(Main.first)
    await stage.quiet()
    assert methods(stage) == [edit]


async def test_a_change_of_protection_is_sent(play):
    stage = await play(
        window(Main.first),
        window(Main.second, protect_content=True),
    )

    await stage.presses("second")
    assert "SendMessage" in methods(stage)
    await stage.presses("second")
    assert "SendMessage" not in methods(stage)
    await stage.presses("first")
    assert "SendMessage" in methods(stage)
