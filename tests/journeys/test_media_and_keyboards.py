"""Which calls are made where kinds of messages and keyboards change."""

import pytest
from aiogram import Router
from aiogram.enums import ContentType
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Chat

from aiogram_dialog import Dialog, ShowMode, StartMode, Window
from aiogram_dialog.api.entities import NewMessage, OldMessage
from aiogram_dialog.emulator import faults
from aiogram_dialog.message.message_manager import MessageManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Cancel, Group, SwitchTo
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.media import StaticMedia
from aiogram_dialog.widgets.text import Const

URL = "https://example.com/picture.jpg"
ANSWER = "AnswerCallbackQuery"
INLINE = "inline [[text], [photo], [url], [voice], [guarded], [reply]]"


class Show(StatesGroup):
    text = State()
    photo = State()
    url = State()
    voice = State()
    guarded = State()
    reply = State()
    other_reply = State()


def switches(*names: str) -> Group:
    return Group(
        *(
            SwitchTo(Const(name), id=name, state=getattr(Show, name))
            for name in names
        ),
    )


async def on_message(message, widget, manager) -> None:
    words = (message.text or "").split()
    if words[:1] == ["mode"]:
        manager.show_mode = ShowMode(words[1])
    if words[2:]:
        await manager.switch_to(getattr(Show, words[2]))
    if words == ["done"]:
        await manager.done()
    if words == ["reset"]:
        await manager.reset_stack()


@pytest.fixture
async def stage(make_stage, any_storage, tmp_path):
    photo, voice = tmp_path / "photo.jpg", tmp_path / "voice.ogg"
    photo.write_bytes(b"photo")
    voice.write_bytes(b"voice")
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Show.text, mode=StartMode.RESET_STACK)

    all_inline = switches("text", "photo", "url", "voice", "guarded", "reply")
    dialog = Dialog(
        Window(
            Const("text"),
            all_inline,
            MessageInput(on_message),
            state=Show.text,
        ),
        Window(
            Const("photo"),
            StaticMedia(path=photo),
            all_inline,
            state=Show.photo,
        ),
        Window(Const("url"), StaticMedia(url=URL), all_inline, state=Show.url),
        Window(
            Const("voice"),
            StaticMedia(path=voice, type=ContentType.VOICE),
            all_inline,
            state=Show.voice,
        ),
        Window(
            Const("guarded"),
            all_inline,
            protect_content=True,
            state=Show.guarded,
        ),
        Window(
            Const("reply"),
            switches("other_reply", "text"),
            MessageInput(on_message),
            markup_factory=ReplyKeyboardFactory(),
            state=Show.reply,
        ),
        Window(
            Const("other"),
            switches("reply", "text"),
            Cancel(Const("close")),
            markup_factory=ReplyKeyboardFactory(),
            state=Show.other_reply,
        ),
    )
    stage = await make_stage(router, dialog, storage=any_storage)
    stage.world.state.web[URL] = b"web photo"
    await stage.says("/start")
    stage.new_calls()
    return stage


def shown(text: str) -> str:
    return f'"{text}", {INLINE}'


async def test_text_becomes_a_photo_and_stays_one(stage):
    await stage.presses("photo")
    assert stage.new_calls() == [
        f'EditMessageMedia(m1, photo upload photo.jpg "photo", {INLINE})',
        ANSWER,
    ]

    await stage.presses("photo")
    found = stage.new_calls()
    assert found[0].startswith(
        f'EditMessageMedia(m1, photo known file "photo", {INLINE})',
    )
    assert found[1:] == [ANSWER]

    await stage.presses("url")
    assert stage.new_calls() == [
        f'EditMessageMedia(m1, photo {URL} "url", {INLINE})',
        ANSWER,
    ]


async def test_photo_becomes_text(stage):
    await stage.presses("photo")
    stage.new_calls()

    await stage.presses("text")
    assert stage.new_calls() == [
        f"SendMessage(m2, {shown('text')})",
        "DeleteMessage(m1)",
        ANSWER,
    ]


