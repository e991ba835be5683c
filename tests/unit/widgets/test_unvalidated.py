"""What is made without validation equals what is made with it."""

import pytest
from aiogram.types import (
    CallbackQuery,
    Chat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    User,
)
from pydantic import ValidationError

from aiogram_dialog.api.internal import ReplyCallbackQuery
from aiogram_dialog.widgets import unvalidated
from aiogram_dialog.widgets.unvalidated import (
    are_same,
    make_button,
    make_inline_keyboard,
    with_data,
)

CHAT = Chat(id=1, type="private")
CLICK = CallbackQuery(
    id="1",
    from_user=User(id=1, is_bot=False, first_name="Ann"),
    chat_instance="1",
    data="data",
)


def test_it_is_in_use():
    assert unvalidated.make_button is not unvalidated._validate_button


@pytest.mark.parametrize(("text", "data"), [("", ""), ("Text", "id:1")])
def test_buttons(text, data):
    made = make_button(text, data)

    assert are_same(made, InlineKeyboardButton(text=text, callback_data=data))
    assert made.model_dump_json(exclude_unset=True) == (
        InlineKeyboardButton(text=text, callback_data=data).model_dump_json(
            exclude_unset=True,
        )
    )


def test_buttons_share_nothing():
    one, other = make_button("a", "1"), make_button("b", "2")

    one.text = "c"
    one.url = "https://example.org"

    assert other == InlineKeyboardButton(text="b", callback_data="2")
    assert make_button("b", "2").model_fields_set == {"text", "callback_data"}


def test_what_is_no_text_is_validated():
    with pytest.raises(ValidationError):
        make_button(1, "data")


class Text(str):
    __slots__ = ()


def test_texts_of_other_kinds_become_texts():
    assert type(make_button(Text("a"), "b").text) is type(
        InlineKeyboardButton(text=Text("a"), callback_data="b").text,
    )


def test_keyboards():
    rows = [[make_button("a", "1"), make_button("b", "2")], []]

    made = make_inline_keyboard(rows)

    assert are_same(made, InlineKeyboardMarkup(inline_keyboard=rows))
    assert made.inline_keyboard is not rows
    assert made.inline_keyboard[0] is not rows[0]


def test_wrong_buttons_are_told():
    with pytest.raises(ValidationError):
        make_inline_keyboard([["button"]])


def test_rows_of_other_kinds_are_validated():
    button = make_button("a", "1")

    assert make_inline_keyboard([(button,)]).inline_keyboard == [[button]]


@pytest.mark.parametrize(
    "click",
    [
        CLICK,
        CallbackQuery(**dict(CLICK), unknown_field=[1]),
        ReplyCallbackQuery(
            **dict(CLICK),
            original_message=Message(chat=CHAT, message_id=1, date=0),
        ),
    ],
)
def test_clicks(click):
    made = with_data(click, "other")

    assert are_same(made, click.model_copy(update={"data": "other"}))
    assert click.data == "data"


def test_clicks_keep_their_bot():
    bot = object()

    assert with_data(CLICK.model_copy().as_(bot), "other").bot is bot


def test_without_it_all_is_validated(monkeypatch):
    def break_down(*_args):
        raise TypeError

    monkeypatch.setattr(unvalidated._Mould, "fill", break_down)

    assert not unvalidated.is_working()


def test_a_difference_is_noticed(monkeypatch):
    monkeypatch.setattr(unvalidated, "_new", lambda _: CLICK.model_copy())

    assert not unvalidated.is_working()


def test_the_usual_way():
    button = unvalidated._validate_button("a", "b")

    assert are_same(button, make_button("a", "b"))
    assert are_same(
        unvalidated._validate_keyboard([[button]]),
        make_inline_keyboard([[button]]),
    )
    assert are_same(
        unvalidated._validate_click(CLICK, "other"),
        with_data(CLICK, "other"),
    )
