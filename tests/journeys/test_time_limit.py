"""A dialog with a time limit: the next press says that it is over."""

from datetime import timedelta
from time import time

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.context.metadata import take_metadata
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Button, Start
from aiogram_dialog.widgets.text import Const, Format

HOUR = timedelta(hours=1)
STAMP = "aiogd:stamp"


class Menu(StatesGroup):
    only = State()


class Offer(StatesGroup):
    only = State()


class Late(StatesGroup):
    only = State()


async def keep_result(start_data, result, manager) -> None:
    manager.dialog_data["result"] = result


async def count(event, widget, manager, *args) -> None:
    count = manager.dialog_data.get("count", 0)
    manager.dialog_data["count"] = count + 1


def make_routers(limit=HOUR, **options) -> list[Router]:
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Menu.only, mode=StartMode.RESET_STACK)

    @router.message(Command("offer"))
    async def offer(message, dialog_manager) -> None:
        await dialog_manager.start(Offer.only, mode=StartMode.RESET_STACK)

    return [
        router,
        Dialog(
            Window(
                Format("menu {dialog_data}"),
                Start(Const("Offer"), id="offer", state=Offer.only),
                state=Menu.only,
            ),
            on_process_result=keep_result,
        ),
        Dialog(
            Window(
                Format("offer {dialog_data}"),
                Button(Const("Buy"), id="buy", on_click=count),
                TextInput(id="text", on_success=count),
                state=Offer.only,
            ),
            time_limit=limit,
            **options,
        ),
        Dialog(Window(Const("too late"), state=Late.only)),
    ]


async def wait(stage, passed: timedelta) -> None:
    """Let what is stored be older."""
    storage = stage.dispatcher.storage
    keys = storage.records if hasattr(storage, "records") else storage.storage
    for key in list(keys):
        record = await storage.get_data(key)
        stamp = record.get("widget_data", {}).get(STAMP)
        if stamp:
            stamp["started_at"] -= passed.total_seconds()
            await storage.set_data(key, record)


@pytest.fixture
async def make(make_stage, any_storage):
    async def make(**options):
        stage = await make_stage(*make_routers(**options), storage=any_storage)
        await stage.says("/start")
        await stage.presses("Offer")
        stage.new_calls()
        return stage

    return make


def shown(stage) -> str:
    return stage.last_message().text


async def test_within_its_time_all_is_as_ever(make):
    stage = await make()
    await wait(stage, HOUR * 0.9)

    await stage.presses("Buy")
    await stage.says("hello")

    assert shown(stage) == "offer {'count': 2}"


async def test_the_time_counts_from_the_start(make):
    stage = await make()
    await wait(stage, HOUR * 0.6)
    await stage.presses("Buy")
    await wait(stage, HOUR * 0.6)

    await stage.presses("Buy")

    assert shown(stage) == "menu {'result': None}"


@pytest.mark.parametrize("deed", ["presses", "says"])
async def test_over_time_the_dialog_is_closed(make, deed):
    stage = await make()
    await wait(stage, HOUR * 1.1)

    await getattr(stage, deed)("Buy")

    assert shown(stage) == "menu {'result': None}"
    states = [record.get("state") for record in stage.records().values()]
    assert "Offer:only" not in states


async def test_a_click_that_comes_too_late_is_answered(make):
    stage = await make()
    await wait(stage, HOUR * 1.1)

    await stage.presses("Buy")

    assert stage.new_calls()[-1] == "AnswerCallbackQuery"


async def test_the_last_dialog_loses_its_buttons_and_its_records(make):
    stage = await make()
    await stage.says("/offer")
    stage.new_calls()
    await wait(stage, HOUR * 1.1)

    await stage.presses("Buy")

    assert stage.new_calls() == [
        "EditMessageReplyMarkup(m2, none)",
        "AnswerCallbackQuery",
    ]
    assert not any(
        name.startswith("aiogd:context") and record
        for name, record in stage.records().items()
    )


async def test_the_hook_says_so(make):
    async def say(manager) -> None:
        manager.toast("The offer has ended.")

    stage = await make(on_timeout=say)
    await wait(stage, HOUR * 1.1)

    await stage.presses("Buy")

    assert shown(stage) == "menu {'result': None}"
    assert stage.new_calls()[-1] == (
        'AnswerCallbackQuery("The offer has ended.")'
    )


async def test_the_hook_sees_what_was_kept(make):
    seen = {}

    async def look(manager) -> None:
        seen.update(manager.dialog_data)

    stage = await make(on_timeout=look)
    await stage.presses("Buy")
    await wait(stage, HOUR * 1.1)

    await stage.presses("Buy")

    assert seen == {"count": 1}


async def test_the_hook_may_give_a_result(make):
    async def give(manager) -> None:
        await manager.done("expired")

    stage = await make(on_timeout=give)
    await wait(stage, HOUR * 1.1)

    await stage.presses("Buy")

    assert shown(stage) == "menu {'result': 'expired'}"


async def test_the_hook_may_start_another_dialog(make):
    async def go(manager) -> None:
        await manager.start(Late.only, mode=StartMode.RESET_STACK)

    stage = await make(on_timeout=go)
    await wait(stage, HOUR * 1.1)

    await stage.presses("Buy")

    assert shown(stage) == "too late"
    contexts = [it for it in stage.records() if "context" in it]
    assert len([it for it in contexts if stage.records()[it]]) == 1


async def test_a_hook_that_fails_changes_nothing(make):
    async def fail(manager) -> None:
        manager.dialog_data["spoilt"] = True
        raise ValueError("no hook")

    stage = await make(on_timeout=fail)
    await wait(stage, HOUR * 1.1)
    before = stage.records()

    with pytest.raises(ValueError, match="no hook"):
        await stage.presses("Buy")

    assert stage.records() == before


async def test_a_limit_that_comes_later_counts_from_the_next_event(
    make, any_storage, make_stage
):
    stage = await make(limit=None)
    later = await make_stage(*make_routers(), storage=any_storage, name="b2")
    stage.dispatcher = later.dispatcher

    await stage.presses("Buy")

    stamps = [
        take_metadata(dict(record["widget_data"]))
        for record in stage.records().values()
        if record.get("state") == "Offer:only"
    ]
    assert [abs(it.started_at - time()) < 60 for it in stamps] == [True]
    await wait(stage, HOUR * 1.1)
    await stage.presses("Buy")
    assert shown(stage) == "menu {'result': None}"


async def test_dialogs_without_a_limit_are_stored_as_ever(make):
    stage = await make(limit=None)
    await wait(stage, HOUR * 100)

    await stage.presses("Buy")

    (record,) = [
        record
        for record in stage.records().values()
        if record.get("state") == "Offer:only"
    ]
    assert record["widget_data"] == {}
