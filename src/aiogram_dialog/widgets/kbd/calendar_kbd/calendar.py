"""Choosing a date."""

from abc import abstractmethod
from datetime import date, datetime
from typing import Any, Protocol, TypedDict

from aiogram_dialog.api.entities import ChatEvent
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.default import Default, DefaultSource
from aiogram_dialog.widgets.common.managed import ManagedWidget
from aiogram_dialog.widgets.common.when import WhenCondition
from aiogram_dialog.widgets.widget_event import (
    WidgetEventProcessor,
    ensure_event_processor,
)

from .clicks import ClickedCalendar
from .config import CalendarConfig, CalendarScope
from .dates import get_today
from .days import CalendarDaysView
from .months import CalendarMonthView
from .view import CalendarScopeView
from .years import CalendarYearsView


class OnDateSelected(Protocol):
    """Be told of a date that was chosen."""

    @abstractmethod
    async def __call__(
        self,
        event: ChatEvent,
        widget: "ManagedCalendar",
        dialog_manager: DialogManager,
        date: date,
        /,
    ) -> Any:
        """Take the date."""
        ...


class CalendarData(TypedDict, total=False):
    """Be the state of a calendar: a name of a scope, a date in ISO form."""

    current_scope: str
    current_offset: str


def _no_state(_: object) -> CalendarData:
    return {}


def _is_state(state: Any) -> bool:
    return isinstance(state, dict)


def _to_date(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _parse_offset(offset: Any) -> date | None:
    try:
        return date.fromisoformat(offset)
    except (TypeError, ValueError):
        return None


class Calendar(ClickedCalendar):
    """Choose a date among days, months and years.

    ``on_click``: called with the event, the managed calendar, the manager
    and the date.
    ``default``: the ``datetime.date`` around which it opens, the name of
    one in the data, a magic filter, or a function of data, widget and
    manager, awaited if need be; by default today. It is resolved when the
    calendar is rendered for the first time, and kept.

    Raises ``TypeError`` for a default that is none of these.

    Override ``_init_views`` for other texts and ``_get_user_config`` for
    settings of the user.
    """

    _default: Default[CalendarData] = Default(
        None,
        None,
        _no_state,
        is_state=_is_state,
    )

    def __init__(
        self,
        id: str,
        on_click: OnDateSelected | WidgetEventProcessor | None = None,
        config: CalendarConfig | None = None,
        when: WhenCondition = None,
        *,
        default: date | DefaultSource[date] = None,
    ) -> None:
        super().__init__(id=id, when=when)
        self._default = Default(
            default,
            self,
            _no_state,
            kinds=date,
            kind="a datetime.date",
            is_state=_is_state,
        )
        self.on_click = ensure_event_processor(on_click)
        self.config = config or CalendarConfig()
        self.views = self._init_views()

    def _init_views(self) -> dict[CalendarScope, CalendarScopeView]:
        """Return the views, made when the calendar is."""
        return {
            CalendarScope.DAYS: CalendarDaysView(self._item_callback_data),
            CalendarScope.MONTHS: CalendarMonthView(self._item_callback_data),
            CalendarScope.YEARS: CalendarYearsView(self._item_callback_data),
        }

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        user_config = await self._get_user_config(data, manager)
        config = self.config.merge(user_config)
        offset = self.get_offset(manager)
        if offset is None:
            default = await self._default.resolve(data, self, manager)
            offset = _to_date(default or get_today(config.timezone))
            self.set_offset(offset, manager)
        view = self.views[self.get_scope(manager)]
        rows = await view.render(config, offset, data, manager)
        return [list(row) for row in rows if row]

    def _get_state(self, manager: DialogManager) -> CalendarData:
        return self._default.read(self, manager)

    def get_scope(self, manager: DialogManager) -> CalendarScope:
        """Return what is chosen now, days if nothing else is kept."""
        try:
            return CalendarScope(self._get_state(manager).get("current_scope"))
        except ValueError:
            return CalendarScope.DAYS

    def set_scope(
        self,
        new_scope: CalendarScope,
        manager: DialogManager,
    ) -> None:
        """Show days, months or years."""
        state = self._get_state(manager)
        state["current_scope"] = new_scope.value
        self.set_widget_data(manager, state)

    def get_offset(self, manager: DialogManager) -> date | None:
        """Return around which day it shows.

        Before it is shown, this is a default that is a date, or None.
        """
        offset = _parse_offset(self._get_state(manager).get("current_offset"))
        if offset is None and self._default.plain is not None:
            offset = _to_date(self._default.plain)
            self.set_offset(offset, manager)
        return offset

    def set_offset(self, new_offset: date, manager: DialogManager) -> None:
        """Show the time around this day."""
        state = self._get_state(manager)
        state["current_offset"] = new_offset.isoformat()
        self.set_widget_data(manager, state)

    def managed(self, manager: DialogManager) -> "ManagedCalendar":
        """Return the calendar together with its state."""
        return ManagedCalendar(self, manager)


class ManagedCalendar(ManagedWidget[Calendar]):
    """Read and change what a calendar shows."""

    def get_scope(self) -> CalendarScope:
        """Return what is chosen now."""
        return self.widget.get_scope(self.manager)

    def set_scope(self, new_scope: CalendarScope) -> None:
        """Show days, months or years."""
        self.widget.set_scope(new_scope, self.manager)

    def get_offset(self) -> date | None:
        """Return around which day it shows, None before it is shown."""
        return self.widget.get_offset(self.manager)

    def set_offset(self, new_offset: date) -> None:
        """Show the time around this day."""
        self.widget.set_offset(new_offset, self.manager)
