"""Media of which Telegram edits nothing but the keyboard."""

import base64

import pytest
from aiogram import Router
from aiogram.enums import ContentType
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, DialogWarning, ShowMode, StartMode, Window
from aiogram_dialog.api.entities import MediaAttachment, MediaId
from aiogram_dialog.context.media_storage import MediaIdStorage
from aiogram_dialog.emulator import faults
from aiogram_dialog.message.message_manager import MessageManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, SwitchTo
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.media import DynamicMedia, StaticMedia
from aiogram_dialog.widgets.text import Const, Format

ANSWER = "AnswerCallbackQuery"
URL = "https://example.com/file"
NOT_MODIFIED = (
    " ! 400 Bad Request: message is not modified: specified new message "
    "content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
FIXED = ["sticker", "video_note", "dice"]


class Show(StatesGroup):
    first = State()
    second = State()


def source(kind: str, tmp_path) -> StaticMedia:
    if kind == "dice":
        return StaticMedia(url="🎲", type=ContentType.DICE)
    path = tmp_path / f"{kind}.file"
    path.write_bytes(kind.encode())
    return StaticMedia(path=path, type=ContentType(kind))


def fixed(media, **changes):
    """Return a window of media; it counts the clicks on its button."""

    async def on_click(callback, button, manager) -> None:
        manager.dialog_data["n"] = manager.dialog_data.get("n", 0) + 1

    async def on_text(message, widget, manager) -> None:
        manager.show_mode = ShowMode(message.text)

    usual = {"state": Show.first}
    return Window(
        media,
        Button(Format("n={dialog_data[n]}"), id="count", on_click=on_click)
        if changes.pop("counts", True)
        else Button(Const("again"), id="again"),
        SwitchTo(Const("go"), id="go", state=Show.second),
        MessageInput(on_text),
        **{**usual, **changes},
    )


@pytest.fixture
def play(make_stage):
    async def play(*windows, **setup):
        router = Router()

        @router.message(Command("start"))
        async def start(message, dialog_manager) -> None:
            await dialog_manager.start(Show.first, mode=StartMode.RESET_STACK)

        async def on_start(data, manager) -> None:
            manager.dialog_data["n"] = 0

        dialog = Dialog(*windows, on_start=on_start)
        stage = await make_stage(router, dialog, **setup)
        await stage.says("/start")
        return stage

    return play


def method_of(kind: str) -> str:
    return "Send" + kind.title().replace("_", "")


@pytest.fixture(params=FIXED)
def kind(request):
    return request.param


async def test_only_the_keyboard_is_edited(play, any_storage, tmp_path, kind):
    stage = await play(fixed(source(kind, tmp_path)), storage=any_storage)
    (sent,) = stage.new_calls()
    assert sent.startswith(f"{method_of(kind)}(m1, ")
    before = stage.last_message()

    await stage.presses("n=0")
    assert stage.new_calls() == [
        "EditMessageReplyMarkup(m1, inline [[n=1], [go]])",
        ANSWER,
    ]
    await stage.presses("n=1")
    assert stage.new_calls() == [
        "EditMessageReplyMarkup(m1, inline [[n=2], [go]])",
        ANSWER,
    ]
    assert stage.last_message().content == before.content


async def test_in_the_background(play, any_storage, tmp_path, kind):
    stage = await play(fixed(source(kind, tmp_path)), storage=any_storage)
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    stage.new_calls()

    await bg.update({"n": 7})
    await stage.quiet()
    await bg.update()
    await stage.quiet()

    assert stage.new_calls() == [
        "EditMessageReplyMarkup(m1, inline [[n=7], [go]])",
        f"EditMessageReplyMarkup(m1, inline [[n=7], [go]]){NOT_MODIFIED}",
    ]


async def test_dice_is_thrown_once(play):
    stage = await play(
        fixed(StaticMedia(url="🎲", type=ContentType.DICE)),
    )

    await stage.presses("n=0")
    await stage.presses("n=1")

    assert stage.transcript() == (
        "Ann: /start\n"
        "bot sends m1\n"
        "  <dice 4>\n"
        "  [n=0]\n"
        "  [go]\n"
        "Ann presses [n=0] of m1\n"
        "bot edits m1\n"
        "  <dice 4>\n"
        "  [n=1]\n"
        "  [go]\n"
        "Ann presses [n=1] of m1\n"
        "bot edits m1\n"
        "  <dice 4>\n"
        "  [n=2]\n"
        "  [go]\n"
    )


@pytest.mark.parametrize(
    "emoji",
    [
        {"url": "⚽"},
        {"url": "⚽️"},
        {"path": "⚽"},
        {"file_id": MediaId("⚽")},
        {"file_id": MediaId("⚽️")},
        {"url": "⚽", "use_pipe": True},
    ],
    ids=str,
)
async def test_ways_to_say_the_emoji(play, emoji):
    async def getter(**kwargs):
        return {"dice": MediaAttachment(ContentType.DICE, **emoji)}

    stage = await play(fixed(DynamicMedia("dice"), getter=getter))
    (sent,) = stage.new_calls()
    assert sent.startswith('SendDice(m1, "⚽')

    # The client sends no more than Telegram's own name of the emoji.
    message = stage.last_message()
    message.content["dice"]["emoji"] = "⚽"
    await stage.presses("n=0")
    await stage.presses("n=1")
    assert [line.partition("(")[0] for line in stage.new_calls()] == [
        "EditMessageReplyMarkup",
        ANSWER,
    ] * 2


async def test_storage_of_files_knows_no_emojis(play):
    storage = MediaIdStorage()

    stage = await play(
        fixed(StaticMedia(url="🎲", type=ContentType.DICE)),
        media_id_storage=storage,
    )

    assert stage.last_message().kind == "dice"
    assert not storage.cache


async def test_other_dice_is_thrown(play):
    stage = await play(
        fixed(StaticMedia(url="🎲", type=ContentType.DICE)),
        fixed(
            StaticMedia(url="🎰", type=ContentType.DICE),
            state=Show.second,
        ),
    )
    stage.new_calls()

    await stage.presses("go")

    assert stage.new_calls() == [
        'SendDice(m2, "🎰", inline [[n=0], [go]])',
        "DeleteMessage(m1) ! 400 Bad Request: message can't be deleted "
        "for everyone",
        "EditMessageReplyMarkup(m1, none)",
        ANSWER,
    ]


async def test_windows_of_the_same_sticker(play, tmp_path):
    sticker = source("sticker", tmp_path)
    stage = await play(
        fixed(sticker),
        fixed(sticker, state=Show.second, counts=False),
    )
    stage.new_calls()

    await stage.presses("go")

    assert stage.new_calls() == [
        "EditMessageReplyMarkup(m1, inline [[again], [go]])",
        ANSWER,
    ]


@pytest.mark.parametrize(
    "other",
    [
        StaticMedia(url=URL, type=ContentType.STICKER),
        StaticMedia(url=URL),
        StaticMedia(url="🎲", type=ContentType.DICE),
        Const("text"),
    ],
    ids=["sticker", "photo", "dice", "text"],
)
async def test_all_else_is_sent_anew(play, tmp_path, other):
    stage = await play(
        fixed(source("sticker", tmp_path)),
        fixed(other, state=Show.second),
    )
    stage.new_calls()

    await stage.presses("go")

    sent, *rest = stage.new_calls()
    assert sent.startswith("Send")
    assert rest == ["DeleteMessage(m1)", ANSWER]


async def test_protection_is_fixed_when_sent(play, tmp_path):
    sticker = source("sticker", tmp_path)
    stage = await play(
        fixed(sticker),
        fixed(sticker, state=Show.second, protect_content=True),
    )
    stage.new_calls()

    await stage.presses("go")

    assert stage.new_calls() == [
        "SendSticker(m2, known file, inline [[n=0], [go]], protected)",
        "DeleteMessage(m1)",
        ANSWER,
    ]


async def test_reply_keyboards_are_never_edited(play, tmp_path):
    sticker = source("sticker", tmp_path)
    stage = await play(
        fixed(sticker),
        fixed(
            sticker,
            state=Show.second,
            markup_factory=ReplyKeyboardFactory(),
        ),
    )
    stage.new_calls()

    await stage.presses("go")
    await stage.taps("n=0")

    assert stage.new_calls() == [
        "SendSticker(m2, known file, reply [[n=0], [go]])",
        "DeleteMessage(m1)",
        ANSWER,
        "SendSticker(m3, known file, reply [[n=1], [go]])",
        "DeleteMessage(m2)",
    ]


@pytest.mark.parametrize(
    ("mode", "rest"),
    [
        ("send", "EditMessageReplyMarkup(m1, none)"),
        ("delete_and_send", "DeleteMessage(m1)"),
    ],
)
async def test_modes_that_send(play, tmp_path, mode, rest):
    stage = await play(fixed(source("sticker", tmp_path)))
    stage.new_calls()

    await stage.says(mode)

    assert stage.new_calls() == [
        "SendSticker(m2, known file, inline [[n=0], [go]])",
        rest,
    ]


@pytest.mark.parametrize(
    "refusal",
    ["message to edit not found", "message can't be edited"],
)
async def test_message_that_cannot_be_edited(play, tmp_path, refusal):
    stage = await play(fixed(source("sticker", tmp_path)))
    stage.new_calls()
    stage.world.faults.add(
        faults.refuses(400, refusal),
        method="editMessageReplyMarkup",
    )

    await stage.presses("n=0")

    edited, *rest = stage.new_calls()
    assert edited.endswith(refusal)
    assert rest == [
        "SendSticker(m2, known file, inline [[n=1], [go]])",
        ANSWER,
    ]


async def test_too_many_requests_are_waited_for(play, tmp_path):
    stage = await play(fixed(source("sticker", tmp_path)))
    stage.new_calls()
    stage.world.faults.add(
        faults.retry_after(1),
        method="editMessageReplyMarkup",
        nth=1,
    )

    await stage.presses("n=0")

    assert [line.partition("(")[0] for line in stage.new_calls()] == [
        "EditMessageReplyMarkup",
        "EditMessageReplyMarkup",
        ANSWER,
    ]


async def test_hook_of_managers_of_ones_own(play, tmp_path):
    class Own(MessageManager):
        async def edit_keyboard(self, bot, new_message, old_message):
            edited.append(old_message.message_id)
            return await super().edit_keyboard(bot, new_message, old_message)

    edited = []
    stage = await play(
        fixed(source("sticker", tmp_path)),
        message_manager=Own(),
    )

    await stage.presses("n=0")

    assert edited == [stage.last_message().id]
    assert stage.new_calls()[-2:] == [
        "EditMessageReplyMarkup(m1, inline [[n=1], [go]])",
        ANSWER,
    ]


async def test_sticker_named_by_another_id_of_its_file(play, any_storage):
    """Telegram has many ids of a file, and answers with one it likes."""

    async def getter(**kwargs):
        return {"sticker": MediaAttachment(ContentType.STICKER, **named)}

    named = {"url": URL}
    stage = await play(
        fixed(DynamicMedia("sticker"), getter=getter),
        storage=any_storage,
    )
    unique_id = stage.last_message().content["sticker"]["file_unique_id"]
    raw = f"{stage.bot.id}:{unique_id}.small".encode()
    other_id = base64.urlsafe_b64encode(raw).decode().rstrip("=")
    named = {"file_id": MediaId(other_id)}
    await stage.presses("n=0")
    stage.new_calls()

    await stage.presses("n=1")
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    await bg.update({"n": 7})
    await stage.quiet()

    assert stage.new_calls() == [
        "EditMessageReplyMarkup(m2, inline [[n=2], [go]])",
        ANSWER,
        "EditMessageReplyMarkup(m2, inline [[n=7], [go]])",
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Nobody reads me", "'Nobody reads me'"),
        ("x" * 50, f"'{'x' * 40}...'"),
    ],
)
async def test_unseen_text_is_a_warning(play, tmp_path, kind, text, named):
    window = Window(
        Const(text),
        source(kind, tmp_path),
        Button(Const("again"), id="again"),
        state=Show.first,
    )

    with pytest.warns(DialogWarning) as warned:
        stage = await play(window)

    (warning,) = warned
    assert str(warning.message) == (
        f"Media of type {kind!r} has no caption in Telegram: "
        f"the text {named} is not seen."
    )
    (sent,) = stage.new_calls()
    assert sent.startswith(method_of(kind))
    assert "caption" not in stage.last_message().content
    # Nothing is sent, and nothing new can be said.
    await stage.presses("again")
    assert stage.new_calls()[0].startswith("EditMessageReplyMarkup(m1")
