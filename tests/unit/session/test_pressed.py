"""What a pressed message is to a stack."""

from datetime import datetime, timezone

import pytest
from aiogram.types import (
    CallbackQuery,
    Chat,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    User,
)

from aiogram_dialog.api.entities import Stack
from aiogram_dialog.session.pressed import (
    Pressed,
    has_button_of,
    judge_press,
)
from aiogram_dialog.widgets.markup.callback_data import add_intent_id

CHAT = Chat(id=1, type="private")
ANN = User(id=1, is_bot=False, first_name="Ann")
DATE = datetime(2026, 1, 1, tzinfo=timezone.utc)


def button_of(intent_id):
    return InlineKeyboardButton(
        text="x",
        callback_data=f"{intent_id}\x1dx" if intent_id else "x",
    )


def message(number, *intent_ids, url=False):
    rows = [[button_of(it)] for it in intent_ids]
    if url:
        rows.append([InlineKeyboardButton(text="u", url="https://a.b")])
    markup = InlineKeyboardMarkup(inline_keyboard=rows) if rows else None
    return Message(
        message_id=number,
        date=DATE,
        chat=CHAT,
        text="text",
        reply_markup=markup,
    )


def click(pressed):
    return CallbackQuery(
        id="1",
        from_user=ANN,
        chat_instance="1",
        data="abc\x1dx",
        message=pressed,
    )


def test_buttons_are_made_as_windows_make_them():
    button = InlineKeyboardButton(text="x", callback_data="x")
    add_intent_id([[button]], "abc")
    assert button == button_of("abc")


@pytest.mark.parametrize(
    ("pressed", "screen", "expected"),
    [
        (None, 5, Pressed.FOREIGN),
        (message(5, "abc"), 5, Pressed.SCREEN),
        # Its buttons are gone by now, or are those of another window.
        (message(5), 5, Pressed.SCREEN),
        (message(4, "abc"), 5, Pressed.OLDER),
        (message(6, "abc"), 5, Pressed.NEWER),
        (message(4, "abc"), None, Pressed.NEWER),
        # The dialog below.
        (message(4, "low"), 5, Pressed.OLDER),
        (message(4, "xyz", "abc"), 5, Pressed.OLDER),
        (message(4, "abc", url=True), 5, Pressed.OLDER),
        # What a modified client says was pressed.
        (message(4, "xyz"), 5, Pressed.FOREIGN),
        (message(6, "xyz"), 5, Pressed.FOREIGN),
        (message(6, None), 5, Pressed.FOREIGN),
        (message(6), None, Pressed.FOREIGN),
        (message(6, url=True), 5, Pressed.FOREIGN),
        (
            InaccessibleMessage(chat=CHAT, message_id=5, date=0),
            5,
            Pressed.SCREEN,
        ),
        (
            InaccessibleMessage(chat=CHAT, message_id=6, date=0),
            5,
            Pressed.FOREIGN,
        ),
    ],
)
def test_judging(pressed, screen, expected):
    stack = Stack(intents=["low", "abc"], last_message_id=screen)
    assert judge_press(click(pressed), stack) is expected


@pytest.mark.parametrize(
    ("pressed", "expected"),
    [
        (message(1, "abc"), True),
        (message(1, "xyz"), False),
        (message(1), False),
        (InaccessibleMessage(chat=CHAT, message_id=6, date=0), False),
    ],
)
def test_buttons_of_a_dialog(pressed, expected):
    assert has_button_of(pressed, "abc") is expected
