import pytest
from aiogram.enums import ContentType
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog.api.entities import AccessSettings, Context, Stack
from aiogram_dialog.api.exceptions import UnknownIntent, UnknownState
from aiogram_dialog.context.metadata import METADATA_KEY
from aiogram_dialog.context.records import (
    copy_access,
    copy_record,
    dump_context,
    dump_stack,
    load_context,
    load_stack,
    same_record,
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


def context_of(**fields) -> Context:
    values = {
        "_intent_id": "aB1",
        "_stack_id": "<7>",
        "state": Shop.Cart.pay,
        "start_data": [1],
        "dialog_data": {"a": [1]},
        "widget_data": {"w": "x"},
        "access_settings": AccessSettings([7], {"c": [1]}),
    }
    return Context(**{**values, **fields})


@pytest.mark.parametrize(
    ("version", "started_at", "metadata"),
    [
        (0, None, None),
        (2, None, {"version": 2}),
        (0, 5.5, {"started_at": 5.5}),
        (0, 0.0, {"started_at": 0.0}),
        (2, 5.5, {"version": 2, "started_at": 5.5}),
    ],
)
def test_metadata(version, started_at, metadata):
    context = context_of(version=version, started_at=started_at)

    record = dump_context(context)

    expected = (
        {"w": "x"} if metadata is None else {"w": "x", METADATA_KEY: metadata}
    )
    assert record["widget_data"] == expected
    assert context.widget_data == {"w": "x"}
    loaded = load_context("aB1", record, GROUPS)
    assert vars(loaded) == vars(context)
    assert record["widget_data"] == expected


DATA = ("start_data", "dialog_data", "widget_data", "access_settings")


def test_a_copy_shares_nothing():
    record = dump_context(context_of(widget_data={"w": [1]}))

    twin = copy_record(record)

    assert twin == record
    for name in DATA:
        assert twin[name] is not record[name]
    assert twin["dialog_data"]["a"] is not record["dialog_data"]["a"]
    assert twin["widget_data"]["w"] is not record["widget_data"]["w"]
    for name in ("user_ids", "custom"):
        own, other = twin["access_settings"], record["access_settings"]
        assert own[name] is not other[name]


def test_a_copy_without_access_settings():
    record = dump_context(context_of(access_settings=None))

    assert copy_record(record)["access_settings"] is None


def test_what_is_loaded_shares_nothing_with_the_record():
    record = copy_record(dump_context(context_of(widget_data={"w": [1]})))

    loaded = load_context("aB1", record, GROUPS)

    assert loaded.start_data is not record["start_data"]
    assert loaded.dialog_data["a"] is not record["dialog_data"]["a"]
    assert loaded.widget_data["w"] is not record["widget_data"]["w"]
    own, other = loaded.access_settings, record["access_settings"]
    assert own.user_ids is not other["user_ids"]
    assert own.custom is not other["custom"]


class Odd:
    def __eq__(self, other: object) -> bool:
        raise ValueError("odd")

    __hash__ = None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"state": Shop.list}, False),
        ({"_stack_id": "other"}, False),
        ({"start_data": [True]}, False),
        ({"dialog_data": {"a": [True]}}, False),
        ({"dialog_data": {"a": [1], "b": 1}}, False),
        ({"widget_data": {"w": "y"}}, False),
        ({"access_settings": None}, False),
        ({"access_settings": AccessSettings([True], {"c": [1]})}, False),
        ({"dialog_data": {"a": Odd()}}, False),
    ],
)
def test_sameness(changes, expected):
    stored = dump_context(
        context_of(
            access_settings=AccessSettings(
                [1] if "access_settings" in changes else [7],
                {"c": [1]},
            ),
        ),
    )

    assert same_record(dump_context(context_of(**changes)), stored) is expected


@pytest.mark.parametrize("name", DATA)
def test_one_is_not_true(name):
    plain = dump_context(context_of())
    left, right = {**plain, name: [1]}, {**plain, name: [True]}

    assert left == right
    assert not same_record(left, right)
    assert same_record(left, {**left})


def test_odd_objects_are_never_the_same():
    record = dump_context(context_of(dialog_data={"a": Odd()}))
    other = dump_context(context_of(dialog_data={"a": Odd()}))

    assert not same_record(record, other)


