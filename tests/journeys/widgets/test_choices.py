"""Widgets that remember what was chosen."""

from datetime import date, time

import pytest
from aiogram import F

from aiogram_dialog.widgets.kbd import (
    Button,
    Calendar,
    CalendarConfig,
    Checkbox,
    Column,
    Counter,
    Group,
    Multiselect,
    Radio,
    Select,
    TimeSelect,
    Toggle,
)
from aiogram_dialog.widgets.text import Const, Format

FRUITS = [(1, "Apple"), (2, "Pear"), (3, "Plum")]
CHECKED, UNCHECKED = Format("(x) {item[1]}"), Format("( ) {item[1]}")


@pytest.fixture
def told(log):
    return {
        "on_click": log("on_click"),
        "on_state_changed": log("on_state_changed"),
    }


async def test_checkbox(play, told):
    await play(
        Const("."),
        Checkbox(Const("[x]"), Const("[ ]"), id="check", **told),
        script=["press [ ]", "press [x]"],
    )


async def test_select(play, log):
    await play(
        Const("."),
        Column(
            Select(
                Format("{pos}/{pos0} {item[1]}"),
                id="fruit",
                item_id_getter=lambda item: item[0],
                items=FRUITS,
                type_factory=int,
                on_click=log("on_click"),
            ),
        ),
        script=["press 2/1 Pear"],
    )


async def test_radio(play, told):
    await play(
        Const("."),
        Radio(CHECKED, UNCHECKED, "fruit", F[0], FRUITS, int, **told),
        script=["press ( ) Pear", "press (x) Pear", "press ( ) Plum"],
    )


async def test_multiselect(play, told):
    await play(
        Const("."),
        Multiselect(
            CHECKED,
            UNCHECKED,
            id="fruit",
            item_id_getter=F[0],
            items=FRUITS,
            min_selected=1,
            max_selected=2,
            **told,
        ),
        script=[
            "press ( ) Plum",
            "press (x) Plum",
            "press ( ) Apple",
            "press ( ) Pear",
            "press (x) Plum",
        ],
    )


async def test_toggle(play, told):
    await play(
        Const("."),
        Toggle(
            Format("{item[1]}, then {target_item[1]}"),
            id="fruit",
            item_id_getter=F[0],
            items=FRUITS,
            **told,
        ),
        script=[
            "press Apple, then Pear",
            "press Pear, then Plum",
            "press Plum, then Apple",
        ],
    )


async def test_counter(play, log):
    await play(
        Const("."),
        Counter(
            "count",
            plus=Const("more"),
            minus=Const("less"),
            text=Format("{value:g} of 2"),
            max_value=2,
            cycle=True,
            on_click=log("on_click"),
            on_text_click=log("on_text_click"),
            on_value_changed=log("on_value_changed"),
        ),
        script=[
            "press more",
            "press 1 of 2",
            "press more",
            "press more",
            "press less",
        ],
    )


async def test_time(play, log):
    await play(
        Const("."),
        TimeSelect(
            "time",
            hour_width=12,
            minute_precision=15,
            on_hour_click=log("on_hour_click"),
            on_minute_click=log("on_minute_click"),
            on_value_changed=log("on_value_changed"),
        ),
        script=["press Hour", "press 7", "press 45", "press 23"],
    )


async def open_february(data, manager) -> None:
    manager.find("day").set_offset(date(2024, 2, 15))


# Years that are gone for good: none of these days is today.
async def open_1990(data, manager) -> None:
    manager.find("day").set_offset(date(1990, 2, 15))


async def test_calendar(play, log):
    await play(
        Const("."),
        Calendar("day", on_click=log("on_click")),
        dialog={"on_start": open_1990},
        script=[
            "press 28",
            "press March 1990 >>",
            "press 🗓 March 1990",
            "press 1991 >>",
            "press June",
            "press 🔍",
            "press 🔍",
            "press 1999",
            "press January",
            "press 31",
        ],
    )


async def test_calendar_at_its_limits(play, log):
    await play(
        Const("."),
        Calendar(
            "day",
            on_click=log("on_click"),
            config=CalendarConfig(
                firstweekday=6,
                min_date=date(2024, 2, 10),
                max_date=date(2024, 3, 5),
                month_columns=4,
            ),
        ),
        dialog={"on_start": open_february},
        script=[
            "press 10",
            "press March 2024 >>",
            "press 05",
            "press 🔍",
            "press 🗓 2024",
            "press 2024",
            "press February",
        ],
    )


async def test_defaults(play):
    await play(
        Format("{dialog_data}"),
        Checkbox(Const("[x]"), Const("[ ]"), id="check", default="is_new"),
        Radio(
            CHECKED,
            UNCHECKED,
            "radio",
            F[0],
            FRUITS,
            default=F["favourite"],
        ),
        Multiselect(CHECKED, UNCHECKED, "multi", F[0], FRUITS, default=[1]),
        Toggle(Format("{item[1]}!"), "toggle", F[0], FRUITS, default=3),
        Counter("count", default=load_count),
        Group(
            TimeSelect("time", default=time(7, 45)),
            when="never",
        ),
        Button(Const("Again"), id="again"),
        getter={"is_new": True, "favourite": 2},
        script=["press [x]", "press ( ) Apple", "press Again"],
    )


async def load_count(data, widget, manager) -> int:
    return data["favourite"] * 10
