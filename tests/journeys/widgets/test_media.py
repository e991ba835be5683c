"""Pictures, links and other media."""

from aiogram import F
from aiogram.enums import ContentType

from aiogram_dialog.api.entities import MediaAttachment, MediaId
from aiogram_dialog.widgets.kbd import Button, NextPage
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.media import DynamicMedia, MediaScroll, StaticMedia
from aiogram_dialog.widgets.text import Const, Format

URL = "https://example.com/{}.jpg"


async def count(callback, button, manager) -> None:
    manager.dialog_data["n"] = manager.dialog_data.get("n", 0) + 1


COUNT = Button(Const("Count"), id="count", on_click=count)


async def get_n(dialog_manager, **kwargs):
    n = dialog_manager.dialog_data.get("n", 0)
    return {"n": n, "is_odd": n % 2 == 1}


async def test_static_media(play, tmp_path):
    picture = tmp_path / "picture.jpg"
    picture.write_bytes(b"picture")
    await play(
        Const("caption"),
        StaticMedia(path=picture),
        COUNT,
        script=["press Count"],
    )


async def test_alternatives(play):
    await play(
        Format("{n}"),
        StaticMedia(url=Const(URL.format("odd")), when="is_odd")
        | StaticMedia(url=Format("https://example.com/{n}.jpg")),
        COUNT,
        getter=get_n,
        script=["press Count", "press Count"],
    )


async def get_picture(data):
    if data["n"] == 1:
        return None
    return MediaAttachment(
        ContentType.PHOTO,
        data=b"picture %d" % data["n"],
        cache_key=str(data["n"] % 2),
    )


async def test_dynamic_media(play):
    await play(
        Format("{n}"),
        DynamicMedia(get_picture),
        COUNT,
        getter=get_n,
        script=["press Count", "press Count", "press Count"],
    )


async def test_media_scroll(play, log):
    await play(
        Format("."),
        MediaScroll(
            DynamicMedia(F["item"]),
            items=[
                MediaAttachment(ContentType.PHOTO, url=URL.format(n))
                for n in range(3)
            ],
            id="gallery",
            on_page_changed=log("on_page_changed"),
        ),
        NextPage("gallery"),
        script=["press >", "press >", "press >"],
    )


async def test_dice(play):
    await play(
        DynamicMedia(
            lambda _data: MediaAttachment(
                ContentType.DICE,
                file_id=MediaId("🎲"),
            ),
        ),
        COUNT,
        Button(Format("{n}"), id="n"),
        getter=get_n,
        script=["press Count"],
    )


async def test_link_preview(play):
    await play(
        Const("https://example.com"),
        LinkPreview(
            url=Const("https://example.org"),
            prefer_large_media=True,
            show_above_text=True,
        ),
        script=[],
    )


async def test_send_options(play):
    await play(
        Const("caption"),
        StaticMedia(url=Const(URL.format(1))),
        disable_notification=True,
        message_effect_id="5104841245755180586",
        show_caption_above_media=True,
        has_spoiler=True,
        script=[],
    )
