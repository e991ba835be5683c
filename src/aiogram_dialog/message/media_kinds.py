"""Media that a message needs, and what Telegram can do with its kind."""

from collections.abc import Iterable

from aiogram.enums import ContentType

from aiogram_dialog.api.entities import (
    MediaAttachment,
    MediaId,
    NewMessage,
    OldMessage,
)

FIXED = frozenset(
    {ContentType.DICE, ContentType.STICKER, ContentType.VIDEO_NOTE},
)
"""Kinds without a caption: nothing but their keyboard can be edited."""

# What makes an emoji a picture is no part of what Telegram calls it.
_VARIATION = "\ufe0f"


def needed_media(new_message: NewMessage) -> MediaAttachment:
    """Return the media of a message that has some."""
    if new_message.media is None:
        raise ValueError("The message has no media.")
    return new_message.media


def unsupported(
    media: MediaAttachment,
    action: str,
    supported: Iterable[ContentType],
) -> ValueError:
    """Return the error of media that Telegram has no method for."""
    known = ", ".join(sorted(supported))
    return ValueError(
        f"Media of type {media.type!r} is not supported: "
        f"can {action} only {known}.",
    )


def dice_emoji(media: MediaAttachment) -> str:
    """Return the emoji that is the source of a dice."""
    named = media.file_id.file_id if media.file_id else None
    emoji = named or media.url or media.path
    # Emojis of an enum would be written with their names.
    return str.__str__(emoji) if isinstance(emoji, str) else str(emoji)


def is_same_fixed(
    media: MediaAttachment | None,
    old_message: OldMessage,
) -> bool:
    """Tell whether media that cannot be edited is on the screen already.

    Files are the same by their ids, dice by their emojis.
    """
    if (
        media is None
        or media.type not in FIXED
        or media.type != old_message.content_type
        or old_message.media_id is None
    ):
        return False
    if media.type == ContentType.DICE:
        shown = old_message.media_id.rstrip(_VARIATION)
        return dice_emoji(media).rstrip(_VARIATION) == shown
    return media.file_id == MediaId(
        old_message.media_id,
        old_message.media_uniq_id,
    )
