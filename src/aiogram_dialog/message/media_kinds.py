"""Media that a message needs, and those that cannot be had."""

from collections.abc import Iterable

from aiogram.enums import ContentType

from aiogram_dialog.api.entities import MediaAttachment, NewMessage


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
