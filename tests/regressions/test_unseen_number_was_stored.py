"""A counter kept a plain default before anybody had changed it."""

import pytest
from aiogram import F, Router
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.widgets.kbd import Counter
from aiogram_dialog.widgets.text import Const, Format


class Main(StatesGroup):
    only = State()


@pytest.fixture
def play(make_stage, any_storage):
    async def play(counter):
        router = Router()

        @router.message(F.text == "/start")
        async def start(message, dialog_manager) -> None:
            await dialog_manager.start(Main.only, mode=StartMode.RESET_STACK)

        window = Window(Const("x"), counter, state=Main.only)
        stage = await make_stage(router, Dialog(window), storage=any_storage)
        await stage.says("/start")
        return stage

    return play


def stored(stage):
    [context] = [
        record
        for name, record in stage.records().items()
        if name.startswith("aiogd:context")
    ]
    return context["widget_data"]


@pytest.mark.parametrize("default", [0, 1, 5, 1.5])
@pytest.mark.parametrize("text", [None, Format("{value:g}")])
async def test_a_plain_number(play, default, text):
    stage = await play(Counter("c", default=default, text=text))
    assert stored(stage) == {}

    await stage.presses("+")
    assert stored(stage) == {"c": default + 1}


async def test_a_number_that_is_found(play):
    counter = Counter("c", default=lambda *_: 7, text=None)

    stage = await play(counter)
    assert stored(stage) == {"c": 7}

    await stage.presses("+")
    assert stored(stage) == {"c": 8}


async def test_a_hidden_counter(play):
    stage = await play(Counter("c", default=1, when="nothing"))

    assert stored(stage) == {}


async def test_a_press_that_changes_nothing(play):
    stage = await play(Counter("c", default=1, min_value=1))

    await stage.presses("-")
    await stage.presses("1")

    assert stored(stage) == {}
