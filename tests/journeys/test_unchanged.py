"""Edits that would change nothing are not sent; answers may come early."""

import asyncio

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseEventIsolation

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.context.isolation import LocalEventIsolation
from aiogram_dialog.emulator import faults
from aiogram_dialog.emulator.journal import Answered
from aiogram_dialog.message.message_manager import MessageManager
from aiogram_dialog.widgets.kbd import Button, Checkbox, Row, Url
from aiogram_dialog.widgets.text import Const, Format


class Main(StatesGroup):
    only = State()


async def edit_by_hand(callback, button, manager) -> None:
    await callback.message.edit_text("by hand")


async def flip(callback, button, manager) -> None:
    manager.dialog_data["on"] = not manager.dialog_data.get("on")


async def get_state(dialog_manager, **_):
    return {"state": "On" if dialog_manager.dialog_data.get("on") else "Off"}


async def toast(callback, button, manager) -> None:
    manager.toast("done")


def make_dialog(text="Menu", **window):
    return Dialog(
        Window(
            Const(text),
            Row(
                Button(Const("Nothing"), id="nothing"),
                Button(Const("Edit"), id="edit", on_click=edit_by_hand),
                Button(Const("Toast"), id="toast", on_click=toast),
            ),
            Row(
                Checkbox(Const("[x]"), Const("[ ]"), id="check"),
                Button(Format("{state}"), id="flip", on_click=flip),
            ),
            Url(Const("Site"), Const("https://example.org/")),
            getter=get_state,
            state=Main.only,
            **window,
        ),
    )


@pytest.fixture
def open_bot(make_stage):
    async def open_it(dialog=None, *, is_known=True, **setup):
        router = Router()

        @router.message(Command("start"))
        async def start(message, dialog_manager) -> None:
            await dialog_manager.start(Main.only, mode=StartMode.RESET_STACK)

        @router.message(Command("again"))
        async def again(message, dialog_manager) -> None:
            await dialog_manager.show()

        stage = await make_stage(router, dialog or make_dialog(), **setup)
        await stage.says("/start")
        if is_known:
            # From the first click on it is seen what Telegram holds.
            await press(stage, "[ ]")
        return stage

    return open_it


async def press(stage, button):
    """Press a button some seconds after whatever was before."""
    stage.world.advance(3)
    stage.new_calls()
    await stage.presses(button)
    return [call.partition("(")[0] for call in stage.new_calls()]


EDITED = ["EditMessageText", "AnswerCallbackQuery"]
ANSWERED = ["AnswerCallbackQuery"]


async def test_nothing_has_changed(open_bot):
    stage = await open_bot()

    assert await press(stage, "Nothing") == ANSWERED
    assert await press(stage, "Nothing") == ANSWERED
    assert await press(stage, "[x]") == EDITED
    assert await press(stage, "Nothing") == ANSWERED


async def test_the_first_click_says_nothing_of_what_was_before(open_bot):
    stage = await open_bot(is_known=False)

    assert await press(stage, "Nothing") == EDITED
    assert await press(stage, "[ ]") == EDITED
    assert await press(stage, "Nothing") == ANSWERED


async def test_quick_clicks_undo_each_other(open_bot):
    stage = await open_bot()
    stage.world.advance(3)
    stage.new_calls()

    # Both are pressed before the first one is handled.
    stage.ann.presses(stage.chat, "Off")
    stage.ann.presses(stage.chat, "Off")
    await stage.settle()

    rows = stage.world.last_message(stage.chat).inline_keyboard
    assert rows[1][1]["text"] == "Off"
    assert [call.partition("(")[0] for call in stage.new_calls()] == [
        *EDITED,
        *EDITED,
    ]


async def test_a_message_edited_by_hand_is_shown_again(open_bot):
    stage = await open_bot()

    assert await press(stage, "Edit") == ["EditMessageText", *EDITED]
    assert stage.world.last_message(stage.chat).content["text"] == "Menu"


async def test_edits_within_one_second_are_unclear(open_bot):
    stage = await open_bot()
    stage.world.advance(3)
    await stage.presses("[x]")
    await stage.presses("[ ]")

    assert await press(stage, "Nothing") == EDITED


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("a*b", {}),
        ("Menu", {"protect_content": False}),
    ],
)
async def test_what_is_not_certain(open_bot, text, window):
    stage = await open_bot(make_dialog(text, **window))

    assert await press(stage, "Nothing") == EDITED


async def test_formatted_texts(open_bot):
    stage = await open_bot(make_dialog("<b>Menu</b>", parse_mode="HTML"))

    assert await press(stage, "Nothing") == EDITED


async def test_what_telegram_finds_in_texts_does_no_harm(open_bot):
    stage = await open_bot(make_dialog("Write to @ann or /start"))

    assert await press(stage, "Nothing") == ANSWERED


async def test_a_bot_of_many_workers_sends_all_edits(open_bot):
    class SharedIsolation(BaseEventIsolation):
        local = LocalEventIsolation()

        def lock(self, key):
            return self.local.lock(key)

        async def close(self) -> None:
            await self.local.close()

    stage = await open_bot(events_isolation=SharedIsolation())

    assert await press(stage, "Nothing") == EDITED


async def test_messages_are_no_clicks(open_bot):
    stage = await open_bot()
    stage.world.advance(3)
    stage.new_calls()

    await stage.says("/again")

    assert [call.partition("(")[0] for call in stage.new_calls()] == [
        "SendMessage",
        "EditMessageReplyMarkup",
    ]


async def test_answers_overlap_edits_if_asked_for(open_bot):
    stage = await open_bot(
        message_manager=MessageManager(overlap_answer=True),
    )
    stage.world.advance(3)
    gate = faults.Gate()
    stage.world.faults.add(faults.held(before=gate), method="editMessageText")
    stage.ann.presses(stage.chat, "Toast")
    seen = len(stage.world.journal)
    settling = asyncio.create_task(stage.settle())
    await gate.reached()
    await asyncio.sleep(0.01)

    answered = [
        it.text
        for it in stage.world.journal[seen:]
        if isinstance(it, Answered)
    ]
    gate.open()
    await settling
    assert answered == ["done"]
    assert (
        len(
            [
                it
                for it in stage.world.journal[seen:]
                if isinstance(it, Answered)
            ]
        )
        == 1
    )


async def test_an_early_answer_does_not_hide_errors(open_bot, caplog):
    stage = await open_bot(
        message_manager=MessageManager(overlap_answer=True),
    )
    stage.world.advance(3)
    stage.world.faults.add(
        faults.refuses(400, "SOMETHING_WRONG"),
        method="editMessageText",
    )

    await stage.presses("Nothing")

    assert "SOMETHING_WRONG" in caplog.text
    assert any(it.startswith("Answer") for it in stage.new_calls())
