"""A message manager that keeps what it would have sent."""

from copy import deepcopy
from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.types import (
    Animation,
    Audio,
    CallbackQuery,
    Dice,
    Document,
    Message,
    PhotoSize,
    ReplyKeyboardMarkup,
    Sticker,
    TelegramObject,
    Video,
    VideoNote,
    Voice,
)

from aiogram_dialog.api.entities import (
    MediaAttachment,
    NewMessage,
    OldMessage,
    ShowMode,
)
from aiogram_dialog.api.protocols import (
    MessageManagerProtocol,
    MessageNotModified,
)


def file_id(media: MediaAttachment) -> str:
    """Return the file id of a media, a fresh one if it has none."""
    return media.file_id.file_id if media.file_id else str(uuid4())


def file_unique_id(media: MediaAttachment) -> str:
    """Return the unique id of a media, a fresh one if it has none."""
    unique_id = media.file_id.file_unique_id if media.file_id else None
    return unique_id or str(uuid4())


def _ids(media: MediaAttachment) -> dict[str, Any]:
    return {
        "file_id": file_id(media),
        "file_unique_id": file_unique_id(media),
    }


_SIZE: dict[str, Any] = {"width": 1024, "height": 1024}
_LENGTH: dict[str, Any] = {"duration": 1024}

MEDIA_CLASSES: dict[str, Any] = {
    ContentType.ANIMATION: lambda media: Animation(
        **_ids(media),
        **_SIZE,
        **_LENGTH,
    ),
    ContentType.AUDIO: lambda media: Audio(**_ids(media), **_LENGTH),
    ContentType.DICE: lambda media: Dice(
        emoji=str(media.file_id.file_id if media.file_id else "🎲"),
        value=1,
    ),
    ContentType.DOCUMENT: lambda media: Document(**_ids(media)),
    ContentType.PHOTO: lambda media: [PhotoSize(**_ids(media), **_SIZE)],
    ContentType.STICKER: lambda media: Sticker(
        **_ids(media),
        **_SIZE,
        type="regular",
        is_animated=False,
        is_video=False,
    ),
    ContentType.VIDEO: lambda media: Video(
        **_ids(media),
        **_SIZE,
        **_LENGTH,
    ),
    ContentType.VIDEO_NOTE: lambda media: VideoNote(
        **_ids(media),
        **_LENGTH,
        length=1024,
    ),
    ContentType.VOICE: lambda media: Voice(**_ids(media), **_LENGTH),
}


class MockMessageManager(MessageManagerProtocol):
    """Keep all messages that were shown; each edit is a message of its own.

    ``sent_messages``: those messages, in order. ``answered_callbacks``: the
    ids of callback queries; ``toasts``: the texts they were answered with.
    ``keeps_edits``: a message that was edited may be pressed as if it was
    the screen.
    """

    keeps_edits = True

    def __init__(self) -> None:
        self.answered_callbacks: set[str] = set()
        self.toasts: dict[str, str] = {}
        self.sent_messages: list[Message] = []
        self.last_message_id = 0

    def reset_history(self) -> None:
        """Forget all messages and answers; ids go on."""
        self.sent_messages.clear()
        self.answered_callbacks.clear()
        self.toasts.clear()

    def assert_one_message(self) -> None:
        """Raise ``AssertionError`` unless there is exactly one message."""
        count = len(self.sent_messages)
        if count != 1:
            raise AssertionError(f"There are {count} messages, not one.")

    def last_message(self) -> Message:
        """Return the last message. Raises ``IndexError`` without one."""
        return self.sent_messages[-1]

    def first_message(self) -> Message:
        """Return the first message. Raises ``IndexError`` without one."""
        return self.sent_messages[0]

    def one_message(self) -> Message:
        """Return the only message. Raises ``AssertionError`` if it is not."""
        self.assert_one_message()
        return self.first_message()

    def assert_answered(self, callback_id: str) -> None:
        """Raise ``AssertionError`` if a click was not answered."""
        if callback_id not in self.answered_callbacks:
            raise AssertionError(f"Nobody has answered {callback_id}.")

    async def answer_callback(
        self,
        bot: Bot,  # noqa: ARG002 - of the protocol
        callback_query: CallbackQuery,
        text: str | None = None,
        show_alert: bool | None = None,  # noqa: ARG002 - of the protocol
    ) -> None:
        """Keep the id of the click, and the toast."""
        self.answered_callbacks.add(callback_query.id)
        if text is not None:
            self.toasts[callback_query.id] = text

    async def remove_kbd(
        self,
        bot: Bot,  # noqa: ARG002 - of the protocol
        show_mode: ShowMode,
        old_message: OldMessage | None,
    ) -> Message | None:
        """Keep a message without a keyboard in place of the old one."""
        if old_message is None or show_mode in {
            ShowMode.DELETE_AND_SEND,
            ShowMode.NO_UPDATE,
        }:
            return None
        message = Message(
            message_id=old_message.message_id,
            date=datetime.now(timezone.utc),
            chat=old_message.chat,
        )
        self.sent_messages.append(message)
        return message

    async def show_message(
        self,
        bot: Bot,  # noqa: ARG002 - of the protocol
        new_message: NewMessage,
        old_message: OldMessage | None,  # noqa: ARG002 - of the protocol
    ) -> OldMessage:
        """Keep a message. Raises ``MessageNotModified`` for NO_UPDATE."""
        if new_message.show_mode is ShowMode.NO_UPDATE:
            raise MessageNotModified(show_mode=new_message.show_mode)
        media = new_message.media
        content = _content(new_message)
        self.last_message_id += 1
        message = _make_message(self.last_message_id, new_message, content)
        self.sent_messages.append(message)
        media_id, media_unique_id = _media_ids(media, content)
        return OldMessage(
            message_id=message.message_id,
            chat=message.chat,
            text=new_message.text,
            media_id=media_id,
            media_uniq_id=media_unique_id,
            has_reply_keyboard=isinstance(
                new_message.reply_markup,
                ReplyKeyboardMarkup,
            ),
            business_connection_id=None,
            content_type=ContentType(media.type) if media else None,
        )


def _content(new_message: NewMessage) -> dict[str, Any]:
    """Return the fields of the message that hold its content."""
    media = new_message.media
    if media is None:
        return {"text": new_message.text}
    make = MEDIA_CLASSES.get(media.type)
    if make is None:
        known = ", ".join(sorted(MEDIA_CLASSES))
        raise ValueError(
            f"Media of type {media.type.value!r} cannot be shown, only {known}.",
        )
    return {
        "caption": new_message.text,
        ContentType(media.type).value: make(media),
    }


def _make_message(
    message_id: int,
    new_message: NewMessage,
    content: dict[str, Any],
) -> Message:
    message = Message(
        message_id=message_id,
        date=datetime.now(timezone.utc),
        chat=new_message.chat,
        **content,
    )
    # Telegram gives back inline keyboards only, tests look at all of them.
    return message.model_copy(
        update={"reply_markup": deepcopy(new_message.reply_markup)},
    )


def _media_ids(
    media: MediaAttachment | None,
    content: dict[str, Any],
) -> tuple[str | None, str | None]:
    if media is None:
        return None, None
    shown = content[ContentType(media.type).value]
    file: TelegramObject = shown[-1] if isinstance(shown, list) else shown
    return (
        getattr(file, "file_id", None),
        getattr(file, "file_unique_id", None),
    )
