"""Turning the pages of a calendar, within its limits."""

from collections.abc import Callable
from datetime import date

from .config import CalendarConfig
from .dates import (
    month_begin,
    month_end,
    next_month_begin,
    prev_month_begin,
    with_year,
)
from .items import (
    CALLBACK_NEXT_MONTH,
    CALLBACK_NEXT_YEAR,
    CALLBACK_NEXT_YEARS_PAGE,
    CALLBACK_PREV_MONTH,
    CALLBACK_PREV_YEAR,
    CALLBACK_PREV_YEARS_PAGE,
)

# A step that would leave the limits is not made. Where the calendar is
# out of them already, steps towards them are.
Step = Callable[[date, CalendarConfig], date]


def _next_month(offset: date, config: CalendarConfig) -> date:
    if month_end(offset) >= config.max_date:
        return offset
    return next_month_begin(offset)


def _prev_month(offset: date, config: CalendarConfig) -> date:
    if month_begin(offset) <= config.min_date:
        return offset
    return prev_month_begin(offset)


def _forward(offset: date, config: CalendarConfig, years: int) -> date:
    year = offset.year + years
    if year > config.max_date.year:
        return offset
    return with_year(offset, year)


def _backward(offset: date, config: CalendarConfig, years: int) -> date:
    first_year = config.min_date.year
    if offset.year <= first_year:
        return offset
    return with_year(offset, max(first_year, offset.year - years))


STEPS: dict[str, Step] = {
    CALLBACK_NEXT_MONTH: _next_month,
    CALLBACK_PREV_MONTH: _prev_month,
    CALLBACK_NEXT_YEAR: lambda offset, config: _forward(offset, config, 1),
    CALLBACK_PREV_YEAR: lambda offset, config: _backward(offset, config, 1),
    CALLBACK_NEXT_YEARS_PAGE: lambda offset, config: _forward(
        offset,
        config,
        config.years_per_page,
    ),
    CALLBACK_PREV_YEARS_PAGE: lambda offset, config: _backward(
        offset,
        config,
        config.years_per_page,
    ),
}
