import pytest
from aiogram.types import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    WebAppInfo,
)

from aiogram_dialog.utils import (
    CB_SEP,
    REPLY_CALLBACK_SYMBOLS,
    add_intent_id,
    decode_reply_callback,
    encode_reply_callback,
    intent_callback_data,
    join_reply_callback,
    remove_intent_id,
    split_reply_callback,
    transform_to_reply_keyboard,
)
from aiogram_dialog.widgets.markup.force_reply import ForceReplyFactory
from aiogram_dialog.widgets.markup.inline_keyboard import (
    InlineKeyboardFactory,
)
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.text import Format


def button(**fields) -> InlineKeyboardButton:
    return InlineKeyboardButton(text="a", **fields)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("x", "id\x1dx"),
        ("x:1", "id\x1dx:1"),
        ("", "id\x1d"),
        ("id\x1dx", "id\x1dx"),
        ("idx", "id\x1didx"),
        ("other\x1dx", "id\x1dother\x1dx"),
        (None, None),
    ],
)
def test_mark(data, expected):
    assert intent_callback_data("id", data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("id\x1dx", ("id", "x")),
        ("id\x1d", ("id", "")),
        ("\x1dx", ("", "x")),
        ("id\x1dx\x1dy", ("id", "x\x1dy")),
        ("x", (None, "x")),
        ("", (None, "")),
    ],
)
def test_unmark(data, expected):
    assert remove_intent_id(data) == expected


def test_mark_a_keyboard():
    keyboard = [
        [button(callback_data="x"), button(url="u")],
        [KeyboardButton(text="b")],
        [],
    ]

    add_intent_id(keyboard, "id")
    add_intent_id(keyboard, "id")

    assert keyboard == [
        [button(callback_data=f"id{CB_SEP}x"), button(url="u")],
        [KeyboardButton(text="b")],
        [],
    ]


def test_the_alphabet():
    assert len(set(REPLY_CALLBACK_SYMBOLS)) == 16
    assert not REPLY_CALLBACK_SYMBOLS.strip(REPLY_CALLBACK_SYMBOLS)


@pytest.mark.parametrize(
    ("data", "hidden"),
    [
        ("", ""),
        ("b", "\u2060\u2064"),
        ("aZ\x1d", "\u200d\u2064\U0001d175\u2063\U0001d178\u200d"),
        ("ф", "\u200d\U0001d178\u2062\U0001d173"),
    ],
)
def test_hidden_data(data, hidden):
    assert encode_reply_callback(data) == hidden
    assert decode_reply_callback(hidden) == data


def test_an_odd_symbol_is_left_out():
    assert decode_reply_callback("\u2060\u2064\u200c") == "b"
    assert decode_reply_callback("\u2060") == ""


def test_symbols_that_stand_for_nothing():
    with pytest.raises(UnicodeDecodeError):
        decode_reply_callback("\U0001d17a\U0001d17a")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (join_reply_callback("plain", "b"), ("plain", "b")),
        (join_reply_callback("", "b"), ("", "b")),
        ("plain", ("plain", "")),
        ("in\u00adside", ("in\u00adside", "")),
        ("", (None, None)),
        (None, (None, None)),
    ],
)
def test_split(text, expected):
    assert split_reply_callback(text) == expected


STYLED = {"style": "danger", "icon_custom_emoji_id": "1"}
WEB_APP = WebAppInfo(url="https://example.com")
KEY = KeyboardButton(text="k", request_contact=True)


@pytest.mark.parametrize(
    ("inline", "reply"),
    [
        (KEY, KEY),
        (
            button(callback_data="x"),
            KeyboardButton(text=join_reply_callback("a", "x")),
        ),
        (button(callback_data=""), KeyboardButton(text="a")),
        (
            button(callback_data="x", **STYLED),
            KeyboardButton(text=join_reply_callback("a", "x"), **STYLED),
        ),
        (
            button(web_app=WEB_APP),
            KeyboardButton(text="a", web_app=WEB_APP),
        ),
        (
            button(web_app=WEB_APP, **STYLED),
            KeyboardButton(text="a", web_app=WEB_APP, **STYLED),
        ),
    ],
)
def test_reply_buttons(inline, reply):
    assert transform_to_reply_keyboard([[inline], []]) == [[reply], []]


@pytest.mark.parametrize(
    "fields",
    [{"url": "u"}, {"switch_inline_query": "q"}, {}],
)
def test_buttons_without_a_counterpart(fields):
    with pytest.raises(ValueError, match="without callback_data or web_app"):
        transform_to_reply_keyboard([[button(**fields)]])


@pytest.mark.parametrize("symbol", REPLY_CALLBACK_SYMBOLS)
def test_labels_that_end_in_symbols_that_are_not_seen(symbol):
    inline = InlineKeyboardButton(text=f"a{symbol}", callback_data="x")

    [[reply]] = transform_to_reply_keyboard([[inline]])

    assert split_reply_callback(reply.text) == ("a", "x")


PLACEHOLDER = Format("Hello, {name}")
DATA = {"name": "Ann"}


async def test_inline_keyboard(manager):
    markup = await InlineKeyboardFactory().render_markup(
        {},
        manager,
        [[button(callback_data="x"), button(url="u")]],
    )

    marked = f"{manager.context.id}\x1dx"
    assert markup == InlineKeyboardMarkup(
        inline_keyboard=[[button(callback_data=marked), button(url="u")]],
    )


async def test_inline_keyboard_without_buttons(manager):
    markup = await InlineKeyboardFactory().render_markup({}, manager, [])

    assert markup == InlineKeyboardMarkup(inline_keyboard=[])


async def test_reply_keyboard(manager):
    factory = ReplyKeyboardFactory(
        resize_keyboard=True,
        one_time_keyboard=False,
        input_field_placeholder=PLACEHOLDER,
        selective=True,
        is_persistent=False,
    )

    markup = await factory.render_markup(
        DATA,
        manager,
        [[button(callback_data="x")], [KEY]],
    )

    marked = join_reply_callback("a", f"{manager.context.id}\x1dx")
    assert markup == ReplyKeyboardMarkup(
        keyboard=[[KeyboardButton(text=marked)], [KEY]],
        resize_keyboard=True,
        one_time_keyboard=False,
        input_field_placeholder="Hello, Ann",
        selective=True,
        is_persistent=False,
    )


async def test_reply_keyboard_by_default(manager):
    markup = await ReplyKeyboardFactory().render_markup({}, manager, [])

    assert markup == ReplyKeyboardMarkup(keyboard=[])


async def test_force_reply(manager):
    factory = ForceReplyFactory(PLACEHOLDER, selective=True)

    markup = await factory.render_markup(
        DATA,
        manager,
        [[button(callback_data="x")]],
    )

    assert markup == ForceReply(
        force_reply=True,
        input_field_placeholder="Hello, Ann",
        selective=True,
    )


async def test_force_reply_by_default(manager):
    markup = await ForceReplyFactory().render_markup({}, manager, [])

    assert markup == ForceReply(force_reply=True)
