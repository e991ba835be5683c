"""The months of a year."""

from datetime import date
from typing import Any

from aiogram.types import InlineKeyboardButton

from aiogram_dialog.api.internal import StyleWidget, TextWidget
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.kbd.button_face import render_button
from aiogram_dialog.widgets.kbd.rows import in_rows
from aiogram_dialog.widgets.style import EMPTY_STYLE

from .config import CalendarConfig
from .dates import BEARING_DATE, MONTHS, get_today, month_end
from .items import (
    CALLBACK_NEXT_YEAR,
    CALLBACK_PREFIX_MONTH,
    CALLBACK_PREV_YEAR,
    CALLBACK_SCOPE_YEARS,
)
from .texts import (
    MONTH_TEXT,
    MONTHS_HEADER_TEXT,
    NEXT_YEAR_TEXT,
    PREV_YEAR_TEXT,
    THIS_MONTH_TEXT,
    ZOOM_OUT_TEXT,
)
from .view import (
    CalendarScopeView,
    CallbackGenerator,
    empty_button,
)

_NO_MONTH = 0


class CalendarMonthView(CalendarScopeView):
    """Draw the months of a year.

    Texts and styles are rendered with ``date`` and the window's ``data``;
    those of months with ``month``, too, those of the pager with ``year``.
    """

    def __init__(
        self,
        callback_generator: CallbackGenerator,
        month_text: TextWidget = MONTH_TEXT,
        this_month_text: TextWidget = THIS_MONTH_TEXT,
        header_text: TextWidget = MONTHS_HEADER_TEXT,
        zoom_out_text: TextWidget = ZOOM_OUT_TEXT,
        next_year_text: TextWidget = NEXT_YEAR_TEXT,
        prev_year_text: TextWidget = PREV_YEAR_TEXT,
        month_style: StyleWidget = EMPTY_STYLE,
        this_month_style: StyleWidget = EMPTY_STYLE,
        header_style: StyleWidget = EMPTY_STYLE,
        zoom_out_style: StyleWidget = EMPTY_STYLE,
        next_year_style: StyleWidget = EMPTY_STYLE,
        prev_year_style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        self.callback_generator = callback_generator
        self.month_text = month_text
        self.this_month_text = this_month_text
        self.header_text = header_text
        self.zoom_out_text = zoom_out_text
        self.next_year_text = next_year_text
        self.prev_year_text = prev_year_text
        self.month_style = month_style
        self.this_month_style = this_month_style
        self.header_style = header_style
        self.zoom_out_style = zoom_out_style
        self.next_year_style = next_year_style
        self.prev_year_style = prev_year_style

    async def render(
        self,
        config: CalendarConfig,
        offset: date,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> list[list[InlineKeyboardButton]]:
        """Return the year of ``offset``."""
        return [
            await self._render_header(config, offset, data, manager),
            *await self._render_months(config, offset, data, manager),
            await self._render_pager(config, offset, data, manager),
        ]

    async def _render_header(
        self,
        config: CalendarConfig,
        offset: date,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> list[InlineKeyboardButton]:
        return [
            await render_button(
                self.header_text,
                self.header_style,
                {"date": offset, "data": data},
                manager,
                self.callback_generator(CALLBACK_SCOPE_YEARS),
            ),
        ]

    async def _render_months(
        self,
        config: CalendarConfig,
        offset: date,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> list[list[InlineKeyboardButton]]:
        today = get_today(config.timezone)
        this_month = today.month if today.year == offset.year else _NO_MONTH
        buttons = [
            await self._render_month_button(
                month,
                this_month,
                data,
                offset,
                config,
                manager,
            )
            for month in MONTHS
        ]
        return in_rows(buttons, config.month_columns)

    def _is_month_allowed(
        self,
        config: CalendarConfig,
        offset: date,
        month: int,
    ) -> bool:
        begin = date(offset.year, month, 1)
        return config.touches(begin, month_end(begin))

    async def _render_month_button(
        self,
        month: int,
        this_month: int,
        data: dict[str, Any],
        offset: date,
        config: CalendarConfig,
        manager: DialogManager,
    ) -> InlineKeyboardButton:
        if not self._is_month_allowed(config, offset, month):
            return empty_button()
        if month == this_month:
            text, style = self.this_month_text, self.this_month_style
        else:
            text, style = self.month_text, self.month_style
        return await render_button(
            text,
            style,
            {
                "month": month,
                "date": BEARING_DATE.replace(month=month),
                "data": data,
            },
            manager,
            self.callback_generator(f"{CALLBACK_PREFIX_MONTH}{month}"),
        )

    async def _render_pager(
        self,
        config: CalendarConfig,
        offset: date,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> list[InlineKeyboardButton]:
        year = offset.year
        has_previous = year > config.min_date.year
        has_next = year < config.max_date.year
        if not (has_previous or has_next):
            return []
        previous_button = next_button = empty_button()
        if has_previous:
            previous_button = await render_button(
                self.prev_year_text,
                self.prev_year_style,
                _year_data(year - 1, data),
                manager,
                self.callback_generator(CALLBACK_PREV_YEAR),
            )
        zoom_button = await render_button(
            self.zoom_out_text,
            self.zoom_out_style,
            _year_data(year, data),
            manager,
            self.callback_generator(CALLBACK_SCOPE_YEARS),
        )
        if has_next:
            next_button = await render_button(
                self.next_year_text,
                self.next_year_style,
                _year_data(year + 1, data),
                manager,
                self.callback_generator(CALLBACK_NEXT_YEAR),
            )
        return [previous_button, zoom_button, next_button]


def _year_data(year: int, data: dict[str, Any]) -> dict[str, Any]:
    return {"year": year, "date": date(year, 1, 1), "data": data}
