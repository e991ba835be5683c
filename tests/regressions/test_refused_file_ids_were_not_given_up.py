"""A window with a file could not be shown any more.

Kept file ids had no bot in their keys, so the second bot of a dispatcher was
given the ids of the first. And an id that Telegram refused was tried again at
every event, though the file was there.
"""

import pytest
from aiogram import Router
from aiogram.enums import ContentType
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.api.entities import MediaAttachment, MediaId
from aiogram_dialog.api.protocols import MediaIdStorageProtocol
from aiogram_dialog.context.media_storage import MediaIdStorage
from aiogram_dialog.emulator import connect, feed
from aiogram_dialog.emulator.faults import refuses
from aiogram_dialog.widgets.kbd import Button, SwitchTo
from aiogram_dialog.widgets.media import DynamicMedia
from aiogram_dialog.widgets.text import Const

from .conftest import Main

URL = "https://example.com/picture.jpg"
EXPIRED = "wrong file identifier/HTTP URL specified"


class Plain(MediaIdStorageProtocol):
    """Know three parameters, as storages always did."""

    def __init__(self) -> None:
        self.saved = {}

    async def get_media_id(self, path, url, type):  # noqa: A002 - so it is called
        return self.saved.get((path, url, type))

    async def save_media_id(self, path, url, type, media_id):  # noqa: A002 - so it is called
        self.saved[path, url, type] = media_id


class Half(MediaIdStorage):
    """Override one of the two methods, as it was."""

    async def get_media_id(self, path, url, type):  # noqa: A002 - so it is called
        return await super().get_media_id(path, url, type)


class Stubborn(Plain):
    """Give another id at each time, and none is right."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    async def get_media_id(self, path, url, type):  # noqa: A002 - so it is called
        self.asked += 1
        return MediaId(f"wrong-{self.asked}")


@pytest.fixture
def show(make_stage, tmp_path):
    """Make a bot whose window shows ``stage.source``."""

    async def make(**setup):
        router = Router()
        source = {}

        async def start(message, dialog_manager) -> None:
            await dialog_manager.start(
                Main.first,
                mode=StartMode.RESET_STACK,
            )

        async def get_media(**kwargs):
            return {"media": stage.constant or MediaAttachment(**source)}

        router.message.register(start, Command("start"))
        stage = await make_stage(
            router,
            Dialog(
                Window(
                    Const("menu"),
                    DynamicMedia("media"),
                    Button(Const("Again"), "again"),
                    SwitchTo(Const("Text"), "text", Main.second),
                    state=Main.first,
                    getter=get_media,
                ),
                Window(
                    Const("text"),
                    SwitchTo(Const("Back"), "back", Main.first),
                    state=Main.second,
                ),
            ),
            **setup,
        )
        path = tmp_path / "picture.jpg"
        path.write_bytes(b"picture")
        stage.world.state.web[URL] = b"picture"
        stage.file, stage.constant = path, None
        stage.source = source
        source.update(type=ContentType.PHOTO, path=path)
        return stage

    return make


def outline(calls: list[str]) -> list[str]:
    """Shorten calls to method, source and refusal."""
    found = []
    for call in calls:
        if "Photo" not in call and "Media" not in call:
            continue
        words = [
            word
            for word in ("upload", "known file", "https", "!")
            if word in call
        ]
        found.append(" ".join(words))
    return found


def refuse_once(stage) -> None:
    for method in ("sendPhoto", "editMessageMedia"):
        stage.world.faults.add(refuses(400, EXPIRED), method=method, nth=1)


@pytest.mark.parametrize("storage", [MediaIdStorage, Plain, Half])
async def test_two_bots_of_one_dispatcher(show, storage):
    stage = await show(media_id_storage=storage())
    account = stage.world.add_bot("other")
    other = connect(stage.world, account)
    chat = stage.world.private_chat(stage.ann, account)

    await stage.says("/start")
    stage.ann.says(chat, "/start")
    await feed(stage.dispatcher, other, stage.world)
    await stage.says("/start")

    kinds = [message.kind for message in stage.world.messages(chat)]
    assert kinds == ["text", "photo"]
    assert stage.last_message().kind == "photo"


async def test_each_bot_uploads_once(show):
    stage = await show()
    account = stage.world.add_bot("other")
    other = connect(stage.world, account)
    chat = stage.world.private_chat(stage.ann, account)

    for _ in range(3):
        await stage.says("/start")
        stage.ann.says(chat, "/start")
        await feed(stage.dispatcher, other, stage.world)

    assert outline(stage.new_calls()) == ["upload"] * 2 + ["known file"] * 4


@pytest.mark.parametrize("kind", ["path", "url", "data"])
@pytest.mark.parametrize("storage", [MediaIdStorage, Plain, Half])
async def test_refused_id_is_given_up(show, storage, kind):
    stage = await show(media_id_storage=storage())
    del stage.source["path"]
    stage.source.update(
        {
            "path": {"path": stage.file},
            "url": {"url": URL},
            "data": {"data": b"x"},
        }[kind],
    )
    await stage.says("/start")
    stage.new_calls()
    refuse_once(stage)

    await stage.says("/start")
    await stage.says("/start")

    sent = "https" if kind == "url" else "upload"
    assert outline(stage.new_calls()) == [
        "known file !",
        sent,
        "known file",
    ]
    assert stage.last_message().kind == "photo"


async def test_refused_while_editing(show):
    stage = await show()
    await stage.says("/start")
    await stage.presses("Text")
    stage.new_calls()
    refuse_once(stage)

    await stage.presses("Back")

    assert outline(stage.new_calls()) == ["known file !", "upload"]
    assert stage.last_message().kind == "photo"


async def test_given_id_beside_a_file(show):
    """The kept id comes next, so the file is uploaded once."""
    stage = await show()
    stage.source["file_id"] = MediaId("expired")

    await stage.says("/start")
    await stage.says("/start")

    calls = outline(stage.new_calls())
    assert [call.removesuffix(" !") for call in calls].count("upload") == 1
    assert calls[-1] == "known file"
    assert stage.last_message().kind == "photo"


async def test_given_id_alone_raises(show):
    stage = await show()
    stage.source["file_id"] = MediaId("expired")
    del stage.source["path"]

    with pytest.raises(TelegramBadRequest):
        await stage.says("/start")

    assert len(outline(stage.new_calls())) == 1


async def test_file_that_is_refused_too(show):
    stage = await show(media_id_storage=Stubborn())
    stage.source["file_id"] = MediaId("expired")
    stage.world.faults.add(refuses(400, EXPIRED), method="sendPhoto")

    with pytest.raises(TelegramBadRequest):
        await stage.says("/start")

    # The given one, the kept one, the file.
    assert len(outline(stage.new_calls())) == 3


async def test_other_refusals_keep_the_id(show):
    stage = await show()
    await stage.says("/start")
    stage.new_calls()
    stage.world.faults.add(
        refuses(400, "IMAGE_PROCESS_FAILED"),
        method="sendPhoto",
        nth=1,
    )

    with pytest.raises(TelegramBadRequest):
        await stage.says("/start")
    await stage.says("/start")

    assert outline(stage.new_calls()) == ["known file !", "known file"]


async def test_media_of_the_bot_stay_as_they_are(show):
    """The attachment may be a constant, shown by other windows too."""
    stage = await show()
    given = MediaId("expired")
    stage.constant = MediaAttachment(**stage.source, file_id=given)

    await stage.says("/start")

    assert stage.last_message().kind == "photo"
    assert stage.constant.file_id is given
