"""A source that is an enum of strings was written with the enum's name."""

import pytest
from aiogram.enums import ContentType, DiceEmoji

from aiogram_dialog.api.entities import MediaAttachment
from aiogram_dialog.widgets.media import DynamicMedia, StaticMedia


@pytest.mark.parametrize(
    "media",
    [
        StaticMedia(url=DiceEmoji.DICE, type=ContentType.DICE),
        DynamicMedia(
            lambda _: MediaAttachment(ContentType.DICE, url=DiceEmoji.DICE),
        ),
    ],
)
async def test_the_die_is_thrown(open_window, media):
    ann = await open_window(media)

    assert ann.last_message.kind == "dice"
    assert ann.last_message.content["dice"]["emoji"] == "🎲"
