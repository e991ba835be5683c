"""The months of the last allowed year had no buttons to go back."""

from datetime import date

from aiogram_dialog.widgets.kbd import Calendar, CalendarConfig
from aiogram_dialog.widgets.text import Const


async def test_there_is_one(open_window, kept):
    ann = await open_window(
        Const("."),
        Calendar(
            "day",
            config=CalendarConfig(
                min_date=date(1998, 1, 1),
                max_date=date(1999, 12, 31),
            ),
        ),
        state={
            "day": {"current_offset": "1999-05-01", "current_scope": "MONTHS"},
        },
    )

    assert ann.buttons()[-1] == ["<< 1998", "🔍", " "]
    await ann.presses("<< 1998")
    assert (await kept(ann))["day"]["current_offset"] == "1998-05-01"
