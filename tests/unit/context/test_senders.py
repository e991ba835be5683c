"""Who sends in a chat, and who owns a stack."""

from types import SimpleNamespace

import pytest
from aiogram.fsm.storage.memory import MemoryStorage, SimpleEventIsolation
from aiogram.types import Chat, User

from aiogram_dialog.api.entities import DEFAULT_STACK_ID, GROUP_STACK_ID
from aiogram_dialog.context.senders import (
    CHANNEL_BOT,
    GROUP_ANONYMOUS_BOT,
    STAND_INS,
    TELEGRAM,
    implied_users,
    owner_of,
    personal_stack_id,
    sender_of,
)
from aiogram_dialog.context.storage import StorageProxy, fix_stack_id

ANN = User(id=1, is_bot=False, first_name="Ann")
ANONYMOUS = User(id=1087968824, is_bot=True, first_name="Group")
MASK = User(id=136817688, is_bot=True, first_name="Channel")
CLUB = Chat(id=-5, type="supergroup", title="Club", username="club")
NEWS = Chat(id=-7, type="channel", title="News")
NAMELESS = Chat(id=-8, type="channel")


def test_stand_ins():
    """Bot API: Message.from, for messages that chats send."""
    assert GROUP_ANONYMOUS_BOT == 1087968824
    assert CHANNEL_BOT == 136817688
    assert TELEGRAM == 777000
    assert {GROUP_ANONYMOUS_BOT, CHANNEL_BOT, TELEGRAM} == STAND_INS


@pytest.mark.parametrize(
    ("user", "sender_chat", "expected"),
    [
        (ANN, None, (1, "Ann", None)),
        (ANONYMOUS, CLUB, (-5, "Club", "club")),
        (ANONYMOUS, None, (-5, "Club", "club")),
        (MASK, NEWS, (-7, "News", None)),
        (None, NEWS, (-7, "News", None)),
        (None, NAMELESS, (-8, "", None)),
        (None, None, (-5, "Club", "club")),
    ],
)
def test_senders(user, sender_chat, expected):
    sender = sender_of(user, sender_chat, CLUB)

    assert (sender.id, sender.first_name, sender.username) == expected
    assert sender.is_bot is False


@pytest.mark.parametrize(
    ("user_id", "chat_id", "business", "expected"),
    [
        # As they are stored by version 2.6.
        (1, 1, None, ""),
        (None, 1, None, ""),
        (None, -5, None, ""),
        (1, -5, None, "<1>"),
        (1, 2, None, "<1>"),
        (1, 1, "b", "<1>"),
        (1, 2, "b", "<1>"),
        (1, 1, "", ""),
        # Senders that are chats.
        (-5, -5, None, "<-5>"),
        (-7, -5, None, "<-7>"),
    ],
)
def test_default_stacks(user_id, chat_id, business, expected):
    assert fix_stack_id("", user_id, chat_id, business) == expected
    assert fix_stack_id("other", user_id, chat_id, business) == "other"


@pytest.mark.parametrize(
    ("stack_id", "owner"),
    [
        ("<1>", 1),
        ("<123456>", 123456),
        ("<-5>", -5),
        (personal_stack_id(1), 1),
        (personal_stack_id(-5), -5),
        (DEFAULT_STACK_ID, None),
        (GROUP_STACK_ID, None),
        ("<>", None),
        ("<x>", None),
        ("<1>x", None),
        ("x<1>", None),
        ("1", None),
        ("<--5>", None),
        ("<None>", None),
    ],
)
def test_owners(stack_id, owner):
    assert owner_of(stack_id) == owner


@pytest.mark.parametrize(
    ("owner", "users"),
    [
        (1, [1]),
        (-5, [-5]),
        # Nobody can know who is behind a channel.
        (-7, []),
        (None, []),
    ],
)
def test_implied_users(owner, users):
    assert implied_users(owner, -5) == users


@pytest.mark.parametrize(
    ("user_id", "chat_id", "stack_id", "expected"),
    [
        (1, 1, "", ("", [1])),
        (None, 1, "", ("", [])),
        (1, -5, "", ("<1>", [1])),
        (1, -5, "<1>", ("<1>", [1])),
        (1, -5, "<2>", ("<2>", [2])),
        (1, -5, "<->", ("<->", [])),
        (1, -5, "other", ("other", [])),
        (-5, -5, "", ("<-5>", [-5])),
        (1, -5, "<-5>", ("<-5>", [-5])),
        (-7, -5, "", ("<-7>", [])),
        (1, -5, "<-7>", ("<-7>", [])),
    ],
)
def test_access_that_a_stack_implies(user_id, chat_id, stack_id, expected):
    proxy = StorageProxy(
        storage=MemoryStorage(),
        events_isolation=SimpleEventIsolation(),
        user_id=user_id,
        chat_id=chat_id,
        thread_id=None,
        business_connection_id=None,
        bot=SimpleNamespace(id=42),
        state_groups={},
    )

    stack = proxy.stack_from(stack_id, {})

    assert (stack.id, stack.access_settings.user_ids) == expected
