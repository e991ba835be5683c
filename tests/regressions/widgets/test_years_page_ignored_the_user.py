"""Pages of years were turned as far as the bot said, not the user."""

from aiogram_dialog.widgets.kbd import Calendar, CalendarUserConfig
from aiogram_dialog.widgets.text import Const


class MyCalendar(Calendar):
    async def _get_user_config(self, data, manager):
        return CalendarUserConfig(years_per_page=4)


async def test_pages_are_as_long_as_they_are_shown(open_window, kept):
    ann = await open_window(
        Const("."),
        MyCalendar("day"),
        state={
            "day": {"current_offset": "1960-01-01", "current_scope": "YEARS"},
        },
    )

    assert ann.buttons()[-1] == ["<< 1956", "1964 >>"]
    await ann.presses("1964 >>")
    assert (await kept(ann))["day"]["current_offset"] == "1964-01-01"