async def test_message_while_a_photo_is_shown(stage):
    await stage.presses("photo")
    stage.new_calls()

    await stage.says("hello")
    assert stage.new_calls() == [
        f'SendPhoto(m2, known file, "photo", {INLINE})',
        "EditMessageReplyMarkup(m1, none)",
    ]


@pytest.mark.parametrize("before", ["text", "photo"])
async def test_voice_is_never_edited(stage, before):
    await stage.presses(before)
    stage.new_calls()

    await stage.presses("voice")
    assert stage.new_calls() == [
        f'SendVoice(m2, upload voice.ogg, "voice", {INLINE})',
        "DeleteMessage(m1)",
        ANSWER,
    ]
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    await bg.update()
    await stage.quiet()
    assert stage.new_calls() == [
        f'SendVoice(m3, known file, "voice", {INLINE})',
        "DeleteMessage(m2)",
    ]
    await bg.switch_to(Show.photo)
    await stage.quiet()
    assert [line.partition("(")[0] for line in stage.new_calls()] == [
        "SendPhoto",
        "DeleteMessage",
    ]


async def test_voice_becomes_text(stage):
    await stage.presses("voice")
    stage.new_calls()

    await stage.presses("text")
    assert stage.new_calls() == [
        f"SendMessage(m3, {shown('text')})",
        "DeleteMessage(m2)",
        ANSWER,
    ]


async def test_protection_is_fixed_when_sent(stage):
    await stage.presses("guarded")
    assert stage.new_calls() == [
        f"SendMessage(m2, {shown('guarded')}, protected)",
        "DeleteMessage(m1)",
        ANSWER,
    ]
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)

    await bg.update()
    await stage.quiet()
    # What is known of the last message is kept, so it is edited.
    assert stage.new_calls()[0].startswith("EditMessageText(m2, ")

    await stage.presses("text")
    assert stage.new_calls() == [
        f"SendMessage(m3, {shown('text')})",
        "DeleteMessage(m2)",
        ANSWER,
    ]


async def test_reply_keyboards(stage):
    await stage.presses("reply")
    assert stage.new_calls() == [
        'SendMessage(m2, "reply", reply [[other_reply], [text]])',
        "DeleteMessage(m1)",
        ANSWER,
    ]

    await stage.says("hello")
    assert stage.new_calls() == [
        'SendMessage(m3, "reply", reply [[other_reply], [text]])',
        "DeleteMessage(m2)",
    ]

    await stage.taps("other_reply")
    assert stage.new_calls() == [
        'SendMessage(m4, "other", reply [[reply], [text], [close]])',
        "DeleteMessage(m3)",
    ]

    await stage.taps("text")
    assert stage.new_calls() == [
        f"SendMessage(m5, {shown('text')})",
        "DeleteMessage(m4)",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "/start",
            [f"SendMessage(m3, {shown('text')})", "DeleteMessage(m2)"],
        ),
        ("done", ["DeleteMessage(m2)"]),
        ("reset", ["DeleteMessage(m2)"]),
        (
            "mode edit text",
            [f"SendMessage(m3, {shown('text')})", "DeleteMessage(m2)"],
        ),
        (
            "mode send text",
            [
                'SendMessage(m3, "...", remove keyboard)',
                f"SendMessage(m4, {shown('text')})",
            ],
        ),
        (
            "mode send",
            ['SendMessage(m3, "reply", reply [[other_reply], [text]])'],
        ),
        (
            "mode edit",
            [
                'SendMessage(m3, "reply", reply [[other_reply], [text]])',
                "DeleteMessage(m2)",
            ],
        ),
    ],
)
async def test_message_to_a_reply_keyboard(stage, text, expected):
    await stage.presses("reply")
    stage.new_calls()

    await stage.says(text)

    assert stage.new_calls() == expected


async def test_closing_by_a_reply_button(stage):
    await stage.presses("reply")
    await stage.taps("other_reply")
    stage.new_calls()

    await stage.taps("close")

    assert stage.new_calls() == ["DeleteMessage(m3)"]
    assert not any(key.startswith("aiogd:context") for key in stage.records())


