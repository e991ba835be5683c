"""What a window says of how it is sent."""

import pytest
from aiogram import Router
from aiogram.enums import ContentType
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Chat

from aiogram_dialog import Dialog, ShowMode, StartMode, Window
from aiogram_dialog.api.entities import (
    MediaAttachment,
    MediaId,
    NewMessage,
    OldMessage,
)
from aiogram_dialog.emulator import calls
from aiogram_dialog.message.message_manager import MessageManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, SwitchTo
from aiogram_dialog.widgets.media import StaticMedia
from aiogram_dialog.widgets.text import Const

ANSWER = "AnswerCallbackQuery"
URL = "https://example.com/file"
NAMES = (
    "disable_notification",
    "message_effect_id",
    "show_caption_above_media",
    "has_spoiler",
)
ALL = {
    "disable_notification": True,
    "message_effect_id": "42",
    "show_caption_above_media": True,
    "has_spoiler": True,
}
NOTHING = dict.fromkeys(NAMES)


class Show(StatesGroup):
    first = State()
    second = State()


async def on_text(message, widget, manager) -> None:
    if message.text == "replace":
        manager.show_mode = ShowMode.DELETE_AND_SEND


def window(state, other, *widgets, **options):
    return Window(
        Const("look"),
        *widgets,
        SwitchTo(Const("go"), id="go", state=other),
        MessageInput(on_text),
        state=state,
        **options,
    )


@pytest.fixture
def play(make_stage):
    async def play(*windows):
        router = Router()

        @router.message(Command("start"))
        async def start(message, dialog_manager) -> None:
            await dialog_manager.start(Show.first, mode=StartMode.RESET_STACK)

        return await make_stage(router, Dialog(*windows))

    return play


def sent_parameters(stage):
    """Return what the last call with a keyboard has said of these."""
    called = [
        entry.params
        for entry in stage.world.journal
        if "reply_markup" in getattr(entry, "params", {})
    ]
    return {name: called[-1][name] for name in NAMES if name in called[-1]}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (None, {"disable_notification": "true", "message_effect_id": "42"}),
        *(
            (kind, {**dict.fromkeys(NAMES, "true"), "message_effect_id": "42"})
            for kind in ("photo", "video", "animation")
        ),
        *(
            (kind, {"disable_notification": "true", "message_effect_id": "42"})
            for kind in ("audio", "document", "voice")
        ),
    ],
)
async def test_said_where_telegram_listens(play, kind, expected):
    media = [StaticMedia(url=URL, type=ContentType(kind))] if kind else []
    stage = await play(window(Show.first, Show.first, *media, **ALL))

    await stage.says("/start")
    assert sent_parameters(stage) == expected

    await stage.says("replace")
    assert sent_parameters(stage) == expected


@pytest.mark.parametrize("kind", [None, "photo"])
@pytest.mark.parametrize("options", [{}, NOTHING])
async def test_nothing_is_said_by_itself(play, kind, options):
    media = [StaticMedia(url=URL, type=ContentType(kind))] if kind else []
    stage = await play(window(Show.first, Show.first, *media, **options))

    await stage.says("/start")

    assert sent_parameters(stage) == {}


async def test_no_is_said_too(play):
    no = {**dict.fromkeys(NAMES, False), "message_effect_id": None}
    stage = await play(
        window(Show.first, Show.first, StaticMedia(url=URL), **no),
    )

    await stage.says("/start")

    assert sent_parameters(stage) == {
        "disable_notification": "false",
        "show_caption_above_media": "false",
        "has_spoiler": "false",
    }


async def test_media_has_the_last_word(play):
    media = StaticMedia(
        url=URL,
        media_params={"has_spoiler": False, "disable_notification": False},
    )
    stage = await play(
        window(Show.first, Show.second, media, **ALL),
        window(Show.second, Show.first, media, **ALL),
    )

    await stage.says("/start")
    assert sent_parameters(stage) == {
        "disable_notification": "false",
        "message_effect_id": "42",
        "show_caption_above_media": "true",
        "has_spoiler": "false",
    }


async def test_media_has_the_last_word_in_edits(play):
    shown = {"has_spoiler": False, "show_caption_above_media": False}
    stage = await play(
        window(Show.first, Show.second, **ALL),
        window(
            Show.second,
            Show.first,
            StaticMedia(url=URL, media_params=shown),
            **ALL,
        ),
    )
    await stage.says("/start")

    await stage.presses("go")

    content = stage.last_message().content
    assert "has_media_spoiler" not in content
    assert "show_caption_above_media" not in content


