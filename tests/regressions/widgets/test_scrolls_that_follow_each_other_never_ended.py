"""Two scrolls, each synced with the other, turned pages for ever."""

import pytest

from aiogram_dialog.widgets.common import sync_scroll
from aiogram_dialog.widgets.kbd import NextPage, StubScroll
from aiogram_dialog.widgets.text import Const


@pytest.mark.parametrize("spelling", ["on_page_chaged", "on_page_changed"])
async def test_they_end(open_window, kept, spelling):
    told = []

    async def note(event, scroll, manager):
        told.append(await scroll.get_page())

    ann = await open_window(
        Const("."),
        StubScroll(
            "a", 3, on_page_changed=sync_scroll("b", **{spelling: note})
        ),
        StubScroll("b", 3, on_page_changed=sync_scroll(["a"])),
        NextPage("a"),
    )

    await ann.presses(">")

    assert await kept(ann) == {"a": 1, "b": 1}
    assert told == [1]