class MySettings(AccessSettings):
    """Settings of a bot's own."""


def test_settings_of_a_bots_own_are_handed_on():
    settings = MySettings([7], {"c": [1]})

    assert copy_access(settings) is settings


def test_access_settings_are_copied():
    settings = AccessSettings([7], {"c": [1]})

    twin = copy_access(settings)

    assert type(twin) is AccessSettings
    assert twin == settings
    assert twin is not settings
    assert twin.user_ids is not settings.user_ids
    assert twin.custom is not settings.custom


def test_no_access_settings():
    assert copy_access(None) is None


@pytest.mark.parametrize("missing", ["dialog_data", "widget_data"])
def test_data_that_is_missing_is_empty(missing):
    record = {**CONTEXT_RECORD}
    del record[missing]

    assert getattr(load_context("aB1", record, GROUPS), missing) == {}


def test_unknown_states_name_what_is_known():
    record = {**CONTEXT_RECORD, "state": "Shop.Cart:gone"}
    with pytest.raises(UnknownState) as caught:
        load_context("aB1", record, GROUPS)
    assert str(caught.value) == (
        "Unknown state Shop.Cart:gone: the states of the group are "
        "Shop.Cart:pay."
    )
    assert caught.value.state == "Shop.Cart:gone"
    assert caught.value.known_states == ("Shop.Cart:pay",)

    record = {**CONTEXT_RECORD, "state": "Gone:x"}
    with pytest.raises(UnknownState) as caught:
        load_context("aB1", record, GROUPS)
    assert str(caught.value) == (
        "Unknown state group Gone: the stored state is 'Gone:x', the groups "
        "of dialogs are Shop, Shop.Cart."
    )
    assert caught.value.known_groups == ("Shop", "Shop.Cart")


def test_states_that_are_nearly_right():
    record = {**CONTEXT_RECORD, "state": "Shop.Cart:pya"}

    with pytest.raises(UnknownState, match=r"Did you mean 'Shop\.Cart:pay'\?"):
        load_context("aB1", record, GROUPS)


def test_damaged_records_say_what_they_have():
    record = {"state": "x", "_stack_id": 5}
    with pytest.raises(UnknownIntent) as caught:
        load_context("aB1", record, GROUPS)
    assert str(caught.value) == (
        "Context not found for intent id: aB1. Its record is damaged, it has "
        "only ['_stack_id', 'state']."
    )

    with pytest.raises(UnknownIntent) as caught:
        load_context("aB1", {}, GROUPS)
    assert str(caught.value) == (
        "Context not found for intent id: aB1. The dialog was closed, or its "
        "storage was cleared."
    )


def test_intents_of_a_stack_are_its_own():
    record = {"intents": ["a"]}

    loaded = load_stack("s", record)
    loaded.intents.append("b")

    assert record == {"intents": ["a"]}
    dumped = dump_stack(loaded)
    dumped["intents"].append("c")
    assert loaded.intents == ["a", "b"]


def test_the_id_of_a_stack_is_that_of_its_key():
    assert load_stack("s", {"_id": "other"}).id == "s"


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        (None, None),
        (ContentType.PHOTO, "photo"),
        ("photo", "photo"),
        ("hologram", "hologram"),
    ],
)
def test_kinds_of_content(kind, stored):
    record = dump_stack(Stack(last_message_id=1, content_type=kind))

    assert record["content_type"] == stored
    assert record["content_type"] is None or (
        type(record["content_type"]) is str
    )


@pytest.mark.parametrize(
    "name",
    [
        "last_message_id",
        "last_media_id",
        "last_media_unique_id",
        "last_income_media_group_id",
        "content_type",
        "has_protected_content",
    ],
)
def test_fields_of_a_stack_that_are_stored_as_none(name):
    """Nothing is a value of theirs; a number is none."""
    record = {"_id": "s", "intents": ["a"], name: None}

    assert vars(load_stack("s", record)) == vars(Stack("s", ["a"]))
    wrong = {**record, name: [1]}
    assert vars(load_stack("s", wrong)) == vars(Stack("s", ["a"]))
