import pytest

from aiogram_dialog.tools.playground.file_kinds import (
    UNKNOWN,
    Size,
    kind_of,
    picture_size,
)

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x05\0\0\0\x07"
GIF = b"GIF89a\x05\0\x07\0"
JPEG = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x07\0\x05\x03\x01\x22\0"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "image/png"),
        (GIF, "image/gif"),
        (JPEG, "image/jpeg"),
        (b"RIFF....WEBP", "image/webp"),
        (b"RIFF....WAVE", "audio/wav"),
        (b"....ftypisom", "video/mp4"),
        (b"OggS", "audio/ogg"),
        (b"<html>", UNKNOWN),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", UNKNOWN),
        (b"", UNKNOWN),
    ],
)
def test_kinds(content, kind):
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (PNG, Size(5, 7)),
        (GIF, Size(5, 7)),
        (JPEG, Size(5, 7)),
        (PNG[:12], None),
        (JPEG[:9], None),
        (b"\xff\xd8\xff\xe0\0\0", None),
        (b"OggS", None),
    ],
)
def test_sizes(content, size):
    assert picture_size(content) == size
