"""The only door to Telegram: shows, edits and deletes messages."""

from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from logging import getLogger
from typing import cast

from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.exceptions import AiogramError, TelegramAPIError
from aiogram.types import (
    CallbackQuery,
    FSInputFile,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaAnimation,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    URLInputFile,
)

from aiogram_dialog.api.entities import (
    MediaAttachment,
    MediaId,
    NewMessage,
    OldMessage,
    ShowMode,
)
from aiogram_dialog.api.protocols import (
    MessageManagerProtocol,
    MessageNotModified,
)

from .api_errors import Refusal, explain
from .old_message import describe_result
from .patience import Patience
from .plan import CleanUp, DoNothing, Edit, Facts, Keep, Send, plan

logger = getLogger(__name__)

MediaUnion = (
    InputMediaAnimation
    | InputMediaAudio
    | InputMediaDocument
    | InputMediaPhoto
    | InputMediaVideo
)

# Names are looked up on the bot, so that a subclass may override them.
SEND_METHODS: dict[ContentType, Callable[..., Awaitable[Message]]] = {
    ContentType.ANIMATION: Bot.send_animation,
    ContentType.AUDIO: Bot.send_audio,
    ContentType.DOCUMENT: Bot.send_document,
    ContentType.PHOTO: Bot.send_photo,
    ContentType.VIDEO: Bot.send_video,
    ContentType.VIDEO_NOTE: Bot.send_video_note,
    ContentType.DICE: Bot.send_dice,
    ContentType.STICKER: Bot.send_sticker,
    ContentType.VOICE: Bot.send_voice,
}

INPUT_MEDIA_TYPES: dict[ContentType, Callable[..., MediaUnion]] = {
    ContentType.ANIMATION: InputMediaAnimation,
    ContentType.DOCUMENT: InputMediaDocument,
    ContentType.AUDIO: InputMediaAudio,
    ContentType.PHOTO: InputMediaPhoto,
    ContentType.VIDEO: InputMediaVideo,
}

# Telegram edits no message from or to one of these.
_NOT_EDITABLE = frozenset(
    {
        ContentType.DICE,
        ContentType.STICKER,
        ContentType.VIDEO_NOTE,
        ContentType.VOICE,
    },
)
_WITHOUT_CAPTION = frozenset({ContentType.STICKER, ContentType.VIDEO_NOTE})


