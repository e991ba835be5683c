"""Stickers, video notes and dice could not be shown."""

import pytest
from aiogram.enums import ContentType
from aiogram.types import Chat

from aiogram_dialog.api.entities import (
    MediaAttachment,
    NewMessage,
    OldMessage,
    ShowMode,
)
from aiogram_dialog.api.exceptions import DialogWarning
from aiogram_dialog.message.message_manager import MessageManager


def make(stage, kind: str, **source: str) -> NewMessage:
    return NewMessage(
        chat=Chat(id=stage.ann.id, type="private"),
        text="caption",
        parse_mode="HTML",
        media=MediaAttachment(kind, **source),
        show_mode=ShowMode.EDIT,
    )


async def show(stage, new: NewMessage, old: OldMessage | None) -> OldMessage:
    return await MessageManager().show_message(stage.bot, new, old)


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [
        (ContentType.STICKER, "webp"),
        (ContentType.VIDEO_NOTE, "mp4"),
    ],
)
async def test_without_caption_and_never_edited(
    stage,
    tmp_path,
    kind,
    suffix,
):
    file = tmp_path / f"file.{suffix}"
    file.write_bytes(b"file")

    unseen = "the text 'caption' is not seen"

    with pytest.warns(DialogWarning, match=unseen):
        old = await show(stage, make(stage, kind, path=file), None)
    with pytest.warns(DialogWarning, match=unseen):
        await show(stage, make(stage, kind, path=file), old)

    name = {"sticker": "SendSticker", "video_note": "SendVideoNote"}[kind]
    found = [line.partition("(")[0] for line in stage.new_calls()]
    assert found == [name, name, "DeleteMessage"]


async def test_dice(stage):
    with pytest.warns(DialogWarning, match="'dice' has no caption"):
        await show(stage, make(stage, ContentType.DICE, url="🎯"), None)

    assert stage.last_message().content["dice"]["emoji"] == "🎯"


@pytest.mark.parametrize(
    "kind",
    [ContentType.LOCATION, ContentType.POLL],
)
async def test_kinds_that_are_not_supported(stage, kind):
    with pytest.raises(ValueError, match="not supported"):
        await show(stage, make(stage, kind, url="https://a.bc"), None)
    photo = make(stage, ContentType.PHOTO, url="https://a.bc/d.jpg")
    old = await show(stage, photo, None)
    with pytest.raises(ValueError, match="not supported"):
        await show(stage, make(stage, kind, url="https://a.bc"), old)
