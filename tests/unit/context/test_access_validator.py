"""Who may use a dialog."""

from datetime import datetime, timezone
from types import SimpleNamespace

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError
from aiogram.methods import GetChatMember
from aiogram.types import CallbackQuery, Chat, Message, User

from aiogram_dialog.api.entities import (
    EVENT_CONTEXT_KEY,
    AccessSettings,
    Context,
    EventContext,
    Stack,
)
from aiogram_dialog.context.access_validator import DefaultAccessValidator

NOW = datetime.now(tz=timezone.utc)
CLUB, NEWS, BLOG = -5, -7, -8
GROUP_ANONYMOUS_BOT, CHANNEL_BOT, TELEGRAM = 1087968824, 136817688, 777000

ANN, BOB, CID = 1, 2, 3
# Who has which place in the group, as Telegram tells it.
PLACES = {
    (CLUB, ANN): "creator",
    (CLUB, BOB): "administrator",
    (CLUB, CID): "member",
    (NEWS, CID): "creator",
}


class Telegram:
    """Tell who is what in a chat, and note who was asked about."""

    def __init__(self, error=None) -> None:
        self.id = 42
        self.error = error
        self.asked = []

    async def get_chat_member(self, chat_id, user_id):
        self.asked.append((chat_id, user_id))
        if self.error is not None:
            raise self.error
        return SimpleNamespace(status=PLACES.get((chat_id, user_id), "left"))


def user(user_id: int) -> User:
    return User(id=user_id, is_bot=False, first_name="x")


def chat(chat_id: int) -> Chat:
    kind = "private" if chat_id > 0 else "supergroup"
    return Chat(id=chat_id, type=kind)


def message(**fields) -> Message:
    values = {"from_user": user(ANN), **fields}
    return Message(message_id=1, date=NOW, chat=chat(CLUB), **values)


MESSAGE = message()


def place(bot, user_id, chat_id=CLUB, business=None) -> EventContext:
    return EventContext(bot, chat(chat_id), user(user_id), None, business)


def stack_for(users, stack_id="<1>") -> Stack:
    settings = None if users is None else AccessSettings(users)
    return Stack(stack_id, access_settings=settings)


async def ask(stack, data, context=None, event=MESSAGE) -> bool:
    return await DefaultAccessValidator().is_allowed(
        stack,
        context,
        event,
        data,
    )


@pytest.mark.parametrize(
    ("users", "chat_id", "user_id", "business", "expected"),
    [
        # Nobody is named: everybody may.
        (None, CLUB, BOB, None, True),
        ([], CLUB, BOB, None, True),
        # A group.
        ([ANN], CLUB, ANN, None, True),
        ([ANN], CLUB, BOB, None, False),
        ([ANN, BOB], CLUB, BOB, None, True),
        # The user's own chat with the bot.
        ([ANN], BOB, BOB, None, True),
        # A chat of somebody else, as background commands may name it.
        ([ANN], BOB, CID, None, False),
        # A business chat of Ann with Bob: its id is Bob's.
        ([ANN], BOB, BOB, "b", False),
        ([ANN], BOB, ANN, "b", True),
        ([BOB], BOB, BOB, "b", True),
        ([], BOB, BOB, "b", True),
        # A group that writes in itself is nobody's own chat.
        ([ANN], CLUB, CLUB, None, False),
        ([CLUB], CLUB, CLUB, None, True),
    ],
)
async def test_users(users, chat_id, user_id, business, expected):
    bot = Telegram()
    data = {EVENT_CONTEXT_KEY: place(bot, user_id, chat_id, business)}

    assert await ask(stack_for(users), data) is expected
    assert bot.asked == []


@pytest.mark.parametrize(
    ("users", "user_id", "expected", "asked"),
    [
        ([CLUB], ANN, True, [(CLUB, ANN)]),
        ([CLUB], BOB, True, [(CLUB, BOB)]),
        ([CLUB], CID, False, [(CLUB, CID)]),
        ([CLUB], 4, False, [(CLUB, 4)]),
        ([CLUB, CID], CID, True, []),
        ([CLUB, NEWS], CID, True, [(CLUB, CID), (NEWS, CID)]),
        ([NEWS], BOB, False, [(NEWS, BOB)]),
        # A chat is asked about nothing: it is named, or it is not.
        ([CLUB], NEWS, False, []),
        ([NEWS], NEWS, True, []),
        # What was stored may be anything.
        (["1", None, [CLUB]], ANN, False, []),
        ([0], ANN, False, []),
    ],
)
async def test_administrators(users, user_id, expected, asked):
    bot = Telegram()
    data = {EVENT_CONTEXT_KEY: place(bot, user_id)}

    assert await ask(stack_for(users), data) is expected
    assert bot.asked == asked


