"""Rows of years were filled with years of the next page."""

from aiogram_dialog.widgets.kbd import Calendar, CalendarConfig
from aiogram_dialog.widgets.text import Const


async def test_the_last_row_is_short(open_window):
    ann = await open_window(
        Const("."),
        Calendar(
            "day",
            config=CalendarConfig(years_per_page=10, years_columns=4),
        ),
        state={
            "day": {"current_offset": "1960-01-01", "current_scope": "YEARS"},
        },
    )

    years = [year for row in ann.buttons()[:-1] for year in row]
    assert years == [str(year) for year in range(1960, 1970)]
