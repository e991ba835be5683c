"""Editing the message on the screen."""

from collections.abc import Awaitable, Callable
from logging import getLogger
from typing import cast

from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.exceptions import TelegramAPIError
from aiogram.types import (
    InlineKeyboardMarkup,
    InputMediaAnimation,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
)

from aiogram_dialog.api.entities import NewMessage, OldMessage
from aiogram_dialog.api.protocols import MessageNotModified

from .api_errors import Refusal, explain
from .cleaner import Cleaner
from .media_kinds import needed_media, unsupported
from .options import caption_options, picture_options, preview_options
from .sender import Sender

logger = getLogger(__name__)

MediaUnion = (
    InputMediaAnimation
    | InputMediaAudio
    | InputMediaDocument
    | InputMediaPhoto
    | InputMediaVideo
)

_Edit = Callable[[Bot, NewMessage, OldMessage], Awaitable[Message]]

INPUT_MEDIA_TYPES: dict[ContentType, Callable[..., MediaUnion]] = {
    ContentType.ANIMATION: InputMediaAnimation,
    ContentType.DOCUMENT: InputMediaDocument,
    ContentType.AUDIO: InputMediaAudio,
    ContentType.PHOTO: InputMediaPhoto,
    ContentType.VIDEO: InputMediaVideo,
}


# An edit that is refused so is made up for by a new message.
_SENT_INSTEAD = {Refusal.CANNOT_EDIT, Refusal.OTHER_KIND, Refusal.GONE}


class Editor(Sender, Cleaner):
    """Edit messages, or send new ones where that cannot be done."""

    async def edit_message_safe(
        self,
        bot: Bot,
        new_message: NewMessage,
        old_message: OldMessage,
    ) -> Message:
        """Edit a message, or send a new one if that cannot be done.

        Raises ``MessageNotModified`` if it is as wanted already.
        """
        return await self._edit_or_send(
            self.edit_message,
            bot,
            new_message,
            old_message,
        )

    async def _edit_or_send(
        self,
        edit: _Edit,
        bot: Bot,
        new_message: NewMessage,
        old_message: OldMessage,
    ) -> Message:
        try:
            return await edit(bot, new_message, old_message)
        except TelegramAPIError as error:
            refusal = explain(error)
            if refusal is Refusal.NOT_MODIFIED:
                raise MessageNotModified(error.message) from error
            if refusal not in _SENT_INSTEAD:
                raise
            logger.debug("Send instead of editing: %s", error)
        shown = await self.send_message(bot, new_message)
        if refusal is Refusal.OTHER_KIND:
            # It was edited since a person has pressed it, and has buttons.
            await self._discard(bot, old_message, new_message)
        return shown

    async def edit_message(
        self,
        bot: Bot,
        new_message: NewMessage,
        old_message: OldMessage,
    ) -> Message:
        """Edit a message by the method that its content asks for."""
        if self.need_media(new_message):
            return await self.edit_media(bot, new_message, old_message)
        return await self.edit_text(bot, new_message, old_message)

    async def edit_caption(
        self,
        bot: Bot,
        new_message: NewMessage,
        old_message: OldMessage,
    ) -> Message:
        """Edit the caption; for managers of your own that ask for it."""
        logger.debug("Edit the caption of %s", old_message.message_id)
        return _edited(
            await bot.edit_message_caption(
                message_id=old_message.message_id,
                chat_id=old_message.chat.id,
                business_connection_id=new_message.business_connection_id,
                caption=new_message.text,
                reply_markup=_inline(new_message),
                parse_mode=new_message.parse_mode,
                **caption_options(new_message),
            ),
        )

    async def edit_text(
        self,
        bot: Bot,
        new_message: NewMessage,
        old_message: OldMessage,
    ) -> Message:
        """Edit the text."""
        logger.debug("Edit the text of %s", old_message.message_id)
        return _edited(
            await bot.edit_message_text(
                message_id=old_message.message_id,
                chat_id=old_message.chat.id,
                business_connection_id=new_message.business_connection_id,
                text=new_message.text or "",
                reply_markup=_inline(new_message),
                parse_mode=new_message.parse_mode,
                link_preview_options=preview_options(bot, new_message),
            ),
        )

    async def edit_media(
        self,
        bot: Bot,
        new_message: NewMessage,
        old_message: OldMessage,
    ) -> Message:
        """Edit the media together with its caption."""
        logger.debug("Edit the media of %s", old_message.message_id)
        media = needed_media(new_message)
        media_type = INPUT_MEDIA_TYPES.get(media.type)
        if media_type is None:
            raise unsupported(media, "edit", INPUT_MEDIA_TYPES)
        return _edited(
            await bot.edit_message_media(
                message_id=old_message.message_id,
                chat_id=old_message.chat.id,
                business_connection_id=new_message.business_connection_id,
                media=media_type(
                    caption=new_message.text,
                    parse_mode=new_message.parse_mode,
                    media=await self.get_media_source(media, bot),
                    **{**picture_options(new_message), **media.kwargs},
                ),
                reply_markup=_inline(new_message),
            ),
        )

    async def edit_keyboard(
        self,
        bot: Bot,
        new_message: NewMessage,
        old_message: OldMessage,
    ) -> Message:
        """Edit the keyboard alone.

        It is all that Telegram edits of stickers, video notes and dice.
        """
        logger.debug("Edit the keyboard of %s", old_message.message_id)
        return _edited(
            await bot.edit_message_reply_markup(
                message_id=old_message.message_id,
                chat_id=old_message.chat.id,
                business_connection_id=new_message.business_connection_id,
                reply_markup=_inline(new_message),
            ),
        )


def _inline(new_message: NewMessage) -> InlineKeyboardMarkup | None:
    # A message with another kind of keyboard is never edited.
    return cast("InlineKeyboardMarkup | None", new_message.reply_markup)


def _edited(result: Message | bool) -> Message:
    # Only edits of inline messages are answered with ``True``.
    return cast("Message", result)
