"""The file id of one bot was written into a constant that others use, too."""

from aiogram.enums import ContentType

from aiogram_dialog.api.entities import MediaAttachment
from aiogram_dialog.widgets.media import DynamicMedia
from aiogram_dialog.widgets.text import Const

PICTURE = MediaAttachment(
    ContentType.PHOTO,
    url="https://example.com/picture.jpg",
)


async def test_it_stays_as_it_is(open_window):
    first = await open_window(Const("."), DynamicMedia(lambda _: PICTURE))
    await first.says("/start")
    second = await open_window(Const("."), DynamicMedia(lambda _: PICTURE))

    assert PICTURE.file_id is None
    assert "<photo picture.jpg>" in first.screen()
    assert "<photo picture.jpg>" in second.screen()
