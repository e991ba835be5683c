"""Numbers that nobody has offered raised errors, and some were stored."""

import pytest

from aiogram_dialog.widgets.kbd import (
    Calendar,
    NumberedPager,
    ScrollingGroup,
    Select,
    StubScroll,
    TimeSelect,
)
from aiogram_dialog.widgets.text import Const, Format


@pytest.mark.parametrize(
    "data",
    [
        "time:q",
        "time:h25",
        "time:h-1",
        "time:m60",
        "time:h",
        "day:x",
        "day:MONTH13",
        "day:MONTH",
        "day:YEAR0",
        "day:YEAR99999",
        "day:99999999999999999999",
        "group:x",
        "group:" + "9" * 40,
        "pager:x",
        "pager:1.5",
        "select:x",
        "select:",
    ],
)
async def test_they_change_nothing(open_window, forge, kept, data):
    told = []

    async def note(*args):
        told.append(args)

    ann = await open_window(
        Const("."),
        TimeSelect("time", on_hour_click=note, on_minute_click=note),
        Calendar("day", on_click=note),
        StubScroll("stub", 3, on_page_changed=note),
        NumberedPager("stub", id="pager"),
        ScrollingGroup(
            Select(Format("{item}"), "select", str, [1, 2], int, note),
            id="group",
            width=1,
            height=1,
            on_page_changed=note,
        ),
    )
    before = await kept(ann)

    await forge(ann, data)

    assert await kept(ann) == before
    assert not told
