"""Five months in a row made a thirteenth month."""

from aiogram_dialog.widgets.kbd import Calendar, CalendarConfig
from aiogram_dialog.widgets.text import Const


async def test_the_last_row_is_short(open_window):
    ann = await open_window(
        Const("."),
        Calendar("day", config=CalendarConfig(month_columns=5)),
        state={
            "day": {"current_offset": "1999-05-01", "current_scope": "MONTHS"},
        },
    )

    assert [len(row) for row in ann.buttons()] == [1, 5, 5, 2, 3]
    assert ann.buttons()[3] == ["November", "December"]
