"""Sending new messages."""

import warnings
from logging import getLogger
from typing import cast

from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.types import FSInputFile, InputFile, Message, URLInputFile

from aiogram_dialog.api.entities import MediaAttachment, NewMessage
from aiogram_dialog.api.exceptions import DialogWarning

from .media_kinds import FIXED, dice_emoji, needed_media, unsupported
from .options import picture_options, preview_options, sending_options
from .uploads import memory_file

logger = getLogger(__name__)

SEND_METHODS: dict[ContentType, str] = {
    ContentType.ANIMATION: "send_animation",
    ContentType.AUDIO: "send_audio",
    ContentType.DOCUMENT: "send_document",
    ContentType.PHOTO: "send_photo",
    ContentType.VIDEO: "send_video",
    ContentType.VIDEO_NOTE: "send_video_note",
    ContentType.DICE: "send_dice",
    ContentType.STICKER: "send_sticker",
    ContentType.VOICE: "send_voice",
}
"""The names of the methods of a bot that send media of each kind."""

_SHOWN_LENGTH = 40


class Sender:
    """Send messages of all kinds."""

    def need_media(self, new_message: NewMessage) -> bool:
        """Tell whether media is to be shown."""
        return new_message.media is not None

    async def send_message(
        self,
        bot: Bot,
        new_message: NewMessage,
    ) -> Message:
        """Send a new message."""
        if self.need_media(new_message):
            return await self.send_media(bot, new_message)
        return await self.send_text(bot, new_message)

    async def send_text(self, bot: Bot, new_message: NewMessage) -> Message:
        """Send a text."""
        logger.debug("Send a text")
        return await bot.send_message(
            chat_id=new_message.chat.id,
            text=new_message.text or "",
            message_thread_id=new_message.thread_id,
            business_connection_id=new_message.business_connection_id,
            reply_markup=new_message.reply_markup,
            parse_mode=new_message.parse_mode,
            link_preview_options=preview_options(bot, new_message),
            **sending_options(new_message),
        )

    async def send_media(self, bot: Bot, new_message: NewMessage) -> Message:
        """Send media with a caption, where its kind has one.

        Telegram knows no caption of stickers, video notes and dice: a text
        beside them is a ``DialogWarning`` and is not seen.
        """
        media = needed_media(new_message)
        logger.debug("Send %s", media.type)
        method = SEND_METHODS.get(media.type)
        if method is None:
            raise unsupported(media, "send", SEND_METHODS)
        source = await self.get_media_source(media, bot)
        common = {
            "message_thread_id": new_message.thread_id,
            "business_connection_id": new_message.business_connection_id,
            "reply_markup": new_message.reply_markup,
            **sending_options(new_message),
            **picture_options(new_message),
            **media.kwargs,
        }
        send = getattr(bot, method)
        if media.type in FIXED and new_message.text:
            _warn_of_unseen(media, new_message.text)
        if media.type == ContentType.DICE:
            sent = await send(new_message.chat.id, emoji=source, **common)
        elif media.type in FIXED:
            sent = await send(new_message.chat.id, source, **common)
        else:
            sent = await send(
                new_message.chat.id,
                source,
                caption=new_message.text,
                parse_mode=new_message.parse_mode,
                **common,
            )
        return cast("Message", sent)

    async def get_media_source(
        self,
        media: MediaAttachment,
        bot: Bot,
    ) -> InputFile | str:
        """Return what Telegram takes as the file.

        The source of a dice is its emoji, however it is said.
        """
        if media.type == ContentType.DICE:
            return dice_emoji(media)
        if media.file_id:
            return media.file_id.file_id
        if media.url:
            if media.use_pipe:
                return URLInputFile(media.url, bot=bot)
            return media.url
        if media.path:
            return FSInputFile(media.path)
        if media.data:
            return memory_file(media, media.data)
        raise ValueError(f"{media!r} has no source any more.")


def _warn_of_unseen(media: MediaAttachment, text: str) -> None:
    beginning = text[:_SHOWN_LENGTH]
    if beginning != text:
        beginning += "..."
    warnings.warn(
        f"Media of type {ContentType(media.type).value!r} has no caption in "
        f"Telegram: the text {beginning!r} is not seen.",
        DialogWarning,
        stacklevel=3,
    )
