"""What a window says of how it is sent, where Telegram listens to it.

Nothing is said where a window says nothing: the bot's defaults count.
"""

from typing import Any

from aiogram.enums import ContentType

from aiogram_dialog.api.entities import NewMessage

_PICTURES = frozenset(
    {ContentType.ANIMATION, ContentType.PHOTO, ContentType.VIDEO},
)


def sending_options(new_message: NewMessage) -> dict[str, Any]:
    """Return what is said when a message is sent, and never later.

    Telegram refuses effects outside of private chats. Those have positive
    ids; a chat of the background may have no type.
    """
    is_private = new_message.chat.id > 0
    effect = new_message.message_effect_id if is_private else None
    return _given(
        disable_notification=new_message.disable_notification,
        message_effect_id=effect,
    )


def caption_options(new_message: NewMessage) -> dict[str, Any]:
    """Return what is said of the caption of a picture or a video."""
    if not _is_picture(new_message):
        return {}
    return _given(
        show_caption_above_media=new_message.show_caption_above_media,
    )


def picture_options(new_message: NewMessage) -> dict[str, Any]:
    """Return what is said of a picture or a video and its caption."""
    if not _is_picture(new_message):
        return {}
    return {
        **caption_options(new_message),
        **_given(has_spoiler=new_message.has_spoiler),
    }


def _is_picture(new_message: NewMessage) -> bool:
    media = new_message.media
    return media is not None and media.type in _PICTURES


def _given(**options: Any) -> dict[str, Any]:
    return {
        name: value for name, value in options.items() if value is not None
    }
