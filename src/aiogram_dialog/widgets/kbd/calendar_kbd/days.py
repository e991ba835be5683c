"""The days of a month."""

from calendar import Calendar
from datetime import date, timedelta
from typing import Any

from aiogram.types import InlineKeyboardButton

from aiogram_dialog.api.internal import StyleWidget, TextWidget
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.kbd.button_face import render_button
from aiogram_dialog.widgets.style import EMPTY_STYLE

from .config import CalendarConfig
from .dates import (
    BEARING_DATE,
    get_today,
    month_begin,
    month_end,
    next_month_begin,
    prev_month_begin,
    raw_from_date,
)
from .items import (
    CALLBACK_NEXT_MONTH,
    CALLBACK_PREV_MONTH,
    CALLBACK_SCOPE_MONTHS,
)
from .texts import (
    DATE_TEXT,
    DAYS_HEADER_TEXT,
    NEXT_MONTH_TEXT,
    PREV_MONTH_TEXT,
    TODAY_TEXT,
    WEEK_DAY_TEXT,
    ZOOM_OUT_TEXT,
)
from .view import CalendarScopeView, CallbackGenerator, empty_button


class CalendarDaysView(CalendarScopeView):
    """Draw the days of a month.

    Texts and styles are rendered with ``date`` and the window's ``data``;
    those of weekdays with ``week_day``, too (1 for Monday), those of the
    pager with ``month``.
    """

    def __init__(
        self,
        callback_generator: CallbackGenerator,
        date_text: TextWidget = DATE_TEXT,
        today_text: TextWidget = TODAY_TEXT,
        weekday_text: TextWidget = WEEK_DAY_TEXT,
        header_text: TextWidget = DAYS_HEADER_TEXT,
        zoom_out_text: TextWidget = ZOOM_OUT_TEXT,
        next_month_text: TextWidget = NEXT_MONTH_TEXT,
        prev_month_text: TextWidget = PREV_MONTH_TEXT,
        date_style: StyleWidget = EMPTY_STYLE,
        today_style: StyleWidget = EMPTY_STYLE,
        weekday_style: StyleWidget = EMPTY_STYLE,
        header_style: StyleWidget = EMPTY_STYLE,
        zoom_out_style: StyleWidget = EMPTY_STYLE,
        next_month_style: StyleWidget = EMPTY_STYLE,
        prev_month_style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        self.callback_generator = callback_generator
        self.date_text = date_text
        self.today_text = today_text
        self.weekday_text = weekday_text
        self.header_text = header_text
        self.zoom_out_text = zoom_out_text
        self.next_month_text = next_month_text
        self.prev_month_text = prev_month_text
        self.date_style = date_style
        self.today_style = today_style
        self.weekday_style = weekday_style
        self.header_style = header_style
        self.zoom_out_style = zoom_out_style
        self.next_month_style = next_month_style
        self.prev_month_style = prev_month_style

    async def render(
        self,
        config: CalendarConfig,
        offset: date,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> list[list[InlineKeyboardButton]]:
        """Return the month of ``offset``."""
        return [
            await self._render_header(config, offset, data, manager),
            await self._render_week_header(config, data, manager),
            *await self._render_days(config, offset, data, manager),
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
                self.callback_generator(CALLBACK_SCOPE_MONTHS),
            ),
        ]

    async def _render_week_header(
        self,
        config: CalendarConfig,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> list[InlineKeyboardButton]:
        return [
            await render_button(
                self.weekday_text,
                self.weekday_style,
                {
                    "week_day": weekday + 1,
                    "date": BEARING_DATE + timedelta(days=weekday),
                    "data": data,
                },
                manager,
                "",
            )
            for weekday in Calendar(config.firstweekday).iterweekdays()
        ]

    async def _render_days(
        self,
        config: CalendarConfig,
        offset: date,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> list[list[InlineKeyboardButton]]:
        today = get_today(config.timezone)
        weeks = Calendar(config.firstweekday).monthdayscalendar(
            offset.year,
            offset.month,
        )
        keyboard = []
        for week in weeks:
            row = []
            for day in week:
                # Days of other months are 0.
                selected = offset.replace(day=day) if day else None
                if selected and config.min_date <= selected <= config.max_date:
                    row.append(
                        await self._render_date_button(
                            selected,
                            today,
                            data,
                            manager,
                        ),
                    )
                else:
                    row.append(empty_button())
            keyboard.append(row)
        return keyboard

    async def _render_date_button(
        self,
        selected_date: date,
        today: date,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> InlineKeyboardButton:
        if selected_date == today:
            text, style = self.today_text, self.today_style
        else:
            text, style = self.date_text, self.date_style
        return await render_button(
            text,
            style,
            {"date": selected_date, "data": data},
            manager,
            self.callback_generator(str(raw_from_date(selected_date))),
        )

    async def _render_pager(
        self,
        config: CalendarConfig,
        offset: date,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> list[InlineKeyboardButton]:
        has_previous = month_begin(offset) > config.min_date
        has_next = month_end(offset) < config.max_date
        if not (has_previous or has_next):
            return []
        previous_button = next_button = empty_button()
        if has_previous:
            previous = prev_month_begin(offset)
            previous_button = await render_button(
                self.prev_month_text,
                self.prev_month_style,
                {"month": previous.month, "date": previous, "data": data},
                manager,
                self.callback_generator(CALLBACK_PREV_MONTH),
            )
        zoom_button = await render_button(
            self.zoom_out_text,
            self.zoom_out_style,
            {
                "month": offset.month,
                "date": BEARING_DATE.replace(month=offset.month),
                "data": data,
            },
            manager,
            self.callback_generator(CALLBACK_SCOPE_MONTHS),
        )
        if has_next:
            following = next_month_begin(offset)
            next_button = await render_button(
                self.next_month_text,
                self.next_month_style,
                {"month": following.month, "date": following, "data": data},
                manager,
                self.callback_generator(CALLBACK_NEXT_MONTH),
            )
        return [previous_button, zoom_button, next_button]
