"""Texts of weekdays got the data of the window inside other data."""

from aiogram_dialog.widgets.kbd import Calendar
from aiogram_dialog.widgets.kbd.calendar_kbd import (
    CalendarDaysView,
    CalendarScope,
)
from aiogram_dialog.widgets.text import Const, Format


class MyCalendar(Calendar):
    def _init_views(self):
        return {
            CalendarScope.DAYS: CalendarDaysView(
                self._item_callback_data,
                weekday_text=Format("{data[name]}{week_day}"),
            ),
        }


async def test_all_get_the_same(open_window):
    ann = await open_window(
        Const("."),
        MyCalendar("day"),
        getter={"name": "d"},
        state={"day": {"current_offset": "1999-05-01"}},
    )

    assert ann.buttons()[1] == ["d1", "d2", "d3", "d4", "d5", "d6", "d7"]
