"""What was known of the edits of one message was believed of another one.

Bots that share a session have messages with the same ids in the chats with
one person. So have a bot and a business in the chats with one customer.
"""

from datetime import datetime, timezone

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.types import CallbackQuery, Chat, Message, User

from aiogram_dialog.message.answering import edits_by, expect_answer
from aiogram_dialog.message.unchanged import EditDates

PERSON = User(id=1, is_bot=False, first_name="Ann")
CLICK = CallbackQuery(id="1", from_user=PERSON, chat_instance="1")


def message(**fields) -> Message:
    return Message(
        message_id=5,
        date=datetime.now(tz=timezone.utc),
        chat=Chat(id=1, type="private"),
        **fields,
    )


async def test_two_bots_of_one_session():
    session = AiohttpSession()
    first, second = Bot("1:A", session), Bot("2:B", session)
    for bot in (first, second):
        expect_answer(bot, CLICK, is_due=False)

    edits_by(first).note(message(edit_date=7))
    edits_by(second).note(message())

    assert not edits_by(first).is_latest(message())
    assert edits_by(second).is_latest(message())


async def test_answers_are_noted_for_their_bot():
    session = AiohttpSession()
    first, second = Bot("1:A", session), Bot("2:B", session)
    for bot in (first, second):
        expect_answer(bot, CLICK, is_due=False)
    sent = message()

    async def answer(bot, method):
        return sent

    (watch,) = session.middleware
    await watch(answer, second, None)

    assert not edits_by(first).is_latest(sent)
    assert edits_by(second).is_latest(sent)


def test_private_chat_and_business_chat():
    edits = EditDates()
    edits.note(message(edit_date=7))
    edits.note(message(business_connection_id="b"))

    assert not edits.is_latest(message())
    assert edits.is_latest(message(business_connection_id="b"))
