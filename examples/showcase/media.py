"""Pictures, files, stickers: from a path, from memory, from the user."""

from typing import Any

from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Message

from aiogram_dialog import Dialog, DialogManager, ShowMode, Window
from aiogram_dialog.api.entities import MediaAttachment, MediaId
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Group, Select
from aiogram_dialog.widgets.media import DynamicMedia, StaticMedia
from aiogram_dialog.widgets.text import Const, Format

from . import sending
from .common import CLOSE, back_to, go_to
from .pictures import FOLDER, STICKER, draw_chart
from .states import Media

BARS = [("red", "🔴"), ("green", "🟢"), ("blue", "🔵")]
HIGHEST = 8

to_topics = back_to(Media.topics)

topics = Window(
    Const("🖼 Media\n\nA window may have a text, and a picture or a file."),
    Group(
        go_to("📷 A picture", Media.picture),
        go_to("📊 A chart", Media.chart),
        go_to("📄 A file", Media.file),
        go_to("⭐️ A sticker", Media.sticker),
        go_to("🎲 A dice", Media.dice),
        go_to("🌍 A link", Media.preview),
        go_to(
            "🎁 A surprise",
            Media.surprise,
            # An effect comes with a new message only.
            show_mode=ShowMode.DELETE_AND_SEND,
        ),
        width=2,
    ),
    CLOSE,
    state=Media.topics,
)


async def keep_picture(
    message: Message,
    message_input: MessageInput,
    manager: DialogManager,
) -> None:
    biggest = message.photo[-1]
    manager.dialog_data["sent"] = [biggest.file_id, biggest.file_unique_id]


async def get_picture(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    ids = dialog_manager.dialog_data.get("sent")
    return {
        "sent": ids
        and MediaAttachment(ContentType.PHOTO, file_id=MediaId(*ids)),
    }


picture = Window(
    Const("Send me a photo, and I show it to you."),
    DynamicMedia("sent") | StaticMedia(path=FOLDER / "Morning.png"),
    MessageInput(keep_picture, content_types=ContentType.PHOTO),
    to_topics,
    state=Media.picture,
    getter=get_picture,
    preview_data={"sent": None},
)


async def raise_bar(
    callback: CallbackQuery,
    select: Any,
    manager: DialogManager,
    colour: str,
) -> None:
    height = manager.dialog_data.get(colour, 1)
    manager.dialog_data[colour] = height % HIGHEST + 1


async def get_chart(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    heights = [dialog_manager.dialog_data.get(name, 1) for name, _ in BARS]
    # What is drawn needs no file: the bytes are sent as they are.
    chart = MediaAttachment(
        ContentType.PHOTO,
        data=draw_chart(heights, HIGHEST),
        filename="chart.png",
    )
    return {"chart": chart, "heights": " · ".join(map(str, heights))}


chart = Window(
    Format("A picture from memory: {heights}"),
    DynamicMedia("chart"),
    Select(
        Format("{item[1]} higher"),
        id="bar",
        item_id_getter=lambda bar: bar[0],
        items=BARS,
        on_click=raise_bar,
    ),
    to_topics,
    state=Media.chart,
    getter=get_chart,
    preview_data=get_chart,
)


async def get_file(**kwargs: Any) -> dict[str, Any]:
    shopping = MediaAttachment(
        ContentType.DOCUMENT,
        data=b"Bread\nCheese\nOlives\n",
        filename="shopping.txt",
    )
    return {"shopping": shopping}


file = Window(
    Const("A file that was written just now."),
    DynamicMedia("shopping"),
    to_topics,
    state=Media.file,
    getter=get_file,
    preview_data=get_file,
)

# A sticker or a dice has no text: its buttons have to speak for it.
sticker = Window(
    StaticMedia(path=STICKER, type=ContentType.STICKER),
    to_topics,
    state=Media.sticker,
)

dice = Window(
    StaticMedia(url="🎲", type=ContentType.DICE),
    # Nobody can edit a dice, nor delete it while it is new: what comes
    # next is sent below it.
    go_to("🎲 Throw again", Media.dice, show_mode=ShowMode.SEND),
    go_to("⬅️ Back", Media.topics, show_mode=ShowMode.SEND),
    state=Media.dice,
)


def make_dialogs() -> list[Dialog]:
    pictures = (picture, chart, file, sticker, dice)
    return [Dialog(topics, *pictures, *sending.windows)]
