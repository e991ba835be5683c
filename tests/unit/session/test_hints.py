"""Hints of what is open where."""

from types import SimpleNamespace

import pytest
from aiogram.fsm.storage.memory import (
    MemoryStorage,
    SimpleEventIsolation,
)

from aiogram_dialog.api.entities import DEFAULT_STACK_ID
from aiogram_dialog.context.storage import StorageProxy
from aiogram_dialog.session.hints import Hints


def make_proxy(
    chat_id=1,
    user_id=1,
    thread_id=None,
    bot_id=42,
    business=None,
):
    return StorageProxy(
        storage=MemoryStorage(),
        events_isolation=SimpleEventIsolation(),
        user_id=user_id,
        chat_id=chat_id,
        thread_id=thread_id,
        business_connection_id=business,
        bot=SimpleNamespace(id=bot_id),
        state_groups={},
    )


def note(known, proxy, stack_id, intent_id):
    known.note(proxy, proxy.stack_id(stack_id), intent_id)


@pytest.mark.parametrize("stack_id", [DEFAULT_STACK_ID, "other", "<->"])
def test_what_was_open_is_found(stack_id):
    known, proxy = Hints(), make_proxy()

    note(known, proxy, stack_id, "abc")

    assert known.find_top(proxy, stack_id) == "abc"
    assert known.find_stack(proxy, "abc") == stack_id
    assert known.find_stack(proxy, "xyz") is None


def test_the_usual_stack_of_somebody_in_a_group():
    known, ann = Hints(), make_proxy(chat_id=-5, user_id=1)
    bob = make_proxy(chat_id=-5, user_id=2)

    note(known, ann, "<1>", "abc")

    assert known.find_top(ann, DEFAULT_STACK_ID) == "abc"
    assert known.find_top(bob, DEFAULT_STACK_ID) is None
    assert known.find_stack(ann, "abc") == "<1>"
    # Somebody else's click does not say whose dialog it is.
    assert known.find_stack(bob, "abc") is None


@pytest.mark.parametrize(
    "elsewhere",
    [{"chat_id": 2}, {"thread_id": 7}, {"bot_id": 43}, {"business": "b"}],
)
def test_places_are_kept_apart(elsewhere):
    known = Hints()
    note(known, make_proxy(), "other", "abc")

    proxy = make_proxy(**elsewhere)

    assert known.find_top(proxy, "other") is None
    assert known.find_stack(proxy, "abc") is None


def test_the_newest_counts():
    known, proxy = Hints(), make_proxy()

    note(known, proxy, DEFAULT_STACK_ID, "abc")
    note(known, proxy, DEFAULT_STACK_ID, "xyz")

    assert known.find_top(proxy, DEFAULT_STACK_ID) == "xyz"
    assert known.find_stack(proxy, "abc") is None


def test_closed_dialogs_are_forgotten():
    known, proxy = Hints(), make_proxy()

    note(known, proxy, DEFAULT_STACK_ID, "abc")
    note(known, proxy, DEFAULT_STACK_ID, None)

    assert known.find_top(proxy, DEFAULT_STACK_ID) is None


def test_memory_has_a_limit():
    known = Hints(limit=2)
    proxies = [make_proxy(chat_id=number, user_id=1) for number in range(3)]

    for proxy in proxies:
        note(known, proxy, "other", "abc")

    assert [known.find_stack(it, "abc") for it in proxies] == [
        None,
        "other",
        "other",
    ]
