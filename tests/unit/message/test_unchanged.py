"""Whether a pressed message is as wanted, for certain."""

from datetime import datetime, timezone

import pytest
from aiogram import Bot
from aiogram.types import (
    Chat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyKeyboardRemove,
)

from aiogram_dialog.api.entities import MediaAttachment, NewMessage
from aiogram_dialog.message.unchanged import EditDates, is_as_wanted

CHAT = Chat(id=1, type="private")
NOW = datetime.now(tz=timezone.utc)


def keyboard(*texts, **fields):
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=text, callback_data="x", **fields)]
            for text in texts
        ],
    )


def pressed(text="Text", **fields):
    message = Message(
        message_id=1,
        date=NOW,
        chat=CHAT,
        **{"text": text, "reply_markup": keyboard("A"), **fields},
    )
    # As it comes from Telegram: bound to its bot.
    return message.as_(Bot("42:TEST"))


def wanted(text="Text", **fields):
    return NewMessage(
        chat=CHAT,
        thread_id=None,
        business_connection_id=None,
        text=text,
        **{"reply_markup": keyboard("A"), **fields},
    )


def test_the_same():
    assert is_as_wanted(pressed(), wanted())


@pytest.mark.parametrize("kind", ["url", "mention", "bot_command"])
def test_entities_that_telegram_finds(kind):
    entity = MessageEntity(type=kind, offset=0, length=4)

    assert is_as_wanted(pressed(entities=[entity]), wanted())


@pytest.mark.parametrize(
    ("message", "new"),
    [
        (pressed("Other"), wanted()),
        (pressed(None), wanted()),
        (pressed(reply_markup=None), wanted()),
        (pressed(), wanted(reply_markup=None)),
        (pressed(), wanted(reply_markup=ReplyKeyboardRemove())),
        (pressed(), wanted(reply_markup=keyboard("B"))),
        (pressed(), wanted(reply_markup=keyboard("A", "B"))),
        (pressed(), wanted(reply_markup=keyboard("A", style="danger"))),
        (pressed(), wanted(media=MediaAttachment("photo", url="x"))),
        (
            pressed(),
            wanted(link_preview_options=LinkPreviewOptions(is_disabled=True)),
        ),
        (pressed(), wanted(protect_content=True)),
        (pressed(has_protected_content=True), wanted()),
        (pressed(None), wanted(None)),
        *[(pressed(it), wanted(it)) for it in ("*a*", "<b>", "a&amp;", "`")],
        *[
            (
                pressed(
                    entities=[MessageEntity(type=it, offset=0, length=1)],
                ),
                wanted(),
            )
            for it in ("bold", "text_link", "custom_emoji")
        ],
    ],
)
def test_what_differs_or_might(message, new):
    assert not is_as_wanted(message, new)


def at(edit_date, message_id=1):
    return Message(
        message_id=message_id,
        date=NOW,
        chat=CHAT,
        edit_date=edit_date,
    )


def test_what_nobody_has_noted_is_unclear():
    assert not EditDates().is_latest(at(None))


@pytest.mark.parametrize("date", [None, 100])
def test_the_latest(date):
    edits = EditDates()
    edits.note(at(date))

    assert edits.is_latest(at(date))
    assert not edits.is_latest(at(99))
    assert not edits.is_latest(at(date, message_id=2))


def test_two_edits_in_one_second_are_unclear():
    edits = EditDates()
    for _ in range(3):
        edits.note(at(100))
        first = edits.is_latest(at(100))

    assert not first
    edits.note(at(101))
    assert edits.is_latest(at(101))


def test_memory_has_a_limit():
    edits = EditDates(limit=2)
    for number in range(3):
        edits.note(at(None, number))

    assert [edits.is_latest(at(None, it)) for it in range(3)] == [
        False,
        True,
        True,
    ]
