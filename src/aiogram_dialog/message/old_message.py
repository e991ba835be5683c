"""What is known of the message on the screen."""

from dataclasses import replace

from aiogram.enums import ContentType
from aiogram.types import (
    CallbackQuery,
    Chat,
    ErrorEvent,
    InaccessibleMessage,
    Message,
    ReplyKeyboardMarkup,
)

from aiogram_dialog.api.entities import (
    ChatEvent,
    EventContext,
    MediaId,
    NewMessage,
    OldMessage,
    Stack,
    UnknownText,
)

from .media_kinds import FIXED

_CONTENT_TYPES = {kind.value: kind for kind in ContentType}


def get_media_id(message: Message | InaccessibleMessage) -> MediaId | None:
    """Return the id of the file in a message, or None."""
    if isinstance(message, InaccessibleMessage):
        return None
    photo = message.photo[-1] if message.photo else None
    media = (
        message.audio
        or message.animation
        or message.document
        or photo
        or message.video
        or message.voice
    )
    if media is None:
        return None
    return MediaId(
        file_id=media.file_id,
        file_unique_id=media.file_unique_id,
    )


def _get_shown_id(message: Message) -> MediaId | None:
    """Return what names the media of a message: a dice is its emoji."""
    if message.dice:
        return MediaId(message.dice.emoji)
    fixed = message.sticker or message.video_note
    if fixed:
        return MediaId(fixed.file_id, fixed.file_unique_id)
    return get_media_id(message)


def describe_message(
    message: Message,
    chat: Chat,
    business_connection_id: str | None,
    *,
    has_reply_keyboard: bool,
) -> OldMessage:
    """Describe a message that Telegram has just shown us."""
    media_id = None if message.text else _get_shown_id(message)
    return OldMessage(
        chat=chat,
        message_id=message.message_id,
        media_id=media_id.file_id if media_id else None,
        media_uniq_id=media_id.file_unique_id if media_id else None,
        text=message.text,
        has_protected_content=message.has_protected_content,
        has_reply_keyboard=has_reply_keyboard,
        business_connection_id=business_connection_id,
        content_type=_CONTENT_TYPES[message.content_type],
    )


def describe_result(message: Message, new_message: NewMessage) -> OldMessage:
    """Describe a message that was sent or edited.

    Its protection is what was asked for: Telegram calls every message
    protected where the chat restricts saving content.
    """
    described = describe_message(
        message,
        message.chat,
        message.business_connection_id,
        has_reply_keyboard=isinstance(
            new_message.reply_markup,
            ReplyKeyboardMarkup,
        ),
    )
    described.has_protected_content = new_message.protect_content
    asked_for = new_message.media and new_message.media.file_id
    if described.content_type in FIXED and asked_for:
        # Telegram may answer with another id of the same file. The window
        # will ask by its own id again, and that is to be recognised.
        return replace(described, media_id=asked_for.file_id)
    return described


def find_old_message(
    event: ChatEvent,
    event_context: EventContext,
    stack: Stack,
    *,
    is_simulated: bool,
    opened_message_id: int | None = None,
) -> OldMessage | None:
    """Return the message on the screen, or None if there is none.

    The stack names it. A click on that very message tells more of it.

    Args:
        event: What is handled.
        event_context: Where it comes from.
        stack: The stack that names the message.
        is_simulated: Whether the event stands for a key of a reply keyboard.
        opened_message_id: The screen when the event came in. Where its
            dialog was closed, the next one is shown in its place.
    """
    source = event.update.event if isinstance(event, ErrorEvent) else event
    if not isinstance(source, CallbackQuery):
        return describe_last(
            stack,
            event_context,
            has_reply_keyboard=stack.last_reply_keyboard,
        )
    if isinstance(source.message, Message) and source.message.message_id == (
        stack.last_message_id or opened_message_id
    ):
        described = describe_message(
            source.message,
            event_context.chat,
            event_context.business_connection_id,
            has_reply_keyboard=is_simulated,
        )
        return _recall(described, stack)
    return describe_last(
        stack,
        event_context,
        has_reply_keyboard=stack.last_reply_keyboard or is_simulated,
    )


def _recall(clicked: OldMessage, stack: Stack) -> OldMessage:
    """Describe the stack's own message by what it was asked for."""
    clicked.has_protected_content = stack.has_protected_content
    if (
        clicked.content_type in FIXED
        and clicked.media_uniq_id is not None
        and clicked.media_uniq_id == stack.last_media_unique_id
    ):
        clicked.media_id = stack.last_media_id
    return clicked


def describe_last(
    stack: Stack,
    event_context: EventContext,
    *,
    has_reply_keyboard: bool,
) -> OldMessage | None:
    """Describe the message that a stack names, or return None.

    Args:
        stack: The stack.
        event_context: Where the stack is.
        has_reply_keyboard: Whether the message has brought one.
    """
    if not stack.last_message_id:
        return None
    return OldMessage(
        chat=event_context.chat,
        message_id=stack.last_message_id,
        media_id=stack.last_media_id,
        media_uniq_id=stack.last_media_unique_id,
        text=UnknownText.UNKNOWN,
        has_protected_content=stack.has_protected_content,
        has_reply_keyboard=has_reply_keyboard,
        business_connection_id=event_context.business_connection_id,
        content_type=stack.content_type,
        thread_id=event_context.thread_id,
    )


def remember(message: OldMessage, stack: Stack) -> None:
    """Write into a stack what is on the screen now."""
    stack.last_message_id = message.message_id
    stack.last_media_id = message.media_id
    stack.last_media_unique_id = message.media_uniq_id
    stack.last_reply_keyboard = message.has_reply_keyboard
    stack.content_type = message.content_type
    stack.has_protected_content = message.has_protected_content
