"""Counting days, months and years."""

from datetime import date, datetime, timedelta, tzinfo

EPOCH = date(1970, 1, 1)
# A Monday: names of weekdays and months are made of the dates around it.
BEARING_DATE = date(2018, 1, 1)

_SECONDS_OF_DAY = 24 * 60 * 60
_MONTHS_OF_YEAR = 12
MONTHS = range(1, _MONTHS_OF_YEAR + 1)


def raw_from_date(d: date) -> int:
    """Return the seconds from 1970-01-01 to the beginning of a day."""
    return (d - EPOCH).days * _SECONDS_OF_DAY


def date_from_raw(raw_date: int) -> date:
    """Return the day that is so many seconds after 1970-01-01.

    Raises ``OverflowError`` if there is no such day.
    """
    return EPOCH + timedelta(days=raw_date // _SECONDS_OF_DAY)


def get_today(tz: tzinfo | None) -> date:
    """Return what day it is in a time zone, None for the local one."""
    return datetime.now(tz).date()


def month_begin(offset: date) -> date:
    """Return the first day of the month."""
    return offset.replace(day=1)


def next_month_begin(offset: date) -> date:
    """Return the first day of the next month."""
    if offset.month == _MONTHS_OF_YEAR:
        return date(offset.year + 1, 1, 1)
    return date(offset.year, offset.month + 1, 1)


def prev_month_begin(offset: date) -> date:
    """Return the first day of the previous month."""
    if offset.month == 1:
        return date(offset.year - 1, _MONTHS_OF_YEAR, 1)
    return date(offset.year, offset.month - 1, 1)


def month_end(offset: date) -> date:
    """Return the last day of the month."""
    # The 28th is in every month, and 4 days later is the next one.
    try:
        next_month = offset.replace(day=28) + timedelta(days=4)
    except OverflowError:
        return date.max
    return next_month - timedelta(days=next_month.day)


def with_year(offset: date, year: int) -> date:
    """Return the same day of another year, the 28th for 29 February.

    Raises ``ValueError`` if there is no such year.
    """
    try:
        return offset.replace(year=year)
    except ValueError:
        return offset.replace(year=year, day=28)
