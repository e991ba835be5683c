"""What is known of the message on the screen."""

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
    MarkupVariant,
    MediaId,
    OldMessage,
    Stack,
    UnknownText,
)


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


def describe_message(
    message: Message,
    chat: Chat,
    business_connection_id: str | None,
    *,
    has_reply_keyboard: bool,
) -> OldMessage:
    """Describe a message that Telegram has just shown us."""
    media_id = get_media_id(message)
    return OldMessage(
        chat=chat,
        message_id=message.message_id,
        media_id=media_id.file_id if media_id else None,
        media_uniq_id=media_id.file_unique_id if media_id else None,
        text=message.text,
        has_protected_content=message.has_protected_content,
        has_reply_keyboard=has_reply_keyboard,
        business_connection_id=business_connection_id,
        content_type=ContentType(message.content_type),
    )


def describe_result(
    message: Message,
    reply_markup: MarkupVariant | None,
) -> OldMessage:
    """Describe a message that was sent or edited."""
    return describe_message(
        message,
        message.chat,
        message.business_connection_id,
        has_reply_keyboard=isinstance(reply_markup, ReplyKeyboardMarkup),
    )


def find_old_message(
    event: ChatEvent,
    event_context: EventContext,
    stack: Stack,
    *,
    is_simulated: bool,
) -> OldMessage | None:
    """Return the message on the screen, or None if there is none.

    A clicked message is the one that is seen, whatever the stack says.
    """
    source = event.update.event if isinstance(event, ErrorEvent) else event
    if not isinstance(source, CallbackQuery):
        return _describe_last(
            stack,
            event_context,
            media_id=stack.last_media_id,
            media_uniq_id=stack.last_media_unique_id,
            has_reply_keyboard=stack.last_reply_keyboard,
        )
    if isinstance(source.message, Message):
        return describe_message(
            source.message,
            event_context.chat,
            event_context.business_connection_id,
            has_reply_keyboard=is_simulated,
        )
    return _describe_last(
        stack,
        event_context,
        media_id=None,
        media_uniq_id=None,
        has_reply_keyboard=is_simulated,
    )


def _describe_last(
    stack: Stack,
    event_context: EventContext,
    *,
    media_id: str | None,
    media_uniq_id: str | None,
    has_reply_keyboard: bool,
) -> OldMessage | None:
    if not stack.last_message_id:
        return None
    return OldMessage(
        chat=event_context.chat,
        message_id=stack.last_message_id,
        media_id=media_id,
        media_uniq_id=media_uniq_id,
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
