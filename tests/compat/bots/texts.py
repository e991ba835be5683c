"""A bot of texts, of media and of previews of links."""

from pathlib import Path
from typing import Any

from aiogram import F
from aiogram.enums import ContentType
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, Window
from aiogram_dialog.api.entities import MediaAttachment, MediaId
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Next, Row, SwitchTo
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.media import DynamicMedia, StaticMedia
from aiogram_dialog.widgets.text import (
    Case,
    Const,
    Format,
    Jinja,
    List,
    Multi,
    Progress,
)

from .notes import noting


class Main(StatesGroup):
    texts = State()
    joined = State()
    previews = State()
    statics = State()
    dynamics = State()
    voices = State()


STATES = Main.__states__
WORDS = ["hello", "<b>&</b>", "https://example.com/said"]
TALK = 0.12
FILE = Path(__file__)


async def count(manager: Any) -> None:
    data = manager.dialog_data
    data["count"] = (data.get("count", 0) + 1) % 7


async def get_data(dialog_manager: Any, **kwargs: Any) -> dict[str, Any]:
    data = dialog_manager.dialog_data
    number = data.get("count", 0)
    photo = data.get("photo")
    return {
        "count": number,
        "odd": number % 2,
        "percent": number * 23.5,
        "word": data.get("word", "word"),
        "items": [("a", 1), ("b", 2), ("c", 3)][:number],
        "none": [],
        "media": photo
        and MediaAttachment(ContentType.PHOTO, file_id=MediaId(photo)),
    }


async def keep(message: Any, widget: Any, manager: Any) -> None:
    await noting("keep")(message, widget, manager)
    if message.photo:
        manager.dialog_data["photo"] = message.photo[-1].file_id
    else:
        manager.dialog_data["word"] = message.text


def controls() -> Row:
    return Row(Button(Format("{count}"), "more", noting("more", count)))


def is_even(data: dict[str, Any], widget: Any, manager: Any) -> bool:
    return not data["odd"]


def texts() -> Window:
    return Window(
        Const("<i>Const</i>"),
        "Format {count:03} {word!r} {items}",
        Const("even", when=is_even),
        Const("odd", when="odd"),
        Const("three", when=F["count"] == 3),
        Const("no three", when=~F["three"]),
        Case(
            {0: Const("none"), 1: Format("{count}!"), ...: Const("many")},
            selector="count",
        ),
        Case(
            {True: Const("big"), False: Const("small")},
            selector=F["count"] > 2,
            when=F["count"] != 4,
        ),
        Case(
            {0: Const("even"), 1: Const("uneven")},
            selector=lambda data, *_: data["count"] % 2,
        ),
        Progress("percent", 8),
        Progress("percent", filled="#", empty=".", when="odd"),
        controls(),
        Next(),
        MessageInput(keep),
        state=Main.texts,
    )


def joined() -> Window:
    return Window(
        Multi(Const("a"), Const("b", when="odd"), Const("c"), sep=" - "),
        Const("sum: ") + Format("{count}") + "!",
        "left: " + Const("right", when="odd") + Multi(Const("x"), Const("y")),
        Const("first", when="odd") | Format("second") | "third",
        Const("", when="odd") | Const(""),
        List(Format("{pos}. {item[0]} of {data[word]}"), items="items"),
        List(
            Format("{item}") + Const(" last", when=F["pos"] == 3),
            items=F["items"],
            sep="; ",
            when=F["count"] > 1,
        ),
        List(Const("never"), items="none"),
        Jinja(
            "<b>{{ word }}</b>{% if odd %}, odd{% endif %}\n"
            "{% for name, n in items %}\n"
            "{{ loop.index }}. {{ name|upper }}={{ n }}\n"
            "{% endfor %}",
        ),
        controls(),
        Next(),
        MessageInput(keep),
        parse_mode="HTML",
        state=Main.joined,
    )


def previews() -> Window:
    return Window(
        Format("https://example.com/{count}"),
        LinkPreview(
            url=Format("https://example.com/{word}"),
            prefer_small_media=True,
            show_above_text=True,
            when=F["count"] % 3 > 0,
        ),
        controls(),
        Next(),
        SwitchTo(Const("Off"), "off", Main.voices),
        MessageInput(keep),
        state=Main.previews,
    )


def statics() -> Window:
    return Window(
        Format("Media {count}"),
        StaticMedia(
            path=FILE,
            type=ContentType.DOCUMENT,
            media_params={"disable_content_type_detection": True},
            when="odd",
        )
        | StaticMedia(
            url=Format("https://example.com/{count}.jpg"),
            media_params={"has_spoiler": True},
            when=F["count"] < 4,
        )
        | StaticMedia(path=str(FILE), type=ContentType.ANIMATION),
        controls(),
        Next(),
        MessageInput(keep),
        state=Main.statics,
    )


def dynamics() -> Window:
    return Window(
        Format("Kept {word}"),
        DynamicMedia("media", when=F["count"] != 2),
        controls(),
        SwitchTo(Const("Statics"), "statics", Main.statics),
        Next(),
        MessageInput(keep),
        state=Main.dynamics,
        protect_content=True,
    )


def voices() -> Window:
    return Window(
        Format("Voice or video {count}"),
        StaticMedia(
            url="https://example.com/voice.ogg",
            type=ContentType.VOICE,
            when=F["count"] % 3 == 0,
        )
        | StaticMedia(
            url=Const("https://example.com/video.mp4"),
            type=ContentType.VIDEO,
            use_pipe=True,
            when="odd",
        ),
        LinkPreview(is_disabled=True),
        controls(),
        SwitchTo(Const("Texts"), "texts", Main.texts),
        MessageInput(keep),
        state=Main.voices,
    )


def dialogs() -> list[Dialog]:
    windows = [
        texts(),
        joined(),
        previews(),
        statics(),
        dynamics(),
        voices(),
    ]
    return [Dialog(*windows, getter=get_data)]