@pytest.mark.parametrize("kind", ["photo", "video", "animation"])
async def test_hiding_and_moving_are_shown(play, kind):
    media = StaticMedia(url=URL, type=ContentType(kind))
    stage = await play(
        window(Show.first, Show.second, media),
        window(
            Show.second,
            Show.first,
            media,
            has_spoiler=True,
            show_caption_above_media=True,
        ),
    )
    await stage.says("/start")
    stage.new_calls()

    await stage.presses("go")
    assert stage.new_calls() == [
        f'EditMessageMedia(m1, {kind} known file "look" hidden caption above, '
        "inline [[go]])",
        ANSWER,
    ]
    content = stage.last_message().content
    assert content["has_media_spoiler"]
    assert content["show_caption_above_media"]

    await stage.presses("go")
    assert stage.new_calls() == [
        f'EditMessageMedia(m1, {kind} known file "look", inline [[go]])',
        ANSWER,
    ]
    content = stage.last_message().content
    assert "has_media_spoiler" not in content
    assert "show_caption_above_media" not in content


async def test_document_is_neither_hidden_nor_moved(play):
    document = StaticMedia(url=URL, type=ContentType.DOCUMENT)
    stage = await play(
        window(Show.first, Show.second),
        window(Show.second, Show.first, document, **ALL),
    )
    await stage.says("/start")
    stage.new_calls()

    await stage.presses("go")

    assert stage.new_calls() == [
        f'EditMessageMedia(m1, document {URL} "look", inline [[go]])',
        ANSWER,
    ]


async def test_edits_are_silent_and_plain_anyway(play):
    stage = await play(
        window(Show.first, Show.second, **ALL),
        window(Show.second, Show.first, Button(Const("b"), id="b"), **ALL),
    )
    await stage.says("/start")
    assert stage.new_calls() == [
        'SendMessage(m1, "look", inline [[go]], silent, effect 42)',
    ]

    await stage.presses("go")

    assert stage.new_calls() == [
        'EditMessageText(m1, "look", inline [[b], [go]])',
        ANSWER,
    ]


async def test_effects_are_for_private_chats(play):
    stage = await play(window(Show.first, Show.first, **ALL))
    group = stage.world.group("Group", stage.ann, stage.account)

    stage.ann.says(group, "/start")
    await stage.settle()

    (sent,) = calls(stage.world, group)
    assert sent == 'SendMessage(m1, "look", inline [[go]], silent)'


async def test_effects_of_background_commands(play):
    stage = await play(
        window(Show.first, Show.second, **ALL),
        window(Show.second, Show.first, **ALL),
    )
    await stage.says("/start")
    stage.new_calls()
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)

    await bg.update(show_mode=ShowMode.SEND)
    await stage.quiet()

    assert stage.new_calls() == [
        'SendMessage(m2, "look", inline [[go]], silent, effect 42)',
        "EditMessageReplyMarkup(m1, none)",
    ]


@pytest.fixture
async def shown(play):
    """Return a photo with a caption on the screen, and its stage."""
    stage = await play(
        window(Show.first, Show.first, StaticMedia(url=URL)),
    )
    await stage.says("/start")
    stage.new_calls()
    message = stage.last_message()
    found = stage.world.state.files[
        message.content["photo"][-1]["file_unique_id"]
    ]
    chat = Chat(id=stage.ann.id, type="private")
    media_id = MediaId("unknown", found.unique_id)
    old = OldMessage(
        chat=chat,
        message_id=message.id,
        media_id=media_id.file_id,
        media_uniq_id=media_id.file_unique_id,
        content_type=ContentType.PHOTO,
    )
    media = MediaAttachment(ContentType.PHOTO, url=URL, file_id=media_id)
    return stage, NewMessage(chat=chat, media=media), old


async def test_managers_own_caption_edits(shown):
    stage, new_message, old_message = shown
    new_message.text = "new"
    new_message.show_caption_above_media = True
    new_message.has_spoiler = True

    await MessageManager().edit_caption(stage.bot, new_message, old_message)

    assert stage.new_calls() == [
        'EditMessageCaption(m1, "new", caption above)',
    ]


async def test_caption_edits_without_media(shown):
    stage, new_message, old_message = shown
    new_message.text = "new"
    new_message.media = None
    new_message.show_caption_above_media = True

    await MessageManager().edit_caption(stage.bot, new_message, old_message)

    assert stage.new_calls() == ['EditMessageCaption(m1, "new")']


@pytest.mark.parametrize("option", ["has_spoiler", "show_caption_above_media"])
async def test_being_said_is_a_change(shown, option):
    stage, new_message, old_message = shown
    new_message.show_mode = ShowMode.EDIT
    manager = MessageManager()

    kept = await manager.show_message(stage.bot, new_message, old_message)
    assert kept is old_message

    setattr(new_message, option, True)
    new_message.media.file_id = None
    await manager.show_message(stage.bot, new_message, old_message)
    assert len(stage.new_calls()) == 1


def test_window_keeps_what_it_was_told():
    told = Window(Const("x"), state=Show.first, **ALL)
    untold = Window(Const("x"), state=Show.first)

    assert {name: getattr(told, name) for name in NAMES} == ALL
    assert {name: getattr(untold, name) for name in NAMES} == NOTHING
