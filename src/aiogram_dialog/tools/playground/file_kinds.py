"""What is in a file, by its first bytes.

Names and declared types are not trusted: what a browser is told of a file
decides what the browser does with it.
"""

from dataclasses import dataclass
from typing import Literal

UNKNOWN = "application/octet-stream"

_BEGINNINGS = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
)
_JPEG_MARKER = 0xFF
# The markers of segments of a JPEG that tell its size.
_JPEG_FRAMES = frozenset({0xC0, 0xC1, 0xC2})


@dataclass(frozen=True, slots=True)
class Size:
    """Hold the size of a picture in pixels."""

    width: int
    height: int


def kind_of(content: bytes) -> str:
    """Return the media type; ``UNKNOWN`` for what is not media."""
    for offset, beginning, kind in _BEGINNINGS:
        if content.startswith(beginning, offset):
            return kind
    return UNKNOWN


def picture_size(content: bytes) -> Size | None:
    """Return the size of a PNG, a GIF or a JPEG, None for anything else."""
    kind = kind_of(content)
    if kind == "image/png":
        return _size(content[16:20], content[20:24], "big")
    if kind == "image/gif":
        return _size(content[6:8], content[8:10], "little")
    return _jpeg_size(content) if kind == "image/jpeg" else None


def _size(
    width: bytes,
    height: bytes,
    order: Literal["big", "little"],
) -> Size | None:
    size = Size(
        int.from_bytes(width, order),
        int.from_bytes(height, order),
    )
    return size if size.width and size.height else None


def _jpeg_size(content: bytes) -> Size | None:
    position = 2
    while position + 9 <= len(content) and content[position] == _JPEG_MARKER:
        if content[position + 1] in _JPEG_FRAMES:
            height = content[position + 5 : position + 7]
            width = content[position + 7 : position + 9]
            return _size(width, height, "big")
        length = content[position + 2 : position + 4]
        position += 2 + int.from_bytes(length, "big")
    return None