@pytest.mark.parametrize(
    "error",
    [
        TelegramBadRequest(GetChatMember(chat_id=1, user_id=1), "no"),
        TelegramNetworkError(GetChatMember(chat_id=1, user_id=1), "no"),
    ],
)
async def test_nobody_is_let_in_where_telegram_does_not_tell(error, caplog):
    bot = Telegram(error)
    data = {EVENT_CONTEXT_KEY: place(bot, ANN)}

    assert not await ask(stack_for([CLUB, NEWS]), data)
    assert bot.asked == [(CLUB, ANN), (NEWS, ANN)]
    assert f"user {ANN} is an administrator of chat {CLUB}" in caplog.text


@pytest.mark.parametrize(
    "stand_in", [GROUP_ANONYMOUS_BOT, CHANNEL_BOT, 777000]
)
@pytest.mark.parametrize(
    ("stack_id", "user_id", "expected"),
    [
        # It means the chat that the stack belongs to.
        (f"<{CLUB}>", CLUB, True),
        (f"<{CLUB}>", BOB, True),
        (f"<{CLUB}>", CID, False),
        (f"<{NEWS}>", NEWS, True),
        (f"<{NEWS}>", CID, True),
        (f"<{NEWS}>", BLOG, False),
        # And nobody in the stacks of people and in shared ones.
        (f"<{ANN}>", ANN, False),
        (f"<{ANN}>", CLUB, False),
        ("<->", CLUB, False),
        ("", CLUB, False),
    ],
)
async def test_stand_ins(stand_in, stack_id, user_id, expected):
    data = {EVENT_CONTEXT_KEY: place(Telegram(), user_id)}

    assert await ask(stack_for([stand_in], stack_id), data) is expected


async def test_a_chat_does_not_own_what_is_for_somebody():
    data = {EVENT_CONTEXT_KEY: place(Telegram(), CLUB)}

    assert not await ask(stack_for([CID], f"<{CLUB}>"), data)


@pytest.mark.parametrize(
    ("of_context", "expected"),
    [
        (AccessSettings([BOB]), True),
        (AccessSettings([CID]), False),
        (None, True),
    ],
)
async def test_the_dialog_counts_more_than_its_stack(of_context, expected):
    data = {EVENT_CONTEXT_KEY: place(Telegram(), BOB)}
    context = Context("i", "<1>", None, None, access_settings=of_context)

    assert await ask(stack_for([ANN]), data, context) is expected


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (message(), True),
        (message(from_user=None), False),
        (message(from_user=None, sender_chat=chat(CLUB)), True),
    ],
)
async def test_nobody(event, expected):
    """What nobody has sent is let in nowhere but where everybody is."""
    data = {EVENT_CONTEXT_KEY: place(Telegram(), CLUB)}

    assert await ask(stack_for([CLUB]), data, event=event) is expected
    assert await ask(stack_for([]), data, event=event)


def click(business=None) -> CallbackQuery:
    return CallbackQuery(
        id="1",
        from_user=user(BOB),
        chat_instance="1",
        message=message(business_connection_id=business),
    )


@pytest.mark.parametrize(
    ("event", "chat_id", "user_id", "expected"),
    [
        (MESSAGE, CLUB, ANN, True),
        (MESSAGE, CLUB, BOB, False),
        (MESSAGE, BOB, BOB, True),
        (MESSAGE, CLUB, None, False),
        (message(business_connection_id="b"), BOB, BOB, False),
        (click(), BOB, BOB, True),
        (click("b"), BOB, BOB, False),
        # A message that was sent by inline mode is not told of.
        (click().model_copy(update={"message": None}), BOB, BOB, True),
    ],
)
async def test_data_of_aiogram_alone(event, chat_id, user_id, expected):
    """Tests of bots put data together by hand."""
    data = {
        "event_chat": chat(chat_id),
        "event_from_user": user_id and user(user_id),
    }

    assert await ask(stack_for([ANN]), data, event=event) is expected


async def test_data_of_aiogram_alone_with_a_chat():
    bot = Telegram()
    data = {"event_chat": chat(CLUB), "event_from_user": user(BOB)}

    assert not await ask(stack_for([CLUB]), data)
    assert await ask(stack_for([CLUB]), {**data, "bot": bot})
