"""Media that is one of several could not be found, nor its pages turned."""

from aiogram_dialog.widgets.kbd import NextPage
from aiogram_dialog.widgets.media import MediaScroll, StaticMedia
from aiogram_dialog.widgets.text import Const, Format


async def test_its_pages_are_turned(open_window, kept):
    ann = await open_window(
        Const("."),
        StaticMedia(url=Const("https://example.com/x.jpg"), when="never")
        | MediaScroll(
            StaticMedia(url=Format("https://example.com/{item}.jpg")),
            ["a", "b"],
            id="media",
        ),
        NextPage("media"),
    )

    await ann.presses(">")

    assert await kept(ann) == {"media": 1}
    assert "<photo b.jpg>" in ann.screen()
