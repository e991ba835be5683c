"""A settings window that begins as the data say, and then as Ann chooses."""

from datetime import date, time

import pytest
from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.widgets.input import MessageInput, TextInput
from aiogram_dialog.widgets.kbd import (
    Button,
    Calendar,
    Checkbox,
    Counter,
    Group,
    ListGroup,
    Multiselect,
    Radio,
    Row,
    SwitchTo,
    TimeSelect,
    Toggle,
)
from aiogram_dialog.widgets.text import Const, Format


class Settings(StatesGroup):
    main = State()
    when = State()


async def get_settings(dialog_manager, **kwargs):
    name = dialog_manager.find("name").get_value()
    return {
        "said": name,
        "size": "m",
        "sizes": [("Small", "s"), ("Medium", "m"), ("Large", "l")],
        "user": {"name": "Ann", "tags": ["new", "kind"], "limit": 3},
        "dishes": [
            {"key": "tea", "count": 2, "hot": True},
            {"key": "ice", "count": 0},
        ],
        "noon": time(12),
    }


async def find_limit(data, widget, manager):
    return data["user"]["limit"]


def find_day(data, widget, manager):
    return date(2024, 2, 29)


async def make_old(callback, button, manager):
    """Keep what was kept before there were defaults."""
    widget_data = manager.current_context().widget_data
    widget_data.clear()
    widget_data.update(name=None, size=None, cup=None, n=False)


def choice(kind, *texts, **params):
    return kind(
        *map(Format, texts),
        item_id_getter=F[1],
        items="sizes",
        **params,
    )


@pytest.fixture
async def stage(make_stage, any_storage):
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(
            Settings.main,
            mode=StartMode.RESET_STACK,
        )

    dialog = Dialog(
        Window(
            Format("for {said}"),
            Group(
                Checkbox(
                    Const("news on"), Const("news off"), "n", default=True
                ),
                choice(
                    Radio,
                    "({item[0]})",
                    "{item[0]}",
                    id="size",
                    default="size",
                ),
                choice(Toggle, "cup {item[0]}", id="cup", default="l"),
                Multiselect(
                    Format("+{item}"),
                    Format("{item}"),
                    "tags",
                    item_id_getter=str,
                    items=["new", "rare", "kind"],
                    default=F["user"]["tags"],
                ),
                Counter("limit", default=find_limit),
            ),
            ListGroup(
                Row(
                    Checkbox(
                        Format("{item[key]} hot"),
                        Format("{item[key]} cold"),
                        "hot",
                        default=F["item"]["hot"],
                    ),
                    Counter(
                        "count",
                        default=F["item"]["count"],
                        minus=None,
                        plus=Const("more"),
                    ),
                ),
                id="dishes",
                item_id_getter="key",
                items="dishes",
            ),
            Row(
                SwitchTo(Const("When"), "go", Settings.when),
                Button(Const("old"), "old", on_click=make_old),
            ),
            TextInput("name", default=F["user"]["name"]),
            MessageInput(None),
            state=Settings.main,
        ),
        Window(
            Const("when"),
            TimeSelect(
                "time",
                minute_precision=30,
                hour_width=8,
                default="noon",
            ),
            Calendar("day", default=find_day),
            SwitchTo(Const("Back"), "back", Settings.main),
            state=Settings.when,
            getter=get_settings,
        ),
        getter=get_settings,
    )
    stage = await make_stage(router, dialog, storage=any_storage)
    await stage.says("/start")
    return stage


def state_of(stage):
    (context,) = [
        record
        for destiny, record in stage.records().items()
        if "context" in destiny
    ]
    return context["widget_data"]


def labels(stage):
    return [
        [button["text"] for button in row]
        for row in stage.last_message().inline_keyboard
    ]


FIRST = {
    "name": "Ann",
    "n": True,
    "size": "m",
    "cup": "l",
    "tags": ["new", "kind"],
    "limit": 3,
    "dishes": {
        "tea": {"hot": True, "count": 2},
        "ice": {"hot": False, "count": 0},
    },
}


LABELS = [
    ["news on"],
    ["Small", "(Medium)", "Large"],
    ["cup Large"],
    ["+new", "rare", "+kind"],
    ["-", "3", "+"],
    ["tea hot", "2", "more"],
    ["ice cold", "0", "more"],
    ["When", "old"],
]


async def test_a_window_begins_with_its_defaults(stage):
    # The name was not known when the text was drawn.
    assert stage.last_message().text == "for None"
    assert labels(stage) == LABELS
    assert state_of(stage) == FIRST


async def test_what_is_chosen_stays(stage):
    for button in ("news on", "Small", "+kind", "+", "tea hot"):
        await stage.presses(button)
    await stage.says("Bob")

    assert stage.last_message().text == "for Bob"
    assert labels(stage) == [
        ["news off"],
        ["(Small)", "Medium", "Large"],
        ["cup Large"],
        ["+new", "rare", "kind"],
        ["-", "4", "+"],
        ["tea cold", "2", "more"],
        ["ice cold", "0", "more"],
        ["When", "old"],
    ]
    assert state_of(stage) == {
        **FIRST,
        "name": "Bob",
        "n": False,
        "size": "s",
        "tags": ["new"],
        "limit": 4,
        "dishes": {
            "tea": {"hot": False, "count": 2},
            "ice": {"hot": False, "count": 0},
        },
    }


async def test_each_window_has_its_own(stage):
    await stage.presses("When")

    assert state_of(stage) == {
        **FIRST,
        "time": [12, 0],
        "day": {"current_offset": "2024-02-29"},
    }
    shown = [text for row in labels(stage) for text in row]
    assert "[12]" in shown
    assert "[0]" in shown
    assert any("February 2024" in text for text in shown)

    await stage.presses("Back")
    assert stage.last_message().text == "for Ann"
    assert labels(stage) == LABELS


async def test_older_records_begin_anew_where_nothing_was_chosen(stage):
    await stage.presses("old")

    assert state_of(stage) == {**FIRST, "n": False}
