from pathlib import Path

import pytest
from aiogram.enums import ContentType

from aiogram_dialog.api.entities import MediaAttachment
from aiogram_dialog.widgets.link_preview import LinkPreview, LinkPreviewBase
from aiogram_dialog.widgets.media import Media, StaticMedia
from aiogram_dialog.widgets.media.base import Or
from aiogram_dialog.widgets.text import Const, Format

PHOTO = ContentType.PHOTO
A, B, C = (StaticMedia(url=url) for url in "abc")
HIDDEN = StaticMedia(url="hidden", when="never")


@pytest.mark.parametrize(
    ("media", "expected"),
    [
        (StaticMedia(url="a"), MediaAttachment(PHOTO, url="a")),
        (StaticMedia(path="a"), MediaAttachment(PHOTO, path="a")),
        (StaticMedia(path=Path("a/b")), MediaAttachment(PHOTO, path="a/b")),
        (StaticMedia(url=Const("a")), MediaAttachment(PHOTO, url="a")),
        (
            StaticMedia(path=Format("{name}.jpg")),
            MediaAttachment(PHOTO, path="Ann.jpg"),
        ),
        (
            StaticMedia(
                url="a",
                path="b",
                type=ContentType.VIDEO,
                use_pipe=True,
                media_params={"has_spoiler": True},
            ),
            MediaAttachment(
                ContentType.VIDEO,
                url="a",
                path="b",
                use_pipe=True,
                has_spoiler=True,
            ),
        ),
        (
            StaticMedia(url=Const("a", when="never"), path="b"),
            MediaAttachment(PHOTO, url="", path="b"),
        ),
        (Media(), None),
        (HIDDEN, None),
        (HIDDEN | Media() | A | B, MediaAttachment(PHOTO, url="a")),
        (HIDDEN | Media(), None),
    ],
)
async def test_render(manager, media, expected):
    assert await media.render_media({"name": "Ann"}, manager) == expected


@pytest.mark.parametrize("sources", [{}, {"path": ""}, {"url": ""}])
def test_no_source(sources):
    with pytest.raises(ValueError, match="Neither url nor path are provided"):
        StaticMedia(**sources)


async def test_a_source_that_renders_empty(manager):
    media = StaticMedia(path=Format("{path}"))

    with pytest.raises(ValueError, match="Neither url nor path"):
        await media.render_media({"path": ""}, manager)


def test_or_is_flat():
    first = A | B

    assert first.widgets == (A, B)
    assert (first | C).widgets == (A, B, C)
    assert (C | first).widgets == (C, A, B)
    assert A.__ror__(B).widgets == (B, A)
    assert first.__ror__(C).widgets == (C, A, B)
    assert first.widgets == (A, B)


def test_or_can_be_appended_to():
    same = either = Or(A)

    either |= B

    assert either is same
    assert either.widgets == (A, B)


class Named(Media):
    """Be a media that can be found."""

    def find(self, widget_id):
        return self if widget_id == "named" else None


def test_find(manager):
    named = Named()

    assert (A | B | named).find("named") is named
    assert (A | B).find("named") is None
    assert A.managed(manager) is A


async def test_link_preview(manager):
    preview = LinkPreview(Format("{link}"), prefer_large_media=True)

    options = await preview.render_link_preview({"link": "x"}, manager)

    assert options.model_dump() == {
        "url": "x",
        "is_disabled": False,
        "prefer_small_media": False,
        "prefer_large_media": True,
        "show_above_text": False,
    }


async def test_link_preview_of_the_text(manager):
    preview = LinkPreview(
        is_disabled=True,
        prefer_small_media=True,
        show_above_text=True,
    )

    options = await preview.render_link_preview({}, manager)

    assert options.model_dump() == {
        "url": None,
        "is_disabled": True,
        "prefer_small_media": True,
        "prefer_large_media": False,
        "show_above_text": True,
    }


async def test_link_preview_that_is_not_there(manager):
    base = LinkPreviewBase()

    assert await base.render_link_preview({}, manager) is None
    assert base.managed(manager) is base
