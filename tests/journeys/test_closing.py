"""What becomes of the message when the last dialog is done."""

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, ShowMode, StartMode, Window
from aiogram_dialog.api.entities import ClosingMode
from aiogram_dialog.widgets.kbd import Button, Cancel, Start, Url
from aiogram_dialog.widgets.text import Const, Format

ANSWER = "AnswerCallbackQuery"


class Menu(StatesGroup):
    only = State()


class Order(StatesGroup):
    pay = State()
    thanks = State()


async def pay(callback, button, manager) -> None:
    manager.dialog_data["paid"] = 7
    await manager.done("paid")


async def pay_quietly(callback, button, manager) -> None:
    await manager.done("paid", show_mode=ShowMode.NO_UPDATE)


async def keep_result(start_data, result, manager) -> None:
    manager.dialog_data["result"] = result


def make_routers(**options) -> list[Router]:
    router = Router()

    @router.message(Command("order"))
    async def order(message, dialog_manager) -> None:
        await dialog_manager.start(Order.pay, mode=StartMode.RESET_STACK)

    @router.message(Command("menu"))
    async def menu(message, dialog_manager) -> None:
        await dialog_manager.start(Menu.only, mode=StartMode.RESET_STACK)

    return [
        router,
        Dialog(
            Window(
                Format("menu {dialog_data}"),
                Start(Const("Order"), id="order", state=Order.pay),
                state=Menu.only,
            ),
            on_process_result=keep_result,
        ),
        Dialog(
            Window(
                Const("order"),
                Button(Const("Pay"), id="pay", on_click=pay),
                Button(Const("Quietly"), id="quietly", on_click=pay_quietly),
                Cancel(),
                state=Order.pay,
            ),
            Window(
                Format("thanks for {dialog_data[paid]}"),
                Url(Const("Shop"), Const("https://example.org")),
                state=Order.thanks,
            ),
            **options,
        ),
    ]


@pytest.fixture
def make(make_stage, any_storage):
    async def make(**options):
        stage = await make_stage(*make_routers(**options), storage=any_storage)
        await stage.says("/order")
        stage.new_calls()
        return stage

    return make


def contexts(stage) -> list[str]:
    return [
        name
        for name, record in stage.records().items()
        if name.startswith("aiogd:context") and record
    ]


@pytest.mark.parametrize(
    ("closing", "calls"),
    [
        ({}, ["EditMessageReplyMarkup(m1, none)", ANSWER]),
        (
            {"closing": ClosingMode.DROP_KEYBOARD},
            ["EditMessageReplyMarkup(m1, none)", ANSWER],
        ),
        ({"closing": ClosingMode.KEEP}, [ANSWER]),
        ({"closing": ClosingMode.DELETE}, ["DeleteMessage(m1)", ANSWER]),
        (
            {"closing": Order.thanks},
            ['EditMessageText(m1, "thanks for 7", inline [[Shop]])', ANSWER],
        ),
    ],
)
async def test_what_becomes_of_the_message(make, closing, calls):
    stage = await make(**closing)

    await stage.presses("Pay")

    assert stage.new_calls() == calls
    assert contexts(stage) == []


@pytest.mark.parametrize("closing", [*ClosingMode, Order.thanks])
async def test_nothing_is_shown_where_nothing_is_to_be_shown(make, closing):
    stage = await make(closing=closing)

    await stage.presses("Quietly")

    assert stage.new_calls() == [ANSWER]
    assert contexts(stage) == []


@pytest.mark.parametrize("closing", [*ClosingMode, Order.thanks])
async def test_what_is_below_is_shown_as_ever(make, closing):
    stage = await make(closing=closing)
    await stage.says("/menu")
    await stage.presses("Order")
    stage.new_calls()

    await stage.presses("Pay")

    assert stage.new_calls() == [
        "EditMessageText(m2, \"menu {'result': 'paid'}\", inline [[Order]])",
        ANSWER,
    ]


@pytest.mark.parametrize("closing", [ClosingMode.KEEP, Order.thanks])
async def test_a_message_that_was_kept_is_left_behind(make, closing):
    stage = await make(closing=closing)
    await stage.presses("Pay")
    stage.new_calls()

    await stage.says("/menu")

    assert stage.new_calls() == [
        'SendMessage(m2, "menu {}", inline [[Order]])',
    ]


async def test_a_button_that_was_kept_goes_when_it_is_pressed(make):
    stage = await make(closing=ClosingMode.KEEP)
    await stage.presses("Pay")
    stage.new_calls()

    await stage.presses("Pay")

    assert stage.new_calls() == ["EditMessageReplyMarkup(m1, none)", ANSWER]


async def test_a_last_window_that_fails_closes_nothing(make):
    stage = await make(closing=Order.thanks)
    before = stage.records()

    with pytest.raises(KeyError):
        await stage.presses("Cancel")

    assert stage.records() == before


def test_the_last_window_is_one_of_the_dialog():
    with pytest.raises(ValueError, match=r"Menu:only.*Order:pay"):
        make_routers(closing=Menu.only)
