"""The keyboard was also put into the media object of an edit."""

import json

from aiogram.types import Chat, InlineKeyboardButton, InlineKeyboardMarkup

from aiogram_dialog.api.entities import (
    MediaAttachment,
    NewMessage,
    OldMessage,
    ShowMode,
)
from aiogram_dialog.message.message_manager import MessageManager


async def test_media_has_no_keyboard(stage):
    button = InlineKeyboardButton(text="x", callback_data="x")
    manager = MessageManager()

    await manager.show_message(
        stage.bot,
        NewMessage(
            chat=Chat(id=stage.ann.id, type="private"),
            text="photo",
            media=MediaAttachment("photo", url="https://example.com/a.jpg"),
            reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
            show_mode=ShowMode.EDIT,
        ),
        OldMessage(
            chat=Chat(id=stage.ann.id, type="private"),
            message_id=stage.last_message().id,
            media_id=None,
            media_uniq_id=None,
        ),
    )

    (call,) = (
        entry
        for entry in stage.world.journal
        if getattr(entry, "method", "") == "editMessageMedia"
    )
    assert "reply_markup" not in json.loads(call.params["media"])
    assert "reply_markup" in call.params
