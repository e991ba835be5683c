"""Files of the world: kept once, named anew for every bot."""

import base64
import binascii
from typing import Any

from .messages import File
from .records import Json
from .state import State

TYPE_NAMES = {
    "photo": "Photo",
    "live_photo": "LivePhoto",
    "video": "Video",
    "animation": "Animation",
    "audio": "Audio",
    "document": "Document",
    "voice": "VoiceNote",
    "video_note": "VideoNote",
    "sticker": "Sticker",
    "thumbnail": "Thumbnail",
}
"""Kinds of files as Telegram words them in refusals."""

_FOLDERS = {
    "photo": ("photos", "jpg"),
    "live_photo": ("live_photos", "mp4"),
    "video": ("videos", "mp4"),
    "animation": ("animations", "mp4"),
    "audio": ("music", "mp3"),
    "document": ("documents", "bin"),
    "voice": ("voice", "oga"),
    "video_note": ("video_notes", "mp4"),
    "sticker": ("stickers", "webp"),
    "thumbnail": ("thumbnails", "jpg"),
}
_FACTS: dict[str, Json] = {
    "live_photo": {"width": 1280, "height": 960, "duration": 2},
    "video": {"width": 1280, "height": 720, "duration": 10},
    "animation": {"width": 320, "height": 240, "duration": 3},
    "audio": {"duration": 180},
    "document": {},
    "voice": {"duration": 5},
    "video_note": {"length": 240, "duration": 5},
    "sticker": {
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
    },
    "thumbnail": {"width": 90, "height": 68},
}
_MIME = {
    "live_photo": "video/mp4",
    "video": "video/mp4",
    "animation": "video/mp4",
    "audio": "audio/mpeg",
    "document": "application/octet-stream",
    "voice": "audio/ogg",
}
_NAMED = {"video", "animation", "audio", "document"}


def store_file(
    state: State,
    kind: str,
    content: bytes,
    *,
    name: str = "",
    facts: Json | None = None,
    size: int | None = None,
) -> File:
    """Keep a file of a kind like `photo` or `voice`.

    `facts` are fields of its object that the sender knows (duration,
    title …); `size` declares it bigger than `content`.
    """
    number = state.count("file", start=0)
    unique_id = f"{kind}-{number}"
    folder, extension = _FOLDERS[kind]
    _, dot, own_extension = name.rpartition(".")
    path = f"{folder}/file_{number}.{own_extension if dot else extension}"
    known = len(content) if size is None else size
    media = _media(kind, unique_id, name, known, facts or {})
    file = File(unique_id, kind, name, content, path, media, size)
    state.files[unique_id] = file
    return file


def _media(
    kind: str,
    unique_id: str,
    name: str,
    size: int,
    facts: Json,
) -> Any:
    if kind == "photo":
        return [
            {
                "file_unique_id": f"{unique_id}.small",
                "width": 90,
                "height": 68,
                "file_size": size,
            },
            {
                "file_unique_id": unique_id,
                "width": 1280,
                "height": 960,
                "file_size": size,
            },
        ]
    media = {"file_unique_id": unique_id, **_FACTS[kind], **facts}
    if kind in _MIME:
        media["mime_type"] = _MIME[kind]
    if kind in _NAMED and name:
        media["file_name"] = name
    media["file_size"] = size
    return media


def media_content(file: File) -> Json:
    """Show a file as the fields of a message; animations fill two."""
    content: Json = {file.kind: file.media}
    if file.kind == "animation":
        kept = {"file_unique_id", "file_name", "mime_type", "file_size"}
        content["document"] = {
            name: value for name, value in file.media.items() if name in kept
        }
    return content


def unique_id_of(content: Json, kind: str) -> str | None:
    """Return the unique id of the file of a message, None without one."""
    media = content.get(kind)
    if isinstance(media, list) and media:
        media = media[-1]
    if isinstance(media, dict):
        return media.get("file_unique_id")
    return None


def file_id(bot_id: int, unique_id: str) -> str:
    """Name a file for a bot."""
    raw = f"{bot_id}:{unique_id}".encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def read_file_id(bot_id: int, text: str) -> str:
    """Return the unique id behind a bot's name of a file.

    Raises ValueError worded by Telegram for what is no file id, and
    LookupError for a file id of another bot.
    """
    try:
        padded = text + "=" * (-len(text) % 4)
        raw = base64.b64decode(padded, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("Wrong padding in the string") from error
    owner, colon, unique_id = raw.decode(errors="replace").partition(":")
    if not colon or not owner.isdecimal():
        raise ValueError("can't unserialize it")
    if int(owner) != bot_id:
        raise LookupError(unique_id)
    return unique_id.removesuffix(".small")


def localize(value: Any, bot_id: int) -> Any:
    """Copy JSON with the file ids by which a bot knows its files."""
    if isinstance(value, list):
        return [localize(item, bot_id) for item in value]
    if not isinstance(value, dict):
        return value
    copied = {key: localize(item, bot_id) for key, item in value.items()}
    if "file_unique_id" in copied:
        unique_id = copied["file_unique_id"]
        copied = {"file_id": file_id(bot_id, unique_id), **copied}
    return copied
