"""Calendars, checkboxes and scrolls of one's own: overrides are called."""

from datetime import date, timedelta, timezone

import pytest
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import InlineKeyboardButton

from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import (
    Button,
    Calendar,
    CalendarScope,
    CalendarUserConfig,
    Checkbox,
    ScrollingGroup,
    StubScroll,
)
from aiogram_dialog.widgets.kbd.calendar_kbd import (
    CalendarDaysView,
    CalendarMonthView,
    CalendarYearsView,
)
from aiogram_dialog.widgets.kbd.pager import BasePager
from aiogram_dialog.widgets.text import Const, Format

MARCH = date(2024, 3, 1)


class Main(StatesGroup):
    first = State()


def window(*widgets) -> Window:
    return Window(Format("{dialog_data}"), *widgets, state=Main.first)


class Days(CalendarDaysView):
    """Draw the first of the month alone, and a note below."""

    async def _render_date_button(self, selected_date, today, data, manager):
        button = await super()._render_date_button(
            selected_date,
            today,
            data,
            manager,
        )
        button.text = f"{selected_date:%d.%m.}"
        return button

    async def _render_days(self, config, offset, data, manager):
        rows = await super()._render_days(config, offset, data, manager)
        first = next(
            button for row in rows for button in row if button.text != " "
        )
        note = InlineKeyboardButton(
            text=f"from {config.min_date:%Y}",
            callback_data="note",
        )
        return [[first, note]]

    async def _render_header(self, config, offset, data, manager):
        return []

    async def _render_week_header(self, config, data, manager):
        return []

    async def _render_pager(self, config, offset, data, manager):
        return []


class OwnCalendar(Calendar):
    def _init_views(self):
        return {
            CalendarScope.DAYS: Days(self._item_callback_data),
            CalendarScope.MONTHS: CalendarMonthView(
                self._item_callback_data,
                month_text=Const("month"),
            ),
            CalendarScope.YEARS: CalendarYearsView(self._item_callback_data),
        }

    async def _get_user_config(self, data, manager):
        return CalendarUserConfig(
            timezone=timezone(timedelta(hours=5)),
            min_date=date(2020, 1, 1),
        )

    def get_offset(self, manager):
        return MARCH


@pytest.fixture
def chosen():
    return []


@pytest.fixture
async def calendar_stage(play, chosen):
    async def on_click(event, widget, manager, day) -> None:
        chosen.append(day)

    return await play(window(OwnCalendar("c", on_click=on_click)))


async def test_calendar_views(calendar_stage):
    assert "inline [[01.03., from 2020]]" in calendar_stage.new_calls()[-1]


async def test_calendar_clicks(calendar_stage, chosen):
    await calendar_stage.presses("01.03.")

    assert chosen == [MARCH]


async def test_calendar_user_config_is_asked_at_clicks(play, chosen):
    class Late(OwnCalendar):
        first = date(2020, 1, 1)

        async def _get_user_config(self, data, manager):
            return CalendarUserConfig(min_date=self.first)

    async def on_click(event, widget, manager, day) -> None:
        chosen.append(day)

    calendar = Late("c", on_click=on_click)
    stage = await play(window(calendar))
    calendar.first = date(2024, 3, 2)

    await stage.presses("01.03.")

    assert chosen == []


async def test_checkbox(play):
    class Everywhere(Checkbox):
        """Be kept in the data of the dialog."""

        def is_checked(self, manager):
            return manager.dialog_data.get("on", False)

        async def set_checked(self, event, checked, manager) -> None:
            manager.dialog_data["on"] = checked

    stage = await play(
        window(Everywhere(Const("Yes"), Const("No"), id="box")),
    )

    await stage.presses("No")
    assert stage.last_message().text == "{'on': True}"

    await stage.presses("Yes")
    assert stage.last_message().text == "{'on': False}"


async def test_pager_of_a_scrolling_group(play):
    class Plain(ScrollingGroup):
        async def _render_pager(self, pages, manager):
            [row] = await super()._render_pager(pages, manager)
            return [[button for button in row if button.text in "<>"]]

    buttons = [Button(Const(name), id=name) for name in "abc"]
    stage = await play(window(Plain(*buttons, id="s", width=1, height=1)))
    assert "inline [[a], [<, >]]" in stage.new_calls()[-1]

    await stage.presses(">")

    assert "inline [[b], [<, >]]" in stage.new_calls()[0]


async def test_pager(play):
    class Corner(BasePager):
        async def _render_keyboard(self, data, manager):
            return [
                [
                    InlineKeyboardButton(
                        text=f"{data['current_page1']} of {data['pages']}",
                        callback_data=self._item_callback_data(1),
                    ),
                ],
            ]

    stage = await play(
        window(StubScroll("s", pages=3), Corner("s", id="corner")),
    )
    assert "[1 of 3]" in stage.new_calls()[-1]

    await stage.presses("1 of 3")

    assert "[2 of 3]" in stage.new_calls()[0]
