"""A click on a calendar whose state was lost failed."""

from datetime import date, timedelta

import pytest

from aiogram_dialog.widgets.kbd import Button, Calendar
from aiogram_dialog.widgets.kbd.calendar_kbd import get_today
from aiogram_dialog.widgets.text import Const


@pytest.mark.parametrize("item", ["+", "-", "+Y", "-Y", "+YY", "-YY", "M"])
async def test_it_starts_from_today(open_window, forge, kept, item):
    async def forget(callback, button, manager):
        manager.current_context().widget_data.clear()

    ann = await open_window(
        Const("."),
        Button(Const("Forget"), id="forget", on_click=forget),
        Calendar("day"),
    )
    await ann.presses("Forget")

    await forge(ann, f"day:{item}")

    offset = (await kept(ann))["day"]["current_offset"]
    assert abs(date.fromisoformat(offset) - get_today(None)) < timedelta(
        days=366 * 21,
    )