class MessageManager(MessageManagerProtocol):
    """Bring the screen up to date by calls of the Bot API.

    ``retry_limit``: seconds that a call may wait in all where Telegram
    answers "too many requests".
    """

    def __init__(self, retry_limit: float = 30) -> None:
        self._patience = Patience(retry_limit)

    async def show_message(
        self,
        bot: Bot,
        new_message: NewMessage,
        old_message: OldMessage | None,
    ) -> OldMessage:
        """Show a message as its show mode says and describe the result.

        Raises ``MessageNotModified`` if there was nothing to do.
        """
        chosen = plan(self._gather_facts(new_message, old_message))
        logger.debug("Show a message: %s", chosen)
        match chosen:
            case DoNothing():
                raise MessageNotModified(
                    f"Show mode is {new_message.show_mode}: nothing is shown.",
                )
            case Keep():
                assert old_message  # noqa: S101 - the plan is about it
                return old_message
            case Edit():
                assert old_message  # noqa: S101 - the plan is about it
                shown = await self._patience.call(
                    new_message.chat.id,
                    partial(
                        self.edit_message_safe,
                        bot,
                        new_message,
                        old_message,
                    ),
                )
            case Send(before, after):
                await self._clean_up(before, bot, old_message, None)
                shown = await self._patience.call(
                    new_message.chat.id,
                    partial(self.send_message, bot, new_message),
                )
                await self._clean_up(after, bot, old_message, new_message)
        return describe_result(shown, new_message.reply_markup)

    def _gather_facts(
        self,
        new_message: NewMessage,
        old_message: OldMessage | None,
    ) -> Facts:
        needs_reply_keyboard = self.need_reply_keyboard(new_message)
        if old_message is None:
            return Facts(
                show_mode=new_message.show_mode,
                has_old=False,
                is_changed=True,
                is_editable=False,
                is_protection_changed=False,
                had_reply_keyboard=False,
                needs_reply_keyboard=needs_reply_keyboard,
            )
        had_reply_keyboard = self.had_reply_keyboard(old_message)
        return Facts(
            show_mode=new_message.show_mode,
            has_old=True,
            is_changed=self._is_changed(new_message, old_message),
            is_editable=self._is_editable(new_message, old_message),
            is_protection_changed=_is_protection_changed(
                new_message,
                old_message,
            ),
            had_reply_keyboard=had_reply_keyboard,
            needs_reply_keyboard=needs_reply_keyboard,
        )

    def _is_changed(
        self,
        new_message: NewMessage,
        old_message: OldMessage,
    ) -> bool:
        return (
            new_message.text != old_message.text
            or new_message.reply_markup is not None
            or self.had_reply_keyboard(old_message)
            or new_message.link_preview_options is not None
            or _is_protection_changed(new_message, old_message)
            or self.need_media(new_message) != self.had_media(old_message)
            or _is_media_changed(new_message, old_message)
        )

    def _is_editable(
        self,
        new_message: NewMessage,
        old_message: OldMessage,
    ) -> bool:
        new_type = new_message.media and new_message.media.type
        return not (
            (self.had_media(old_message) and not self.need_media(new_message))
            or self.had_voice(old_message)
            or self.need_voice(new_message)
            or {old_message.content_type, new_type} & _NOT_EDITABLE
            or self.had_reply_keyboard(old_message)
            or self.need_reply_keyboard(new_message)
        )

    def had_media(self, old_message: OldMessage) -> bool:
        """Tell whether there is media on the screen."""
        return old_message.media_id is not None

    def need_media(self, new_message: NewMessage) -> bool:
        """Tell whether media is to be shown."""
        return new_message.media is not None

    def had_reply_keyboard(self, old_message: OldMessage | None) -> bool:
        """Tell whether there is a reply keyboard on the screen."""
        return old_message is not None and old_message.has_reply_keyboard

    def need_reply_keyboard(self, new_message: NewMessage | None) -> bool:
        """Tell whether a reply keyboard is to be shown."""
        return new_message is not None and isinstance(
            new_message.reply_markup,
            ReplyKeyboardMarkup,
        )

    def had_voice(self, old_message: OldMessage) -> bool:
        """Tell whether there is a voice message on the screen."""
        return old_message.content_type == ContentType.VOICE

    def need_voice(self, new_message: NewMessage) -> bool:
        """Tell whether a voice message is to be shown."""
        return (
            new_message.media is not None
            and new_message.media.type == ContentType.VOICE
        )

    # Cleaning up

    async def _clean_up(
        self,
        clean_up: CleanUp,
        bot: Bot,
        old_message: OldMessage | None,
        new_message: NewMessage | None,
    ) -> Message | None:
        if clean_up is CleanUp.NOTHING or old_message is None:
            return None
        remove = (
            self.remove_message_safe
            if clean_up is CleanUp.DELETE
            else self._remove_keyboard
        )
        try:
            return await self._patience.call(
                old_message.chat.id,
                partial(remove, bot, old_message, new_message),
            )
        except AiogramError as error:
            # What is new is on the screen already: go on with that.
            logger.warning(
                "Cannot %s of message %s: %s",
                clean_up.value,
                old_message.message_id,
                error,
            )
            return None

    async def remove_kbd(
        self,
        bot: Bot,
        show_mode: ShowMode,
        old_message: OldMessage | None,
    ) -> Message | None:
        """Take the keyboard of the last message off, or delete it."""
        if show_mode is ShowMode.NO_UPDATE:
            return None
        clean_up = (
            CleanUp.DELETE
            if show_mode is ShowMode.DELETE_AND_SEND
            else CleanUp.REMOVE_KEYBOARD
        )
        return await self._clean_up(clean_up, bot, old_message, None)

    async def _remove_keyboard(
        self,
        bot: Bot,
        old_message: OldMessage,
        new_message: NewMessage | None,
    ) -> Message | None:
        if not self.had_reply_keyboard(old_message):
            return await self.remove_inline_kbd(bot, old_message)
        if self.need_reply_keyboard(new_message):
            return None
        return await self.remove_reply_kbd(bot, old_message)

    async def remove_inline_kbd(
        self,
        bot: Bot,
        old_message: OldMessage,
    ) -> Message | None:
        """Take the buttons off a message."""
        logger.debug("Remove the buttons of %s", old_message.message_id)
        try:
            message = await bot.edit_message_reply_markup(
                message_id=old_message.message_id,
                chat_id=old_message.chat.id,
                business_connection_id=old_message.business_connection_id,
            )
        except TelegramAPIError as error:
            if explain(error) in {
                Refusal.NOT_MODIFIED,
                Refusal.CANNOT_EDIT,
                Refusal.GONE,
            }:
                return None
            raise
        return message if isinstance(message, Message) else None

    async def remove_reply_kbd(
        self,
        bot: Bot,
        old_message: OldMessage,
    ) -> Message | None:
        """Take a reply keyboard away; that takes a message of its own."""
        logger.debug("Remove the reply keyboard")
        return await bot.send_message(
            chat_id=old_message.chat.id,
            text="...",
            message_thread_id=old_message.thread_id,
            business_connection_id=old_message.business_connection_id,
            reply_markup=ReplyKeyboardRemove(),
        )

    async def remove_message_safe(
        self,
        bot: Bot,
        old_message: OldMessage,
        new_message: NewMessage | None,
    ) -> Message | None:
        """Delete a message, or at least take its keyboard off.

        Messages in the name of a business are never deleted.
        """
        if old_message.business_connection_id:
            return await self._remove_keyboard(bot, old_message, new_message)
        logger.debug("Delete message %s", old_message.message_id)
        try:
            await bot.delete_message(
                chat_id=old_message.chat.id,
                message_id=old_message.message_id,
            )
        except TelegramAPIError as error:
            refusal = explain(error)
            if refusal is Refusal.CANNOT_DELETE:
                return await self._remove_keyboard(
                    bot,
                    old_message,
                    new_message,
                )
            if refusal is not Refusal.GONE:
                raise
        return None

    # Editing

    async def edit_message_safe(
        self,
        bot: Bot,
        new_message: NewMessage,
        old_message: OldMessage,
    ) -> Message:
        """Edit a message, or send a new one if that cannot be done.

        Raises ``MessageNotModified`` if it is as wanted already.
        """
        try:
            return await self.edit_message(bot, new_message, old_message)
        except TelegramAPIError as error:
            refusal = explain(error)
            if refusal is Refusal.NOT_MODIFIED:
                raise MessageNotModified(error.message) from error
            if refusal not in {Refusal.CANNOT_EDIT, Refusal.GONE}:
                raise
            logger.debug("Send instead of editing: %s", error)
        return await self.send_message(bot, new_message)

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
                link_preview_options=new_message.link_preview_options,
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
        media = _needed_media(new_message)
        media_type = INPUT_MEDIA_TYPES.get(media.type)
        if media_type is None:
            raise _unsupported(media, "edit", INPUT_MEDIA_TYPES)
        return _edited(
            await bot.edit_message_media(
                message_id=old_message.message_id,
                chat_id=old_message.chat.id,
                business_connection_id=new_message.business_connection_id,
                media=media_type(
                    caption=new_message.text,
                    parse_mode=new_message.parse_mode,
                    media=await self.get_media_source(media, bot),
                    **media.kwargs,
                ),
                reply_markup=_inline(new_message),
            ),
        )

    # Sending

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
            protect_content=new_message.protect_content,
            link_preview_options=new_message.link_preview_options,
        )

    async def send_media(self, bot: Bot, new_message: NewMessage) -> Message:
        """Send media with a caption, where its kind has one."""
        media = _needed_media(new_message)
        logger.debug("Send %s", media.type)
        method = SEND_METHODS.get(media.type)
        if method is None:
            raise _unsupported(media, "send", SEND_METHODS)
        source = await self.get_media_source(media, bot)
        common = {
            "message_thread_id": new_message.thread_id,
            "business_connection_id": new_message.business_connection_id,
            "reply_markup": new_message.reply_markup,
            "protect_content": new_message.protect_content,
            **media.kwargs,
        }
        send = getattr(bot, method.__name__)
        if media.type == ContentType.DICE:
            sent = await send(new_message.chat.id, emoji=source, **common)
        elif media.type in _WITHOUT_CAPTION:
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

        The source of a dice is its emoji.
        """
        if media.file_id:
            return media.file_id.file_id
        if media.url:
            if media.use_pipe:
                return URLInputFile(media.url, bot=bot)
            return media.url
        if media.path:
            return FSInputFile(media.path)
        raise ValueError(f"{media!r} has no source any more.")

    async def answer_callback(
        self,
        bot: Bot,
        callback_query: CallbackQuery,
    ) -> None:
        """Let the client of a click stop waiting."""
        try:
            await bot.answer_callback_query(
                callback_query_id=callback_query.id,
            )
        except TelegramAPIError as error:
            if explain(error) is not Refusal.TOO_LATE:
                raise
            logger.warning("Cannot answer a click: %s", error)


def _is_protection_changed(
    new_message: NewMessage,
    old_message: OldMessage,
) -> bool:
    return bool(new_message.protect_content) != bool(
        old_message.has_protected_content,
    )


def _is_media_changed(
    new_message: NewMessage,
    old_message: OldMessage,
) -> bool:
    if new_message.media is None or old_message.media_id is None:
        return False
    return new_message.media.file_id != MediaId(
        old_message.media_id,
        old_message.media_uniq_id,
    )


def _needed_media(new_message: NewMessage) -> MediaAttachment:
    if new_message.media is None:
        raise ValueError("The message has no media.")
    return new_message.media


def _unsupported(
    media: MediaAttachment,
    action: str,
    supported: Iterable[ContentType],
) -> ValueError:
    known = ", ".join(sorted(supported))
    return ValueError(
        f"Media of type {media.type!r} is not supported: "
        f"can {action} only {known}.",
    )


def _inline(new_message: NewMessage) -> InlineKeyboardMarkup | None:
    # A message with another kind of keyboard is never edited.
    return cast("InlineKeyboardMarkup | None", new_message.reply_markup)


def _edited(result: Message | bool) -> Message:
    # Only edits of inline messages are answered with ``True``.
    return cast("Message", result)
