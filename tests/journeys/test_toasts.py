"""Texts that clicks show over the chat: one answer for each press."""

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.emulator import faults
from aiogram_dialog.emulator.journal import Answered
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import (
    Button,
    Cancel,
    Group,
    ListGroup,
    Next,
    Row,
    Start,
)
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.text import Const, Format

TOO_LONG = "x" * 201


class Main(StatesGroup):
    first = State()
    second = State()


class Sub(StatesGroup):
    only = State()


async def count(callback, button, manager) -> None:
    manager.dialog_data["n"] = manager.dialog_data.get("n", 0) + 1


async def toast(callback, button, manager) -> None:
    manager.toast("of the handler", alert=True)


async def toast_row(callback, button, manager) -> None:
    manager.toast(f"row {manager.item_id}")


async def toast_twice(callback, button, manager) -> None:
    manager.toast("first")
    manager.toast("second")
    manager.toast("third", replace=False)


async def answer(callback, button, manager) -> None:
    await callback.answer("I have answered")
    manager.toast("too late")


async def answer_early(callback, button, manager) -> None:
    manager.toast("early")
    await manager.answer_callback()


async def fail(callback, button, manager) -> None:
    manager.toast("all is well")
    raise ZeroDivisionError


async def toast_too_long(callback, button, manager) -> None:
    manager.toast(TOO_LONG)


async def toast_text(message, widget, manager, text) -> None:
    manager.toast("nobody sees this")


async def toast_tap(callback, button, manager) -> None:
    manager.toast("nobody sees this either")


@pytest.fixture
async def stage(make_stage):
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.first, mode=StartMode.RESET_STACK)

    @router.message(Command("menu"))
    async def menu(message) -> None:
        button = InlineKeyboardButton(text="Plain", callback_data="plain")
        markup = InlineKeyboardMarkup(inline_keyboard=[[button]])
        await message.answer("menu", reply_markup=markup)

    @router.callback_query(lambda callback: callback.data == "plain")
    async def plain(callback, dialog_manager) -> None:
        dialog_manager.toast("of no dialog")

    main = Dialog(
        Window(
            Const("main"),
            Row(
                Button(
                    Const("Count"),
                    id="count",
                    on_click=count,
                    toast=Format("n is {dialog_data[n]}"),
                ),
                Button(
                    Const("Alert"),
                    id="alert",
                    toast="!",
                    alert=True,
                ),
                Button(
                    Const("Own"),
                    id="own",
                    on_click=toast,
                    toast=Const("of the button"),
                ),
                Button(Const("Twice"), id="twice", on_click=toast_twice),
                Button(
                    Const("None"),
                    id="none",
                    toast=Const("never", when="never"),
                ),
            ),
            Row(
                Button(
                    Const("Answer"),
                    id="answer",
                    on_click=answer,
                    toast=Const("not seen"),
                ),
                Button(Const("Early"), id="early", on_click=answer_early),
                Button(Const("Fail"), id="fail", on_click=fail),
                Button(Const("Long"), id="long", on_click=toast_too_long),
            ),
            ListGroup(
                Button(Format("Row {item}"), id="row", on_click=toast_row),
                id="list",
                item_id_getter=str,
                items=[1, 2],
            ),
            Group(
                Start(Const("Sub"), id="sub", state=Sub.only, toast="Start"),
                Next(toast="Next"),
            ),
            TextInput("text", on_success=toast_text),
            state=Main.first,
        ),
        Window(
            Const("keys"),
            Button(Const("Tap"), id="tap", on_click=toast_tap),
            markup_factory=ReplyKeyboardFactory(),
            state=Main.second,
        ),
    )
    sub = Dialog(
        Window(
            Const("sub"),
            Cancel(toast=Format("Bye {start_data}")),
            state=Sub.only,
        ),
    )
    stage = await make_stage(router, main, sub)
    await stage.says("/start")
    stage.new_calls()
    return stage


def answers(stage) -> list[str]:
    """Return what presses were answered with since the last time."""
    new = stage.world.journal[stage.seen :]
    stage.seen = len(stage.world.journal)
    return [
        f"{'ALERT ' if entry.show_alert else ''}{entry.text or '-'}"
        for entry in new
        if isinstance(entry, Answered)
    ]


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("Count", "n is 1"),
        ("Alert", "ALERT !"),
        ("Own", "ALERT of the handler"),
        ("Twice", "second"),
        ("None", "-"),
        ("Early", "early"),
        ("Row 2", "row 2"),
        ("Sub", "Start"),
        ("Next", "Next"),
    ],
)
async def test_toast(stage, button, expected):
    await stage.presses(button)

    assert answers(stage) == [expected]


async def test_toast_of_a_dialog_that_is_closed_by_it(stage):
    await stage.presses("Sub")
    answers(stage)

    await stage.presses("Cancel")

    assert answers(stage) == ["Bye None"]


async def test_handler_has_answered(stage, caplog):
    await stage.presses("Answer")

    assert answers(stage) == ["I have answered"]
    assert "'too late' is not seen" in caplog.text


async def test_handler_has_answered_in_vain(stage, caplog):
    stage.world.faults.add(
        faults.refuses(500, "Internal Server Error"),
        method="answerCallbackQuery",
        nth=1,
    )

    await stage.presses("Answer")

    assert "TelegramServerError" in caplog.text
    assert answers(stage) == ["-"]


@pytest.mark.parametrize(
    ("button", "error"),
    [("Fail", ZeroDivisionError), ("Long", ValueError)],
)
async def test_handler_that_fails(stage, button, error):
    with pytest.raises(error):
        await stage.presses(button)

    assert answers(stage) == ["-"]


@pytest.mark.parametrize("says", [None, "Sorry"])
async def test_handler_of_errors(stage, says):
    @stage.dispatcher.error()
    async def sorry(event) -> bool:
        if says:
            await event.update.callback_query.answer(says, show_alert=True)
        return True

    await stage.presses("Fail")

    assert answers(stage) == [f"ALERT {says}" if says else "-"]


async def test_click_of_no_dialog(stage):
    await stage.says("/menu")
    await stage.presses("Plain")

    assert answers(stage) == ["of no dialog"]


async def test_what_is_no_click(stage, caplog):
    await stage.says("hello")
    assert "not Message: 'nobody sees this' is not seen" in caplog.text

    await stage.presses("Next")
    answers(stage)
    await stage.taps("Tap")
    assert "'nobody sees this either' is not seen" in caplog.text
    assert answers(stage) == []


async def test_presses_are_told_apart(stage):
    for button in ("Count", "Early", "Count"):
        await stage.presses(button)

    assert answers(stage) == ["n is 1", "early", "n is 2"]
