"""A page after the last one, or no items at all, raised ``IndexError``."""

import pytest

from aiogram_dialog.widgets.media import MediaScroll, StaticMedia
from aiogram_dialog.widgets.text import Const, Format


@pytest.mark.parametrize("page", [2, 3, 100])
async def test_the_last_item_is_shown(open_window, page):
    ann = await open_window(
        Const("."),
        MediaScroll(
            StaticMedia(url=Format("https://example.com/{item}.jpg")),
            ["a", "b"],
            id="media",
        ),
        state={"media": page},
    )

    assert "<photo b.jpg>" in ann.screen()


async def test_no_items(open_window):
    ann = await open_window(
        Const("."),
        MediaScroll(StaticMedia(url=Const("x")), [], id="media"),
    )

    assert ann.last_message.kind == "text"
