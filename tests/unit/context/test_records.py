import pytest
from aiogram.enums import ContentType
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog.api.entities import AccessSettings, Context, Stack
from aiogram_dialog.api.exceptions import UnknownIntent, UnknownState
from aiogram_dialog.context.records import (
    dump_context,
    dump_stack,
    load_context,
    load_stack,
)


class Shop(StatesGroup):
    list = State()

    class Cart(StatesGroup):
        pay = State()


GROUPS = {"Shop": Shop, "Shop.Cart": Shop.Cart}

CONTEXT_RECORD = {
    "_intent_id": "aB1",
    "_stack_id": "<7>",
    "state": "Shop.Cart:pay",
    "start_data": [1],
    "dialog_data": {"a": 1},
    "widget_data": {"w": "x"},
    "access_settings": {"user_ids": [7], "custom": "c"},
}


def test_a_context_is_a_record():
    context = Context(
        _intent_id="aB1",
        _stack_id="<7>",
        state=Shop.Cart.pay,
        start_data=[1],
        dialog_data={"a": 1},
        widget_data={"w": "x"},
        access_settings=AccessSettings([7], "c"),
    )

    assert dump_context(context) == CONTEXT_RECORD
    loaded = load_context("aB1", CONTEXT_RECORD, GROUPS)
    assert vars(loaded) == vars(context)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (None, None),
        ({}, None),
        ("?", None),
        ({"user_ids": None}, AccessSettings([])),
        ({"custom": 1}, AccessSettings([], 1)),
    ],
)
def test_access_settings_are_read_leniently(settings, expected):
    record = {**CONTEXT_RECORD, "access_settings": settings}

    assert load_context("aB1", record, GROUPS).access_settings == expected


def test_fields_of_other_versions_are_passed_over():
    record = {**CONTEXT_RECORD, "new_field": 1}
    del record["access_settings"]

    assert load_context("aB1", record, GROUPS).access_settings is None


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"_intent_id": "aB1"},
        {**CONTEXT_RECORD, "_stack_id": None},
        {**CONTEXT_RECORD, "dialog_data": []},
        {**CONTEXT_RECORD, "widget_data": None},
    ],
)
def test_nothing_usable_is_unknown(record):
    with pytest.raises(
        UnknownIntent,
        match="Context not found for intent id: aB1",
    ) as caught:
        load_context("aB1", record, GROUPS)
    assert caught.value.intent_id == "aB1"


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("Gone:x", "Unknown state group Gone"),
        ("Shop.Cart:gone", "Unknown state Shop.Cart:gone"),
        (None, "Unknown state group None"),
        (5, "Unknown state group 5"),
    ],
)
def test_states_that_the_code_does_not_have(state, text):
    record = {**CONTEXT_RECORD, "state": state}

    with pytest.raises(UnknownState, match=text) as caught:
        load_context("aB1", record, GROUPS)
    assert (caught.value.intent_id, caught.value.stack_id) == ("aB1", "<7>")


def test_a_stack_is_a_record():
    stack = Stack(
        _id="s",
        intents=["a", "b"],
        last_message_id=5,
        last_reply_keyboard=True,
        last_media_id="m",
        last_media_unique_id="u",
        last_income_media_group_id="g",
        content_type=ContentType.VOICE,
        access_settings=AccessSettings([1]),
        has_protected_content=True,
    )

    record = dump_stack(stack)

    assert record == {
        "_id": "s",
        "intents": ["a", "b"],
        "last_message_id": 5,
        "last_reply_keyboard": True,
        "last_media_id": "m",
        "last_media_unique_id": "u",
        "last_income_media_group_id": "g",
        "content_type": "voice",
        "has_protected_content": True,
    }
    assert type(record["content_type"]) is str
    loaded = load_stack("s", record)
    stack.access_settings = None
    assert vars(loaded) == vars(stack)


@pytest.mark.parametrize("last_message_id", [None, 0])
def test_an_empty_stack_without_message_is_not_kept(last_message_id):
    assert dump_stack(Stack(last_message_id=last_message_id)) == {}


def test_an_empty_stack_with_a_message_is_kept():
    assert dump_stack(Stack(last_message_id=1))["last_message_id"] == 1


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"intents": None, "last_message_id": "5"},
        {"intents": [1], "content_type": "hologram"},
        {"intents": "ab", "last_reply_keyboard": None},
        {"access_settings": {"user_ids": [1]}, "unknown": 1},
    ],
)
def test_a_damaged_stack_is_a_fresh_one(record):
    assert vars(load_stack("s", record)) == vars(Stack(_id="s"))
