"""A gallery: pictures with captions and pages, and a button to like them.

The pictures are painted in memory, so the bot needs neither files nor a
network. Telegram gets each of them once: it is known by its ``cache_key``.

Run it with the token that @BotFather gave you, or play with it without one::

    BOT_TOKEN=... python examples/gallery.py
    aiogram-dialog play examples/gallery:make_dispatcher
"""

import asyncio
import logging
import os
import struct
import zlib
from dataclasses import dataclass
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.enums import ContentType
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from aiogram_dialog import (
    Dialog,
    DialogManager,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.api.entities import MediaAttachment
from aiogram_dialog.widgets.common import ManagedScroll
from aiogram_dialog.widgets.kbd import (
    Button,
    Cancel,
    NumberedPager,
    Row,
    StubScroll,
    SwitchTo,
)
from aiogram_dialog.widgets.media import DynamicMedia
from aiogram_dialog.widgets.text import Const, Format

Colour = tuple[int, int, int]
WIDTH, HEIGHT = 320, 200


@dataclass(frozen=True, slots=True)
class Picture:
    key: str
    title: str
    sky: Colour
    ground: Colour


PICTURES = [
    Picture("noon", "Noon at the sea", (120, 190, 250), (30, 90, 170)),
    Picture("desert", "The desert", (250, 220, 170), (210, 150, 70)),
    Picture("meadow", "A meadow", (160, 210, 250), (80, 160, 60)),
    Picture("night", "A winter night", (20, 20, 60), (220, 225, 240)),
]


def paint(picture: Picture) -> bytes:
    """Return a PNG: sky above, ground below."""
    horizon = HEIGHT * 3 // 5
    # Each line begins with the number of its filter, which is none.
    sky = (b"\0" + bytes(picture.sky) * WIDTH) * horizon
    ground = (b"\0" + bytes(picture.ground) * WIDTH) * (HEIGHT - horizon)
    header = struct.pack(">2I5B", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = {
        b"IHDR": header,
        b"IDAT": zlib.compress(sky + ground),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks.items()
    )


class Gallery(StatesGroup):
    pictures = State()
    liked = State()


async def current(manager: DialogManager) -> Picture:
    scroll: ManagedScroll[Any] | None = manager.find("page")
    page = await scroll.get_page() if scroll else 0
    # A modified client can ask for any page.
    return PICTURES[min(page, len(PICTURES) - 1)]


async def get_picture(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    picture = await current(dialog_manager)
    liked = dialog_manager.dialog_data.get("liked", [])
    return {
        "title": picture.title,
        "photo": MediaAttachment(
            ContentType.PHOTO,
            data=paint(picture),
            filename=f"{picture.key}.png",
            cache_key=picture.key,
        ),
        "heart": "❤️" if picture.key in liked else "🤍",
        "pages": len(PICTURES),
        "any_liked": bool(liked),
    }


async def like(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    """Like a picture, or do not like it any more."""
    picture = await current(manager)
    liked: list[str] = manager.dialog_data.setdefault("liked", [])
    if picture.key in liked:
        liked.remove(picture.key)
    else:
        liked.append(picture.key)


async def get_liked(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    liked = dialog_manager.dialog_data.get("liked", [])
    titles = [it.title for it in PICTURES if it.key in liked]
    return {"liked": "\n".join(f"❤️ {title}" for title in titles)}


dialog = Dialog(
    Window(
        DynamicMedia("photo"),
        Format("{title}"),
        # It has pages, and nothing of its own to show on them.
        StubScroll("page", pages="pages"),
        NumberedPager("page"),
        Row(
            Button(Format("{heart}"), id="like", on_click=like),
            SwitchTo(
                Const("All I like"),
                id="all",
                state=Gallery.liked,
                when="any_liked",
            ),
        ),
        Cancel(Const("Leave")),
        getter=get_picture,
        state=Gallery.pictures,
    ),
    Window(
        Format("{liked}"),
        SwitchTo(Const("« Pictures"), id="back", state=Gallery.pictures),
        getter=get_liked,
        state=Gallery.liked,
    ),
)

router = Router()


@router.message(CommandStart())
async def start(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Gallery.pictures, mode=StartMode.RESET_STACK)


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()
    dispatcher.include_routers(router, dialog)
    setup_dialogs(dispatcher)
    return dispatcher


async def main() -> None:
    logging.basicConfig(level=logging.INFO)
    bot = Bot(os.environ["BOT_TOKEN"])
    await make_dispatcher().start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
