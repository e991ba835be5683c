"""Several years."""

from datetime import date
from typing import Any

from aiogram.types import InlineKeyboardButton

from aiogram_dialog.api.internal import StyleWidget, TextWidget
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.kbd.button_face import render_button
from aiogram_dialog.widgets.kbd.rows import in_rows
from aiogram_dialog.widgets.style import EMPTY_STYLE

from .config import CalendarConfig
from .dates import get_today
from .items import (
    CALLBACK_NEXT_YEARS_PAGE,
    CALLBACK_PREFIX_YEAR,
    CALLBACK_PREV_YEARS_PAGE,
)
from .texts import (
    NEXT_YEARS_PAGE_TEXT,
    PREV_YEARS_PAGE_TEXT,
    THIS_YEAR_TEXT,
    YEAR_TEXT,
)
from .view import (
    CalendarScopeView,
    CallbackGenerator,
    empty_button,
)


class CalendarYearsView(CalendarScopeView):
    """Draw several years.

    Texts and styles are rendered with ``year``, ``date`` and the window's
    ``data``.
    """

    def __init__(
        self,
        callback_generator: CallbackGenerator,
        year_text: TextWidget = YEAR_TEXT,
        this_year_text: TextWidget = THIS_YEAR_TEXT,
        next_page_text: TextWidget = NEXT_YEARS_PAGE_TEXT,
        prev_page_text: TextWidget = PREV_YEARS_PAGE_TEXT,
        year_style: StyleWidget = EMPTY_STYLE,
        this_year_style: StyleWidget = EMPTY_STYLE,
        next_page_style: StyleWidget = EMPTY_STYLE,
        prev_page_style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        self.callback_generator = callback_generator
        self.year_text = year_text
        self.this_year_text = this_year_text
        self.next_page_text = next_page_text
        self.prev_page_text = prev_page_text
        self.year_style = year_style
        self.this_year_style = this_year_style
        self.next_page_style = next_page_style
        self.prev_page_style = prev_page_style

    async def render(
        self,
        config: CalendarConfig,
        offset: date,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> list[list[InlineKeyboardButton]]:
        """Return the year of ``offset`` and the years after it."""
        return [
            *await self._render_years(config, offset, data, manager),
            await self._render_pager(config, offset, data, manager),
        ]

    async def _render_years(
        self,
        config: CalendarConfig,
        offset: date,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> list[list[InlineKeyboardButton]]:
        this_year = get_today(config.timezone).year
        buttons = [
            await self._render_year_button(
                year,
                this_year,
                data,
                config,
                manager,
            )
            for year in range(offset.year, offset.year + config.years_per_page)
        ]
        return in_rows(buttons, config.years_columns)

    def _is_year_allowed(self, config: CalendarConfig, year: int) -> bool:
        return config.touches_year(year)

    async def _render_year_button(
        self,
        year: int,
        this_year: int,
        data: dict[str, Any],
        config: CalendarConfig,
        manager: DialogManager,
    ) -> InlineKeyboardButton:
        if not self._is_year_allowed(config, year):
            return empty_button()
        if year == this_year:
            text, style = self.this_year_text, self.this_year_style
        else:
            text, style = self.year_text, self.year_style
        return await render_button(
            text,
            style,
            {"year": year, "date": date(year, 1, 1), "data": data},
            manager,
            self.callback_generator(f"{CALLBACK_PREFIX_YEAR}{year}"),
        )

    async def _render_pager(
        self,
        config: CalendarConfig,
        offset: date,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> list[InlineKeyboardButton]:
        first_year = config.min_date.year
        following = offset.year + config.years_per_page
        has_previous = offset.year > first_year
        has_next = following <= config.max_date.year
        if not (has_previous or has_next):
            return []
        previous_button = next_button = empty_button()
        if has_previous:
            previous = max(first_year, offset.year - config.years_per_page)
            previous_button = await render_button(
                self.prev_page_text,
                self.prev_page_style,
                _page_data(previous, config, data),
                manager,
                self.callback_generator(CALLBACK_PREV_YEARS_PAGE),
            )
        if has_next:
            next_button = await render_button(
                self.next_page_text,
                self.next_page_style,
                _page_data(following, config, data),
                manager,
                self.callback_generator(CALLBACK_NEXT_YEARS_PAGE),
            )
        return [previous_button, next_button]


def _page_data(
    year: int,
    config: CalendarConfig,
    data: dict[str, Any],
) -> dict[str, Any]:
    first_day = date(year, 1, 1)
    shown = max(config.min_date, min(first_day, config.max_date))
    return {"year": year, "date": shown, "data": data}
