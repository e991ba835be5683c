"""A magic filter was called like a function, which gave another filter."""

from aiogram import F
from aiogram.enums import ContentType

from aiogram_dialog.api.entities import MediaAttachment
from aiogram_dialog.widgets.media import DynamicMedia
from aiogram_dialog.widgets.text import Const

PICTURE = MediaAttachment(
    ContentType.PHOTO,
    url="https://example.com/picture.jpg",
)


async def test_it_is_resolved(open_window):
    ann = await open_window(
        Const("."),
        DynamicMedia(F["pictures"][0]),
        getter={"pictures": [PICTURE]},
    )

    assert "<photo picture.jpg>" in ann.screen()
