"""What a window says of how it is sent, where Telegram listens to it.

Nothing is said where a window says nothing: the bot's defaults count.
"""

from copy import copy
from typing import Any

from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.types import LinkPreviewOptions

from aiogram_dialog.api.entities import NewMessage

_PICTURES = frozenset(
    {ContentType.ANIMATION, ContentType.PHOTO, ContentType.VIDEO},
)


def settle_protection(bot: Bot, new_message: NewMessage) -> NewMessage:
    """Return a message that says whether its content is protected.

    Parameters of the media come first, then the window, then the bot's
    defaults. Where none of them says anything, the message does not either.
    """
    said = new_message.protect_content
    if said is None:
        try:
            said = bot.default.protect_content is True or None
        except AttributeError:
            # Bots in tests are often stand-ins.
            said = None
    media = new_message.media
    if media is not None:
        said = media.kwargs.get("protect_content", said)
    if said is new_message.protect_content:
        return new_message
    settled = copy(new_message)
    settled.protect_content = said
    return settled


def preview_options(
    bot: Bot,
    new_message: NewMessage,
) -> LinkPreviewOptions | None:
    """Return how links are seen, as the window or the bot says."""
    said = new_message.link_preview_options
    if said is not None:
        return said
    try:
        default = bot.default.link_preview
    except AttributeError:
        return None
    return default if type(default) is LinkPreviewOptions else None


def sending_options(new_message: NewMessage) -> dict[str, Any]:
    """Return what is said when a message is sent, and never later.

    Telegram refuses effects outside of private chats. Those have positive
    ids; a chat of the background may have no type.
    """
    is_private = new_message.chat.id > 0
    effect = new_message.message_effect_id if is_private else None
    return _given(
        protect_content=new_message.protect_content,
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
