"""A handler or a middleware that answers clicks failed at a reply key."""

import pytest
from aiogram import F, Router
from aiogram.fsm.state import State, StatesGroup
from aiogram.utils.callback_answer import CallbackAnswerMiddleware

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.text import Const, Format


class Main(StatesGroup):
    only = State()


@pytest.fixture
async def stage(make_stage):
    router = Router()

    @router.message(F.text == "/start")
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.only, mode=StartMode.RESET_STACK)

    async def on_click(callback, button, manager):
        answer = callback.answer("Saved", show_alert=True)
        manager.dialog_data["answered"] = await answer
        return answer

    stage = await make_stage(
        router,
        Dialog(
            Window(
                Format("{dialog_data}"),
                Button(Const("save"), "save", on_click),
                markup_factory=ReplyKeyboardFactory(),
                state=Main.only,
            ),
        ),
    )
    await stage.says("/start")
    stage.new_calls()
    return stage


def methods(stage):
    return [line.partition("(")[0] for line in stage.new_calls()]


async def test_by_a_handler(stage):
    await stage.taps("save")

    assert stage.last_message().content["text"] == "{'answered': True}"
    assert methods(stage) == ["SendMessage", "DeleteMessage"]


@pytest.mark.parametrize("pre", [True, False])
async def test_by_a_middleware(stage, pre):
    for observer in (
        stage.dispatcher.callback_query,
        *(router.callback_query for router in stage.dispatcher.sub_routers),
    ):
        observer.middleware(CallbackAnswerMiddleware(pre=pre, text="ok"))

    await stage.taps("save")

    assert methods(stage) == ["SendMessage", "DeleteMessage"]
