"""What a window did not say was said as None, against the bot's defaults."""

import json

import pytest
from aiogram import Router
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ContentType, ParseMode
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import LinkPreviewOptions

from aiogram_dialog import Dialog, ShowMode, StartMode, Window
from aiogram_dialog.api.entities import MediaAttachment
from aiogram_dialog.widgets.kbd import Row, Start, SwitchTo
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.media import DynamicMedia, StaticMedia
from aiogram_dialog.widgets.text import Const

URL = "https://example.com/picture.jpg"


class Main(StatesGroup):
    first = State()
    second = State()


def buttons():
    return Row(
        SwitchTo(Const("first"), "first", Main.first),
        SwitchTo(Const("second"), "second", Main.second),
        SwitchTo(
            Const("below"),
            "below",
            Main.second,
            show_mode=ShowMode.SEND,
        ),
    )


@pytest.fixture
def play(make_stage):
    async def play(default, *windows):
        router = Router()

        @router.message(Command("start"))
        async def start(message, dialog_manager) -> None:
            await dialog_manager.start(Main.first, mode=StartMode.RESET_STACK)

        stage = await make_stage(router, Dialog(*windows))
        stage.world.state.web[URL] = b"picture"
        stage.bot.default = default
        await stage.says("/start")
        return stage

    return play


def called(stage):
    """Return methods and parameters of all calls but the answers."""
    return [
        (entry.method, entry.params)
        for entry in stage.world.journal
        if hasattr(entry, "params") and entry.method != "answerCallbackQuery"
    ]


PICTURE = StaticMedia(url=URL)


@pytest.mark.parametrize("content", [[], [PICTURE]])
async def test_protection(play, content):
    stage = await play(
        DefaultBotProperties(protect_content=True),
        Window(Const("one"), buttons(), *content, state=Main.first),
        Window(Const("two"), buttons(), *content, state=Main.second),
    )
    await stage.presses("second")
    await stage.presses("below")

    (_, sent), (edit, _), (_, below), _ = called(stage)
    assert sent["protect_content"] == "true"
    assert edit == ("editMessageMedia" if content else "editMessageText")
    assert below["protect_content"] == "true"


async def test_a_window_says_otherwise(play):
    stage = await play(
        DefaultBotProperties(protect_content=True),
        Window(Const("one"), buttons(), state=Main.first),
        Window(
            Const("two"),
            buttons(),
            state=Main.second,
            protect_content=False,
        ),
    )
    await stage.presses("second")
    await stage.presses("second")
    await stage.presses("first")

    assert [
        (method, params.get("protect_content"))
        for method, params in called(stage)
    ] == [
        ("sendMessage", "true"),
        ("sendMessage", "false"),
        ("deleteMessage", None),
        ("editMessageText", None),
        ("sendMessage", "true"),
        ("deleteMessage", None),
    ]


async def test_media_say_otherwise(play):
    async def getter(**_):
        return {
            "picture": MediaAttachment(
                ContentType.PHOTO,
                url=URL,
                protect_content=True,
            ),
        }

    picture = DynamicMedia("picture")
    stage = await play(
        DefaultBotProperties(),
        Window(
            Const("1"), buttons(), picture, state=Main.first, getter=getter
        ),
        Window(Const("2"), buttons(), PICTURE, state=Main.second),
    )
    await stage.presses("first")
    await stage.presses("second")

    assert [method for method, _ in called(stage)] == [
        "sendPhoto",
        "editMessageMedia",
        "sendPhoto",
        "deleteMessage",
    ]


QUIET = DefaultBotProperties(link_preview=LinkPreviewOptions(is_disabled=True))


@pytest.mark.parametrize(
    "default",
    [QUIET, DefaultBotProperties(link_preview_is_disabled=True)],
)
async def test_previews_of_links(play, default):
    stage = await play(
        default,
        Window(Const(URL), buttons(), state=Main.first),
        Window(Const(f"{URL}?2"), buttons(), state=Main.second),
    )
    await stage.presses("second")

    for _, params in called(stage):
        options = json.loads(params["link_preview_options"])
        assert options["is_disabled"] is True


async def test_a_window_says_how_links_are_seen(play):
    stage = await play(
        QUIET,
        Window(Const(URL), LinkPreview(), buttons(), state=Main.first),
        Window(Const(f"{URL}?2"), buttons(), state=Main.second),
    )

    [(_, params)] = called(stage)
    assert json.loads(params["link_preview_options"])["is_disabled"] is False


async def test_captions(play):
    stage = await play(
        DefaultBotProperties(
            show_caption_above_media=True,
            parse_mode=ParseMode.HTML,
        ),
        Window(Const("<b>1</b>"), buttons(), PICTURE, state=Main.first),
        Window(Const("<b>2</b>"), buttons(), PICTURE, state=Main.second),
    )
    await stage.presses("second")

    (_, sent), (_, edited) = called(stage)
    media = json.loads(edited["media"])
    assert sent["show_caption_above_media"] == "true"
    assert media["show_caption_above_media"] is True
    assert (sent["parse_mode"], media["parse_mode"]) == ("HTML", "HTML")


async def test_a_window_without_markup(play):
    stage = await play(
        DefaultBotProperties(parse_mode=ParseMode.HTML),
        Window(Const("1 < 2"), state=Main.first, parse_mode=None),
    )

    assert "parse_mode" not in called(stage)[0][1]


async def test_dots_that_remove_a_keyboard(play):
    stage = await play(
        DefaultBotProperties(parse_mode=ParseMode.MARKDOWN_V2),
        Window(
            Const("one"),
            buttons(),
            Start(Const("x"), "x", Main.first),
            markup_factory=ReplyKeyboardFactory(),
            state=Main.first,
        ),
        Window(Const("two"), buttons(), state=Main.second),
    )
    await stage.taps("below")

    assert "..." in [params.get("text") for _, params in called(stage)]
    assert stage.last_message().content["text"] == "two"
