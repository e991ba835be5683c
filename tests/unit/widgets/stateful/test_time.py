from datetime import time

import pytest
from aiogram import F

from aiogram_dialog.widgets.kbd import TimeSelect
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.text import Format

WIDGET = "<ManagedTimeSelect <TimeSelect id=t>>"


@pytest.fixture
def at(desk, notes):
    return desk(
        TimeSelect(
            "t",
            on_hour_click=notes.handler("hour"),
            on_minute_click=notes.handler("minute"),
            on_value_changed=notes.handler("changed"),
        ),
    )


async def test_look(at):
    rows = await at.seen()

    assert [len(row) for row in rows] == [1, 6, 6, 6, 6, 1, 6, 6]
    assert rows[0] == ["Hour>t"]
    assert rows[1][:2] == ["0>t:h0", "1>t:h1"]
    assert rows[4][-1] == "23>t:h23"
    assert rows[5] == ["Minute>t"]
    assert rows[7][-1] == "55>t:m55"
    assert at.state == {"t": [None, None]}


@pytest.mark.parametrize("kept", [(5, 10), [5, 10]])
async def test_chosen(desk, kept):
    at = desk(
        TimeSelect(
            "t",
            hour_width=5,
            minute_width=4,
            minute_precision=10,
            button_text=Format("{value}{data[unit]}"),
            button_selected_style=Style("primary"),
        ),
        {"unit": "!"},
        {"t": kept},
    )

    rows = await at.buttons()

    assert [len(row) for row in rows] == [1, 5, 5, 5, 5, 4, 1, 4, 2]
    chosen = [
        button
        for row in rows
        for button in row
        if getattr(button, "style", None) == "primary"
    ]
    assert [button.callback_data for button in chosen] == ["t:h5", "t:m10"]
    assert [button.text for button in chosen] == ["[5]", "[10]"]
    assert rows[1][0].text == "0!"


async def test_life(at, notes):
    assert await at.clicks("t:h5")
    assert at.state == {"t": [5, None]}
    assert notes.take() == [
        ("hour", "t:h5", "as sent", WIDGET, 5),
        ("changed", "t:h5", "as sent", WIDGET, None),
    ]

    assert await at.clicks("t:m10")
    assert at.state == {"t": [5, 10]}
    assert notes.take() == [
        ("minute", "t:m10", "as sent", WIDGET, 10),
        ("changed", "t:m10", "as sent", WIDGET, time(5, 10)),
    ]


@pytest.mark.parametrize(
    "data",
    [
        "t",
        "t:",
        "t:q",
        "t:h",
        "t:hx",
        "t:h25",
        "t:h-1",
        "t:m60",
        "t:5",
        "t:h١",
        "t:h 1",
    ],
)
async def test_clicks_that_are_none(at, notes, data):
    assert not await at.clicks(data)
    assert at.state == {}
    assert notes.take() == []


async def test_from_code(at, notes):
    widget = at.managed("t")
    assert widget.get_value() is None

    await widget.set_value(time(7, 30, 59))
    assert widget.get_value() == time(7, 30)
    assert at.state == {"t": [7, 30]}

    await widget.set_value(None)
    assert widget.get_value() is None
    assert at.state == {"t": [None, None]}
    assert notes.take() == [
        ("changed", "elsewhere", "as sent", WIDGET, time(7, 30, 59)),
        ("changed", "elsewhere", "as sent", WIDGET, None),
    ]


@pytest.mark.parametrize(
    "kept",
    [
        5,
        "ab",
        {},
        [],
        [5],
        [5, 10, 15],
        ["5", None],
        [24, 0],
        [0, 60],
        [-1, 0],
    ],
)
async def test_what_is_no_state_is_nothing(at, kept):
    at.state["t"] = kept
    assert at.managed("t").get_value() is None

    at.state["t"] = kept
    await at.buttons()
    assert at.state == {"t": [None, None]}

    at.state["t"] = kept
    assert await at.clicks("t:h5")
    assert at.state == {"t": [5, None]}


@pytest.mark.parametrize("default", [time(7, 30), F["it"]])
async def test_what_is_no_state_gives_way_to_a_default(desk, default):
    at = desk(
        TimeSelect("t", default=default),
        {"it": time(7, 30)},
        {"t": "x"},
    )

    await at.buttons()

    assert at.state == {"t": [7, 30]}


@pytest.mark.parametrize("name", ["hour_width", "minute_width"])
def test_no_width(name):
    with pytest.raises(
        ValueError, match="<TimeSelect id=t> must be 1 or more"
    ):
        TimeSelect("t", **{name: 0})


@pytest.mark.parametrize("precision", [-1, 0, 60])
def test_no_precision(precision):
    with pytest.raises(ValueError, match=f"<TimeSelect id=t> is {precision}"):
        TimeSelect("t", minute_precision=precision)


async def test_lowest_precision(desk):
    at = desk(TimeSelect("t", minute_precision=59))

    assert (await at.sent())[-1] == ["t:m0", "t:m59"]
