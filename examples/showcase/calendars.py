"""A calendar that speaks the language of its user."""

from datetime import date, timedelta
from typing import Any

from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import (
    Calendar,
    CalendarScope,
    CalendarUserConfig,
)
from aiogram_dialog.widgets.kbd.calendar_kbd import (
    CalendarDaysView,
    CalendarMonthView,
    CalendarScopeView,
    CalendarYearsView,
)
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.text import Format, Text

MONTHS = {
    "en": "January February March April May June July August September "
    "October November December",
    "de": "Januar Februar März April Mai Juni Juli August September "
    "Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre "
    "octubre noviembre diciembre",
}
WEEKDAYS = {
    "en": "Mon Tue Wed Thu Fri Sat Sun",
    "de": "Mo Di Mi Do Fr Sa So",
    "es": "lu ma mi ju vi sá do",
}
MONDAY, SUNDAY = 0, 6
DAYS_AHEAD = 60


def language_of(manager: DialogManager) -> str:
    language = manager.middleware_data["event_from_user"].language_code
    return language if language in MONTHS else "en"


class MonthText(Text):
    """Name a month; in a template it is ``{name}``."""

    def __init__(self, template: str) -> None:
        super().__init__()
        self.template = template

    async def _render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str:
        names = MONTHS[language_of(manager)].split()
        day: date = data["date"]
        return self.template.format(name=names[day.month - 1], date=day)


class WeekdayText(Text):
    async def _render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str:
        names = WEEKDAYS[language_of(manager)].split()
        return names[data["date"].weekday()]


def is_chosen(
    data: dict[str, Any],
    widget: Any,
    manager: DialogManager,
) -> bool:
    return manager.dialog_data.get("day") == data["date"].isoformat()


class DeliveryCalendar(Calendar):
    """Offer the days of the next two months."""

    def _init_views(self) -> dict[CalendarScope, CalendarScopeView]:
        day_text = Format("✅ {date.day}", when=is_chosen)
        return {
            CalendarScope.DAYS: CalendarDaysView(
                self._item_callback_data,
                date_text=day_text | Format("{date.day}"),
                today_text=day_text | Format("[{date.day}]"),
                date_style=Style("success", when=is_chosen),
                weekday_text=WeekdayText(),
                header_text=MonthText("🗓 {name} {date.year}"),
                prev_month_text=MonthText("« {name}"),
                next_month_text=MonthText("{name} »"),
            ),
            CalendarScope.MONTHS: CalendarMonthView(
                self._item_callback_data,
                month_text=MonthText("{name}"),
                this_month_text=MonthText("[{name}]"),
            ),
            CalendarScope.YEARS: CalendarYearsView(self._item_callback_data),
        }

    async def _get_user_config(
        self,
        data: dict[str, Any],  # noqa: ARG002 - of all calendars
        manager: DialogManager,
    ) -> CalendarUserConfig:
        # It is asked for each time: the bot may run for longer than a day.
        today = date.today()  # noqa: DTZ011 - where the bot runs
        is_english = language_of(manager) == "en"
        return CalendarUserConfig(
            firstweekday=SUNDAY if is_english else MONDAY,
            min_date=today,
            max_date=today + timedelta(days=DAYS_AHEAD),
            month_columns=2,
        )
