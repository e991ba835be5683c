"""A bot of calendars and times."""

from datetime import date, time, timezone
from typing import Any

from aiogram import F
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import (
    Button,
    Calendar,
    CalendarConfig,
    CalendarScope,
    CalendarUserConfig,
    Next,
    Row,
    TimeSelect,
)
from aiogram_dialog.widgets.kbd.calendar_kbd import (
    CalendarDaysView,
    CalendarMonthView,
    CalendarYearsView,
)
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.text import Const, Format

from .notes import noting


class Main(StatesGroup):
    plain = State()
    limited = State()
    own = State()
    times = State()


STATES = Main.__states__
WORDS = ["hello"]
TALK = 0.03
# Far from the day of the test, which is marked as today.
DAY = date(2014, 2, 15)


class OwnCalendar(Calendar):
    """A calendar with texts of its own, and wishes of its user."""

    def _init_views(self) -> dict[Any, Any]:
        make = self._item_callback_data
        return {
            CalendarScope.DAYS: CalendarDaysView(
                make,
                date_text=Format("{date.day}"),
                weekday_text=Format("{week_day}"),
                header_text=Format("{date:%m.%y} {data[odd]}"),
                zoom_out_text=Const("Months"),
                next_month_text=Format("{month} >"),
                prev_month_text=Format("< {month}"),
                date_style=Style("primary", when=F["date"].day == 13),
                header_style=Style("success"),
                weekday_style=Style("danger", when=F["data"]["odd"]),
            ),
            CalendarScope.MONTHS: CalendarMonthView(
                make,
                month_text=Format("{month}"),
                header_text=Format("{date.year}"),
                zoom_out_text=Const("Years"),
                next_year_text=Format("{year} >"),
                prev_year_text=Format("< {year}"),
                month_style=Style("primary"),
            ),
            CalendarScope.YEARS: CalendarYearsView(
                make,
                year_text=Format("'{date:%y}"),
                next_page_text=Const(">"),
                prev_page_text=Const("<"),
                next_page_style=Style("danger"),
            ),
        }

    async def _get_user_config(
        self, data: Any, manager: Any
    ) -> CalendarUserConfig:
        return CalendarUserConfig(firstweekday=data["odd"] * 6)


async def begin(manager: Any) -> None:
    for name in ("plain", "limited", "own"):
        manager.find(name).set_offset(DAY)


async def zoom(manager: Any) -> None:
    manager.find("limited").set_scope(CalendarScope.YEARS)
    calendar = manager.find("own")
    calendar.set_scope(CalendarScope.YEARS)
    manager.dialog_data["was"] = str(calendar.get_offset())


async def noon(manager: Any) -> None:
    await manager.find("time").set_value(time(12, 0, 30))


async def reset(manager: Any) -> None:
    await manager.find("time").set_value(None)


async def count(manager: Any) -> None:
    data = manager.dialog_data
    data["count"] = data.get("count", 0) + 1


async def get_data(dialog_manager: Any, **kwargs: Any) -> dict[str, Any]:
    return {"odd": dialog_manager.dialog_data.get("count", 0) % 2}


def times() -> list[Any]:
    return [
        TimeSelect(
            "time",
            on_hour_click=noting("hour"),
            on_minute_click=noting("minute"),
            on_value_changed=noting("time"),
        ),
        TimeSelect(
            "small",
            hour_header=Format("Hour {odd}"),
            minute_header=Const("Minute"),
            button_text=Format("{value:02}"),
            button_selected_text=Format("> {value} {data[odd]}"),
            header_style=Style("primary"),
            button_style=Style("danger", when=F["value"] == 0),
            button_selected_style=Style("success"),
            on_value_changed=noting("small"),
            hour_width=8,
            minute_precision=20,
            minute_width=2,
            when="odd",
        ),
    ]


def dialogs() -> list[Dialog]:
    limited = CalendarConfig(
        firstweekday=6,
        timezone=timezone.utc,
        min_date=date(2013, 11, 11),
        max_date=date(2015, 6, 16),
        month_columns=4,
        years_per_page=4,
        years_columns=2,
    )
    out = Button(Const("Zoom"), "zoom", noting("zoom", zoom))
    more = Button(Const("More"), "more", noting("more", count))
    return [
        Dialog(
            Window(
                Const("Plain"),
                Calendar("plain", on_click=noting("plain")),
                Next(),
                state=Main.plain,
            ),
            Window(
                Const("Limited"),
                Calendar("limited", noting("limited"), config=limited),
                out,
                Next(),
                state=Main.limited,
            ),
            Window(
                Format("Own {dialog_data}"),
                OwnCalendar("own", noting("own")),
                more,
                out,
                Next(),
                state=Main.own,
            ),
            Window(
                Const("Times"),
                *times(),
                Row(
                    Button(Const("Noon"), "noon", noting("noon", noon)),
                    Button(Const("Reset"), "reset", noting("reset", reset)),
                    more,
                ),
                state=Main.times,
            ),
            getter=get_data,
            on_start=noting("start", begin),
        ),
    ]
