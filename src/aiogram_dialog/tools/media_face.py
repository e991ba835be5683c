"""How media looks in a preview: a picture, or a name."""

import mimetypes
from base64 import b64encode
from pathlib import Path

from aiogram.enums import ContentType

from aiogram_dialog.api.entities import MediaAttachment

from .names import plain
from .rendered import RenderMedia

# Kinds whose files may be pictures.
_PICTURES = {
    ContentType.ANIMATION,
    ContentType.DOCUMENT,
    ContentType.PHOTO,
    ContentType.STICKER,
}
# A page with larger files in it would be no pleasure.
MAX_EMBEDDED = 4 * 1024 * 1024
# What the machine knows of kinds of files is no matter.
_KINDS = mimetypes.MimeTypes()
_KINDS.add_type("image/webp", ".webp")


def media_face(media: MediaAttachment) -> RenderMedia:
    """Return what is known of media."""
    return RenderMedia(plain(media.type), _name(media), _source(media))


def photo_address(media: MediaAttachment) -> str:
    """Return where a photo comes from; in memory it is a ``data:`` URL."""
    if media.data is not None:
        return _embed(media.data, "image/jpeg")
    return str(media.url or media.path or media.file_id)


def _name(media: MediaAttachment) -> str:
    if media.url:
        return media.url
    if media.path:
        return str(media.path)
    if media.file_id:
        return media.file_id.file_id
    return media.filename or f"{len(media.data or b'')} bytes"


def _source(media: MediaAttachment) -> str | None:
    if media.type not in _PICTURES:
        return None
    if media.data is not None:
        mime = _mime(media, media.filename or "")
        return _embed(media.data, mime) if mime else None
    if media.url:
        is_of_web = media.url.startswith(("http://", "https://"))
        return media.url if is_of_web and _mime(media, media.url) else None
    return _embed_file(media, Path(media.path)) if media.path else None


def _mime(media: MediaAttachment, name: str) -> str | None:
    """Return what kind of picture this is, None for other files."""
    guess, _ = _KINDS.guess_type(name.partition("?")[0])
    if guess and guess.startswith("image/"):
        return guess
    # Photos are pictures whatever they are called.
    return "image/jpeg" if media.type == ContentType.PHOTO else None


def _embed_file(media: MediaAttachment, path: Path) -> str | None:
    mime = _mime(media, path.name)
    try:
        if mime is None or path.stat().st_size > MAX_EMBEDDED:
            return None
        return _embed(path.read_bytes(), mime)
    except OSError:
        # The window is worth being seen without its picture.
        return None


def _embed(data: bytes, mime: str) -> str:
    return f"data:{mime};base64,{b64encode(data).decode()}"
