"""What day it is was asked once for a time zone, when the bot started."""

import time
from datetime import datetime, timezone

import pytest

from aiogram_dialog.widgets.kbd import CalendarConfig
from aiogram_dialog.widgets.kbd.calendar_kbd import get_today


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has no tzset")
@pytest.mark.parametrize("zone", ["Etc/GMT-14", "Etc/GMT+12"])
def test_it_is_asked_each_time(monkeypatch, zone):
    config = CalendarConfig()
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        here = datetime.now(timezone.utc).astimezone().date()
        assert get_today(config.timezone) == here
    finally:
        monkeypatch.undo()
        time.tzset()


def test_no_zone_is_kept():
    assert CalendarConfig().timezone is None