@pytest.mark.parametrize(
    "refusal",
    [
        "message to edit not found",
        "message can't be edited",
        "MESSAGE_ID_INVALID",
    ],
)
async def test_message_that_cannot_be_edited(stage, refusal):
    await stage.presses("photo")
    stage.new_calls()
    stage.world.faults.add(
        faults.refuses(400, refusal),
        method="editMessageMedia",
    )

    await stage.presses("url")

    found = stage.new_calls()
    assert found[0].startswith("EditMessageMedia(m1")
    assert found[0].endswith(refusal)
    assert [line.partition("(")[0] for line in found[1:]] == [
        "SendPhoto",
        ANSWER,
    ]


async def test_clean_up_that_is_refused(stage):
    stage.world.faults.add(
        faults.refuses(400, "message can't be deleted"),
        method="deleteMessage",
    )

    await stage.presses("guarded")

    assert stage.new_calls() == [
        f"SendMessage(m2, {shown('guarded')}, protected)",
        "DeleteMessage(m1) ! 400 Bad Request: message can't be deleted",
        "EditMessageReplyMarkup(m1, none)",
        ANSWER,
    ]


@pytest.mark.parametrize(
    "fault",
    [
        faults.refuses(400, "message to delete not found"),
        faults.refuses(403, "Forbidden: whatever"),
        faults.restarting(),
        faults.bad_gateway(),
        faults.dropped_before(),
        faults.dropped_after(),
    ],
    ids=lambda fault: fault.name,
)
async def test_failed_clean_up_breaks_nothing(stage, fault):
    stage.world.faults.add(fault, method="deleteMessage")

    await stage.presses("guarded")

    found = [line.partition("(")[0] for line in stage.new_calls()]
    assert found == ["SendMessage", "DeleteMessage", ANSWER]
    stage.world.faults.clear()
    await stage.presses("guarded")
    assert stage.new_calls()[-1] == ANSWER


async def test_failed_send_leaves_the_old_message_with_its_buttons(
    stage,
    caplog,
):
    stage.world.faults.add(faults.restarting(), method="sendMessage")

    await stage.presses("guarded")

    assert "RestartingTelegram" in caplog.text
    assert stage.last_message().inline_keyboard
    stage.world.faults.clear()
    await stage.presses("photo")
    assert stage.last_message().kind == "photo"


@pytest.mark.parametrize(
    "fault",
    [
        faults.refuses(
            400,
            "query is too old and response timeout expired or "
            "query ID is invalid",
        ),
        faults.restarting(),
        faults.dropped_before(),
        faults.bad_gateway(),
    ],
    ids=lambda fault: fault.name,
)
async def test_failed_answer_loses_nothing(stage, fault, caplog):
    stage.world.faults.add(fault, method="answerCallbackQuery")

    await stage.presses("photo")

    assert "Cannot answer a click" in caplog.text
    (context,) = (
        record
        for key, record in stage.records().items()
        if key.startswith("aiogd:context")
    )
    assert context["state"] == "Show:photo"


async def test_too_many_requests_are_waited_for(stage):
    stage.world.faults.add(
        faults.retry_after(1),
        method="editMessageMedia",
        nth=1,
    )

    await stage.presses("photo")

    assert [line.partition("(")[0] for line in stage.new_calls()] == [
        "EditMessageMedia",
        "EditMessageMedia",
        ANSWER,
    ]


async def test_photo_by_address_is_fetched_once(stage):
    await stage.presses("url")
    await stage.presses("photo")
    stage.new_calls()

    await stage.presses("url")

    found = stage.new_calls()
    assert found[0].startswith(
        f'EditMessageMedia(m1, photo known file "url", {INLINE})',
    )
    assert found[1:] == [ANSWER]


async def test_message_that_is_as_wanted_is_left_alone(stage):
    chat = Chat(id=stage.ann.id, type="private")
    old = OldMessage(
        chat=chat,
        message_id=stage.last_message().id,
        media_id=None,
        media_uniq_id=None,
        text="same",
    )

    kept = await MessageManager().show_message(
        stage.bot,
        NewMessage(chat=chat, text="same", show_mode=ShowMode.EDIT),
        old,
    )

    assert kept is old
    assert stage.new_calls() == []
