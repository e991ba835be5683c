"""Media whose bytes are in memory."""

from io import BytesIO

import pytest
from aiogram.enums import ContentType

from aiogram_dialog.api.entities import MediaAttachment, MediaId

PHOTO = ContentType.PHOTO


def test_attributes():
    media = MediaAttachment(
        PHOTO,
        data=b"x",
        filename="a.png",
        cache_key="k",
        has_spoiler=True,
    )

    assert (media.data, media.filename, media.cache_key) == (
        b"x",
        "a.png",
        "k",
    )
    assert (media.path, media.url, media.file_id) == (None, None, None)
    assert media.kwargs == {"has_spoiler": True}


def test_repr_tells_the_size():
    shown = repr(MediaAttachment(PHOTO, data=b"secret" * 100))

    assert "data=600 bytes" in shown
    assert "secret" not in shown


@pytest.mark.parametrize(
    "different",
    [{"data": b"y"}, {"filename": "b.png"}, {"cache_key": "l"}],
)
def test_everything_counts(different):
    same = {"data": b"x", "filename": "a.png", "cache_key": "k"}

    assert MediaAttachment(PHOTO, **same) == MediaAttachment(PHOTO, **same)
    assert MediaAttachment(PHOTO, **same) != MediaAttachment(
        PHOTO,
        **{**same, **different},
    )


def path_of(data: bytes = b"x", **names: str):
    return MediaAttachment(PHOTO, data=data, **names).storage_path


def test_same_bytes_of_the_same_name_are_the_same_file():
    assert path_of() == path_of()
    assert path_of(filename="a") == path_of(filename="a")
    assert len({path_of(), path_of(b"y"), path_of(filename="a")}) == 3
    assert path_of().startswith("memory:")


def test_key_is_all_that_counts():
    assert path_of(b"x", cache_key="k") == path_of(b"y", cache_key="k")
    assert path_of(cache_key="k") == "memory:k"
    assert path_of(cache_key="k") != path_of(cache_key="l")


def test_files_have_their_path():
    assert MediaAttachment(PHOTO, path="p").storage_path == "p"
    assert MediaAttachment(PHOTO, url="u").storage_path is None


@pytest.mark.parametrize("data", [BytesIO(b"x"), bytearray(b"x"), "x", 1])
def test_bytes_are_bytes(data):
    with pytest.raises(
        TypeError,
        match=rf"must be bytes, not {type(data).__name__}: .*getvalue\(\)",
    ):
        MediaAttachment(PHOTO, data=data)


@pytest.mark.parametrize(
    ("others", "named"),
    [
        ({"url": "u"}, "`url`"),
        ({"path": "p"}, "`path`"),
        ({"file_id": MediaId("f")}, "`file_id`"),
        ({"url": "u", "path": "p"}, "`url` and `path`"),
    ],
)
def test_one_source_only(others, named):
    with pytest.raises(ValueError, match=f"there is {named} too"):
        MediaAttachment(PHOTO, data=b"x", **others)


@pytest.mark.parametrize("lost", [{"filename": "f"}, {"cache_key": "k"}])
def test_names_of_nothing(lost):
    with pytest.raises(ValueError, match="there is no `data`"):
        MediaAttachment(PHOTO, path="p", **lost)


def test_no_bytes_are_no_source():
    with pytest.raises(ValueError, match="nor data are provided"):
        MediaAttachment(PHOTO, data=b"")


def test_dice_is_no_file():
    with pytest.raises(ValueError, match="say its emoji by `url`"):
        MediaAttachment(ContentType.DICE, data=b"x")
