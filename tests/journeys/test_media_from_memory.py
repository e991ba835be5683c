"""Media from memory: uploaded once, and known from then on."""

import pytest
from aiogram import Router
from aiogram.enums import ContentType
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.api.entities import MediaAttachment, MediaId
from aiogram_dialog.api.protocols import MediaIdStorageProtocol
from aiogram_dialog.context.media_storage import MediaIdStorage
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.media import DynamicMedia
from aiogram_dialog.widgets.text import Const

ANSWER = "AnswerCallbackQuery"


class Show(StatesGroup):
    chart = State()


class Drawing:
    """Draw what the next window shows."""

    def __init__(self) -> None:
        self.source = {"type": ContentType.PHOTO, "data": b"first"}

    async def __call__(self, **kwargs):
        return {"chart": MediaAttachment(**self.source)}

    def becomes(self, **source) -> None:
        self.source = {**self.source, **source}


@pytest.fixture
def drawing():
    return Drawing()


@pytest.fixture
def start(make_stage, drawing):
    async def start(**setup):
        router = Router()

        @router.message(Command("start"))
        async def open_chart(message, dialog_manager) -> None:
            await dialog_manager.start(Show.chart, mode=StartMode.RESET_STACK)

        async def on_text(message, widget, manager) -> None:
            pass

        dialog = Dialog(
            Window(
                Const("chart"),
                DynamicMedia("chart"),
                Button(Const("again"), id="again"),
                MessageInput(on_text),
                state=Show.chart,
                getter=drawing,
            ),
        )
        stage = await make_stage(router, dialog, **setup)
        await stage.says("/start")
        return stage

    return start


async def test_same_bytes_are_uploaded_once(start, any_storage):
    stage = await start(storage=any_storage)
    await stage.presses("again")
    await stage.says("hello")

    not_modified = (
        " ! 400 Bad Request: message is not modified: specified new message "
        "content and reply markup are exactly the same as a current content "
        "and reply markup of the message"
    )
    assert stage.new_calls() == [
        'SendPhoto(m1, upload photo.jpg, "chart", inline [[again]])',
        'EditMessageMedia(m1, photo known file "chart", inline [[again]])'
        + not_modified,
        ANSWER,
        'SendPhoto(m2, known file, "chart", inline [[again]])',
        "EditMessageReplyMarkup(m1, none)",
    ]
    assert stage.transcript() == (
        "Ann: /start\n"
        "bot sends m1\n"
        "  <photo photo.jpg>\n"
        "  | chart\n"
        "  [again]\n"
        "Ann presses [again] of m1\n"
        "Ann: hello\n"
        "bot sends m2\n"
        "  <photo photo.jpg>\n"
        "  | chart\n"
        "  [again]\n"
        "bot edits m1\n"
        "  <photo photo.jpg>\n"
        "  | chart\n"
    )


async def test_other_bytes_are_another_file(start, drawing):
    stage = await start()
    stage.new_calls()

    drawing.becomes(data=b"second", filename="second.png")
    await stage.presses("again")
    assert stage.new_calls() == [
        'EditMessageMedia(m1, photo upload second.png "chart", '
        "inline [[again]])",
        ANSWER,
    ]
    assert [file.content for file in stage.world.state.files.values()] == [
        b"first",
        b"second",
    ]

    drawing.becomes(data=b"first", filename=None)
    await stage.presses("again")
    assert stage.new_calls() == [
        'EditMessageMedia(m1, photo known file "chart", inline [[again]])',
        ANSWER,
    ]


async def test_key_says_what_is_the_same(start, drawing):
    drawing.becomes(cache_key="chart of Monday")
    stage = await start()

    drawing.becomes(data=b"drawn with another clock")
    await stage.presses("again")
    assert len(stage.world.state.files) == 1

    drawing.becomes(cache_key="chart of Tuesday")
    await stage.presses("again")
    assert len(stage.world.state.files) == 2


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (ContentType.ANIMATION, "animation.gif"),
        (ContentType.AUDIO, "audio.mp3"),
        (ContentType.DOCUMENT, "document.bin"),
        (ContentType.PHOTO, "photo.jpg"),
        (ContentType.VIDEO, "video.mp4"),
        (ContentType.VOICE, "voice.ogg"),
    ],
)
async def test_names_by_kind(start, drawing, kind, name):
    drawing.becomes(type=kind)

    stage = await start()

    (sent,) = stage.new_calls()
    assert f"upload {name}" in sent


async def test_storage_of_ones_own_is_asked_as_ever(start, drawing):
    class Plain(MediaIdStorageProtocol):
        """Know three parameters, as storages always did."""

        def __init__(self) -> None:
            self.saved = {}

        async def get_media_id(self, path, url, type):  # noqa: A002 - so it is called
            return self.saved.get((path, url, type))

        async def save_media_id(self, path, url, type, media_id):  # noqa: A002 - so it is called
            self.saved[path, url, type] = media_id

    storage = Plain()
    drawing.becomes(cache_key="k")
    stage = await start(media_id_storage=storage)
    await stage.presses("again")

    assert list(storage.saved) == [("memory:k", None, ContentType.PHOTO)]
    assert len(stage.world.state.files) == 1


async def test_key_is_never_taken_for_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    storage = MediaIdStorage()
    path = MediaAttachment(ContentType.PHOTO, data=b"x").storage_path

    await storage.save_media_id(path, None, ContentType.PHOTO, MediaId("f"))

    found = await storage.get_media_id(path, None, ContentType.PHOTO)
    assert found == MediaId("f")
