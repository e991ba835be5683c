"""What clicks on the buttons of a calendar do."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from aiogram.types import CallbackQuery

from aiogram_dialog.api.internal.overriding import overrides
from aiogram_dialog.api.protocols import DialogManager, DialogProtocol
from aiogram_dialog.widgets.common.sub_manager import SubManager
from aiogram_dialog.widgets.kbd.base import Keyboard
from aiogram_dialog.widgets.kbd.item_number import to_number
from aiogram_dialog.widgets.widget_event import WidgetEventProcessor

from .config import CalendarConfig, CalendarScope, CalendarUserConfig
from .dates import MONTHS, date_from_raw, get_today, month_end
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
from .steps import STEPS

_CONTROLS = {
    CALLBACK_NEXT_MONTH: "_handle_next_month",
    CALLBACK_PREV_MONTH: "_handle_prev_month",
    CALLBACK_NEXT_YEAR: "_handle_next_year",
    CALLBACK_PREV_YEAR: "_handle_prev_year",
    CALLBACK_NEXT_YEARS_PAGE: "_handle_next_years_page",
    CALLBACK_PREV_YEARS_PAGE: "_handle_prev_years_page",
    CALLBACK_SCOPE_MONTHS: "_handle_scope_months",
    CALLBACK_SCOPE_YEARS: "_handle_scope_years",
}


_Handler = Callable[[str, DialogManager], Awaitable[bool | None]]


class ClickedCalendar(Keyboard):
    """Handle clicks on what a calendar shows.

    A click is handed to a method for its kind; override one of them for
    something else. False tells that a click was on nothing, None does not.
    """

    config: CalendarConfig
    on_click: WidgetEventProcessor

    @cached_property
    def _handlers(self) -> dict[str, _Handler]:
        """What is called for the data of a control; bots may add to it."""
        return {data: getattr(self, name) for data, name in _CONTROLS.items()}

    @abstractmethod
    def get_offset(self, manager: DialogManager) -> date | None:
        """Return around which day it shows."""

    @abstractmethod
    def set_offset(self, new_offset: date, manager: DialogManager) -> None:
        """Show the time around this day."""

    @abstractmethod
    def set_scope(
        self,
        new_scope: CalendarScope,
        manager: DialogManager,
    ) -> None:
        """Show days, months or years."""

    async def _get_user_config(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> CalendarUserConfig:
        """Return settings that come before those of the calendar.

        ``data``: that of the window; at a click, that of the dialog.
        """
        return CalendarUserConfig()

    async def _process_item_callback(
        self,
        callback: CallbackQuery,
        data: str,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        handle: _Handler
        if data in self._handlers:
            handle = self._handlers[data]
        elif data.startswith(CALLBACK_PREFIX_MONTH):
            handle = self._handle_click_month
        elif data.startswith(CALLBACK_PREFIX_YEAR):
            handle = self._handle_click_year
        elif await self._is_refused(data, manager):
            return False
        else:
            handle = self._handle_click_date
        return await handle(data, manager) is not False

    async def _is_refused(self, data: str, manager: DialogManager) -> bool:
        """Tell whether a click is on a day beyond the limits."""
        raw_date = to_number(data)
        if raw_date is None:
            # A day of ours is a number; subclasses may have others.
            return False
        try:
            chosen = date_from_raw(raw_date)
        except OverflowError:
            return True
        config = await self._config_at_click(manager)
        return not config.min_date <= chosen <= config.max_date

    async def _config_at_click(self, manager: DialogManager) -> CalendarConfig:
        if not overrides(type(self), ClickedCalendar, "_get_user_config"):
            return self.config
        data = await _load_dialog_data(manager)
        try:
            user_config = await self._get_user_config(data, manager)
        except KeyError:
            # It needs data of the window, which is not loaded for a click,
            # so the limits are not known either.
            return replace(self.config, min_date=date.min, max_date=date.max)
        return self.config.merge(user_config)

    async def _handle_scope_months(
        self,
        data: str,
        manager: DialogManager,
    ) -> bool | None:
        """Show the months of the year."""
        self.set_scope(CalendarScope.MONTHS, manager)
        return True

    async def _handle_scope_years(
        self,
        data: str,
        manager: DialogManager,
    ) -> bool | None:
        """Show the years."""
        self.set_scope(CalendarScope.YEARS, manager)
        return True

    async def _handle_prev_month(
        self,
        data: str,
        manager: DialogManager,
    ) -> bool | None:
        """Show the month before."""
        return await self._make_step(CALLBACK_PREV_MONTH, manager)

    async def _handle_next_month(
        self,
        data: str,
        manager: DialogManager,
    ) -> bool | None:
        """Show the month after."""
        return await self._make_step(CALLBACK_NEXT_MONTH, manager)

    async def _handle_prev_year(
        self,
        data: str,
        manager: DialogManager,
    ) -> bool | None:
        """Show the year before."""
        return await self._make_step(CALLBACK_PREV_YEAR, manager)

    async def _handle_next_year(
        self,
        data: str,
        manager: DialogManager,
    ) -> bool | None:
        """Show the year after."""
        return await self._make_step(CALLBACK_NEXT_YEAR, manager)

    async def _handle_prev_years_page(
        self,
        data: str,
        manager: DialogManager,
    ) -> bool | None:
        """Show the years before."""
        return await self._make_step(CALLBACK_PREV_YEARS_PAGE, manager)

    async def _handle_next_years_page(
        self,
        data: str,
        manager: DialogManager,
    ) -> bool | None:
        """Show the years after."""
        return await self._make_step(CALLBACK_NEXT_YEARS_PAGE, manager)

    async def _make_step(self, item: str, manager: DialogManager) -> bool:
        config = await self._config_at_click(manager)
        offset = self.get_offset(manager) or get_today(config.timezone)
        self.set_offset(STEPS[item](offset, config), manager)
        return True

    async def _handle_click_month(
        self,
        data: str,
        manager: DialogManager,
    ) -> bool | None:
        """Show the days of a month; its number follows the prefix."""
        month = to_number(data.removeprefix(CALLBACK_PREFIX_MONTH))
        if month is None or month not in MONTHS:
            return False
        config = await self._config_at_click(manager)
        offset = self.get_offset(manager) or get_today(config.timezone)
        begin = date(offset.year, month, 1)
        if not config.touches(begin, month_end(begin)):
            return False
        self.set_offset(begin, manager)
        self.set_scope(CalendarScope.DAYS, manager)
        return True

    async def _handle_click_year(
        self,
        data: str,
        manager: DialogManager,
    ) -> bool | None:
        """Show the months of a year; its number follows the prefix."""
        year = to_number(data.removeprefix(CALLBACK_PREFIX_YEAR))
        config = await self._config_at_click(manager)
        if year is None or not config.touches_year(year):
            return False
        self.set_offset(date(year, 1, 1), manager)
        self.set_scope(CalendarScope.MONTHS, manager)
        return True

    async def _handle_click_date(
        self,
        data: str,
        manager: DialogManager,
    ) -> bool | None:
        """Tell ``on_click`` of a day, given as by ``raw_from_date``."""
        raw_date = to_number(data)
        if raw_date is None:
            return False
        await self.on_click.process_event(
            manager.event,
            self.managed(manager),
            manager,
            date_from_raw(raw_date),
        )
        return True


async def _load_dialog_data(manager: DialogManager) -> dict[str, Any]:
    while isinstance(manager, SubManager):
        manager = manager.manager
    # Only the managers that ship are known to know their dialog.
    find_dialog = getattr(manager, "dialog", None)
    if find_dialog is None:
        return await manager.load_data()
    dialog: DialogProtocol = find_dialog()
    return await dialog.load_data(manager)
