"""Which dialog an event is for."""

from datetime import datetime, timezone

import pytest
from aiogram import Bot
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import (
    CallbackQuery,
    Chat,
    ChatJoinRequest,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    User,
)

from aiogram_dialog.api.entities import (
    DEFAULT_STACK_ID,
    DialogAction,
    DialogStartEvent,
    DialogUpdateEvent,
    StartMode,
)
from aiogram_dialog.api.exceptions import InvalidStackIdError
from aiogram_dialog.session.address import (
    ByIntent,
    ByStack,
    ReplyClick,
    address_of,
    address_of_text,
)
from aiogram_dialog.widgets.markup.reply_callback import (
    REPLY_CALLBACK_SYMBOLS,
    join_reply_callback,
)

BOT_ID = 42
NOW = datetime.now(tz=timezone.utc)
ANN = User(id=1, is_bot=False, first_name="Ann")
BOT = User(id=BOT_ID, is_bot=True, first_name="Bot")
OTHER_BOT = User(id=43, is_bot=True, first_name="Other")
CHAT = Chat(id=1, type="private")
GROUP = Chat(id=-5, type="supergroup", title="Club")

NOWHERE = ByStack(DEFAULT_STACK_ID)


class Main(StatesGroup):
    first = State()


def message(text="hi", **fields) -> Message:
    values = {"from_user": ANN, "chat": CHAT, "text": text, **fields}
    return Message(message_id=1, date=NOW, **values)


def click(data) -> CallbackQuery:
    return CallbackQuery(
        id="1",
        from_user=ANN,
        chat_instance="1",
        data=data,
    )


def command(**fields) -> DialogUpdateEvent:
    values = {
        "from_user": ANN,
        "chat": CHAT,
        "action": DialogAction.UPDATE,
        "data": None,
        "thread_id": None,
        "business_connection_id": None,
        **fields,
    }
    return DialogUpdateEvent(**values)


def start(**fields) -> DialogStartEvent:
    return DialogStartEvent(
        **dict(command(**fields)),
        new_state=Main.first,
        mode=StartMode.NORMAL,
    )


def keys(*rows) -> InlineKeyboardMarkup:
    """Make a keyboard; texts are callback data, others buttons."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text="x", callback_data=it)
                if isinstance(it, str)
                else it
                for it in row
            ]
            for row in rows
        ],
    )


URL = InlineKeyboardButton(text="u", url="https://example.com")
REPLY_KEYS = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="x")]])


def window(markup=None, author: User | None = BOT) -> Message:
    return message(
        "window",
        from_user=author,
        reply_markup=markup or keys(["abc\x1dok"]),
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("abc\x1dok", ByIntent("abc")),
        ("abc\x1d", ByIntent("abc")),
        ("abc\x1dok\x1dmore", ByIntent("abc")),
        ("\x1dok", NOWHERE),
        ("ok", NOWHERE),
        ("", NOWHERE),
        (None, NOWHERE),
    ],
)
def test_clicks(data, expected):
    assert address_of(click(data), BOT_ID) == expected


@pytest.mark.parametrize(
    ("replied", "expected"),
    [
        (None, NOWHERE),
        (window(), ByIntent("abc")),
        # A window of somebody else, with data that looks like ours.
        (window(author=OTHER_BOT), NOWHERE),
        (window(author=ANN), NOWHERE),
        (window(author=None), NOWHERE),
        # No window.
        (message(from_user=BOT), NOWHERE),
        (message(from_user=BOT, reply_markup=None), NOWHERE),
        # A window of no dialog.
        (window(keys(["ok"])), NOWHERE),
        # Buttons that say nothing of a dialog.
        (window(keys([URL])), NOWHERE),
        (window(keys([])), NOWHERE),
        (window(keys([URL], [URL, URL])), NOWHERE),
        # The first button with data counts, wherever it is.
        (window(keys([URL, "abc\x1dok"])), ByIntent("abc")),
        (window(keys([URL], ["abc\x1dok"])), ByIntent("abc")),
        (window(keys(["abc\x1dok", "xyz\x1dok"])), ByIntent("abc")),
        (window(keys(["ok", "abc\x1dok"])), NOWHERE),
    ],
)
def test_replies(replied, expected):
    reply = message(reply_to_message=replied)

    assert address_of(reply, BOT_ID) == expected
    assert address_of_text(reply, BOT_ID) == expected


def test_reply_to_a_message_that_has_another_keyboard():
    # Telegram tells of inline keyboards only; aiogram could take others.
    replied = window().model_copy(update={"reply_markup": REPLY_KEYS})

    reply = message().model_copy(update={"reply_to_message": replied})

    assert address_of(reply, BOT_ID) == NOWHERE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            join_reply_callback("Yes", "abc\x1dok"),
            ReplyClick("abc", "abc\x1dok"),
        ),
        (join_reply_callback("", "abc\x1d"), ReplyClick("abc", "abc\x1d")),
        (join_reply_callback("Yes", "ok"), NOWHERE),
        (join_reply_callback("Yes", "\x1dok"), NOWHERE),
        ("Yes", NOWHERE),
        ("", NOWHERE),
        (None, NOWHERE),
        # Symbols that stand for nothing.
        ("Yes" + REPLY_CALLBACK_SYMBOLS[-1] * 2, NOWHERE),
        ("Yes" + REPLY_CALLBACK_SYMBOLS[0], NOWHERE),
    ],
)
def test_presses_on_a_reply_keyboard(text, expected):
    assert address_of(message(text), BOT_ID) == expected


def test_a_press_counts_more_than_what_it_replies_to():
    """Presses in groups are replies to the message with the keyboard."""
    press = message(
        join_reply_callback("Yes", "abc\x1dok"),
        reply_to_message=window(keys(["xyz\x1dok"])),
    )

    assert address_of(press, BOT_ID) == ReplyClick("abc", "abc\x1dok")
    assert address_of_text(press, BOT_ID) == ByIntent("xyz")


def test_a_text_that_stands_for_nothing_may_reply():
    reply = message(
        "Yes" + REPLY_CALLBACK_SYMBOLS[-1] * 2,
        reply_to_message=window(),
    )

    assert address_of(reply, BOT_ID) == ByIntent("abc")


@pytest.mark.parametrize("make", [command, start])
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"intent_id": "abc", "stack_id": None}, ByIntent("abc")),
        ({"intent_id": "abc", "stack_id": "s"}, ByIntent("abc")),
        ({"intent_id": None, "stack_id": "s"}, ByStack("s")),
        ({"intent_id": None, "stack_id": ""}, ByStack("")),
        ({"intent_id": "", "stack_id": "s"}, ByStack("s")),
    ],
)
def test_commands(make, fields, expected):
    assert address_of(make(**fields), BOT_ID) == expected


def test_command_without_address():
    event = command(intent_id=None, stack_id=None)

    with pytest.raises(InvalidStackIdError) as caught:
        address_of(event, BOT_ID)

    assert str(caught.value) == (
        "A background command needs an intent id or a stack id. Make it "
        "with `manager.bg()` or `BgManagerFactory.bg()`."
    )
    assert caught.value.action == event.action.name


def test_other_events_are_for_the_usual_stack():
    request = ChatJoinRequest(
        chat=GROUP,
        from_user=ANN,
        user_chat_id=1,
        date=NOW,
    ).as_(Bot("42:TEST"))

    assert address_of(request, BOT_ID) == NOWHERE
