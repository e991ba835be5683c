"""Turning the year on 29 February, or beyond the last year, failed."""

from datetime import date

import pytest

from aiogram_dialog.widgets.kbd import Calendar, CalendarConfig
from aiogram_dialog.widgets.text import Const


@pytest.mark.parametrize(
    ("offset", "item", "expected"),
    [
        ("1996-02-29", "+Y", "1997-02-28"),
        ("1996-02-29", "-Y", "1995-02-28"),
        ("9999-12-31", "+Y", "9999-12-31"),
        ("9999-12-31", "+YY", "9999-12-31"),
        ("9999-12-31", "+", "9999-12-31"),
        ("0001-01-01", "-Y", "0001-01-01"),
        ("0001-01-01", "-YY", "0001-01-01"),
        ("0001-01-01", "-", "0001-01-01"),
    ],
)
async def test_it_is_turned(open_window, forge, kept, offset, item, expected):
    ann = await open_window(
        Const("."),
        Calendar(
            "day",
            config=CalendarConfig(min_date=date.min, max_date=date.max),
        ),
        state={"day": {"current_offset": offset, "current_scope": "MONTHS"}},
    )

    await forge(ann, f"day:{item}")

    assert (await kept(ann))["day"]["current_offset"] == expected
