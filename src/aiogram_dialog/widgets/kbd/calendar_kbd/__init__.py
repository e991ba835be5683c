"""Choosing a date."""

from aiogram_dialog.api.internal.moved_names import moved_names

from .calendar import Calendar, CalendarData, ManagedCalendar, OnDateSelected
from .config import CalendarConfig, CalendarScope, CalendarUserConfig
from .dates import (
    BEARING_DATE,
    EPOCH,
    date_from_raw,
    get_today,
    month_begin,
    next_month_begin,
    prev_month_begin,
    raw_from_date,
)
from .days import CalendarDaysView
from .items import (
    CALLBACK_NEXT_MONTH,
    CALLBACK_NEXT_YEAR,
    CALLBACK_NEXT_YEARS_PAGE,
    CALLBACK_PREFIX_MONTH,
    CALLBACK_PREFIX_YEAR,
    CALLBACK_PREV_MONTH,
    CALLBACK_PREV_YEAR,
    CALLBACK_PREV_YEARS_PAGE,
    CALLBACK_SCOPE_MONTHS,
    CALLBACK_SCOPE_YEARS,
)
from .months import CalendarMonthView
from .texts import (
    DATE_TEXT,
    DAYS_HEADER_TEXT,
    MONTH_TEXT,
    MONTHS_HEADER_TEXT,
    NEXT_MONTH_TEXT,
    NEXT_YEAR_TEXT,
    NEXT_YEARS_PAGE_TEXT,
    PREV_MONTH_TEXT,
    PREV_YEAR_TEXT,
    PREV_YEARS_PAGE_TEXT,
    THIS_MONTH_TEXT,
    THIS_YEAR_TEXT,
    TODAY_TEXT,
    WEEK_DAY_TEXT,
    YEAR_TEXT,
    ZOOM_OUT_TEXT,
)
from .view import CalendarScopeView, CallbackGenerator, empty_button
from .years import CalendarYearsView

__all__ = [
    "BEARING_DATE",
    "CALLBACK_NEXT_MONTH",
    "CALLBACK_NEXT_YEAR",
    "CALLBACK_NEXT_YEARS_PAGE",
    "CALLBACK_PREFIX_MONTH",
    "CALLBACK_PREFIX_YEAR",
    "CALLBACK_PREV_MONTH",
    "CALLBACK_PREV_YEAR",
    "CALLBACK_PREV_YEARS_PAGE",
    "CALLBACK_SCOPE_MONTHS",
    "CALLBACK_SCOPE_YEARS",
    "DATE_TEXT",
    "DAYS_HEADER_TEXT",
    "EPOCH",
    "MONTHS_HEADER_TEXT",
    "MONTH_TEXT",
    "NEXT_MONTH_TEXT",
    "NEXT_YEARS_PAGE_TEXT",
    "NEXT_YEAR_TEXT",
    "PREV_MONTH_TEXT",
    "PREV_YEARS_PAGE_TEXT",
    "PREV_YEAR_TEXT",
    "THIS_MONTH_TEXT",
    "THIS_YEAR_TEXT",
    "TODAY_TEXT",
    "WEEK_DAY_TEXT",
    "YEAR_TEXT",
    "ZOOM_OUT_TEXT",
    "Calendar",
    "CalendarConfig",
    "CalendarData",
    "CalendarDaysView",
    "CalendarMonthView",
    "CalendarScope",
    "CalendarScopeView",
    "CalendarUserConfig",
    "CalendarYearsView",
    "CallbackGenerator",
    "ManagedCalendar",
    "OnDateSelected",
    "date_from_raw",
    "empty_button",
    "get_today",
    "month_begin",
    "next_month_begin",
    "prev_month_begin",
    "raw_from_date",
]

__getattr__ = moved_names(__name__)
