import pytest
from aiogram import Router
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, Window, setup_dialogs
from aiogram_dialog.api.entities import Context
from aiogram_dialog.api.exceptions import IncompatibleDialog, UnknownState
from aiogram_dialog.context.metadata import (
    Metadata,
    take_metadata,
    with_metadata,
)
from aiogram_dialog.context.records import dump_context, load_context
from aiogram_dialog.context.upgrades import Upgrade, Upgrades
from aiogram_dialog.recovery.orphans import Restart, Tell
from aiogram_dialog.recovery.policy import strict
from aiogram_dialog.setup import DialogRegistry
from aiogram_dialog.widgets.text import Const


class Shop(StatesGroup):
    goods = State()
    basket = State()


class Other(StatesGroup):
    only = State()


GROUPS = {"Shop": Shop, "Other": Other}


def make_record(state="Shop:goods", version=0, **data):
    return {
        "_intent_id": "a",
        "_stack_id": "",
        "state": state,
        "start_data": None,
        "dialog_data": data,
        "widget_data": with_metadata({"w": 1}, Metadata(version)),
        "access_settings": None,
    }


def make_dialog(group=Shop, **options) -> Dialog:
    return Dialog(
        *(Window(Const("?"), state=it) for it in group.__all_states__),
        **options,
    )


def load(record, **upgrades: Upgrade) -> Context:
    return load_context("a", record, GROUPS, Upgrades(upgrades))


def bump(record):
    record["dialog_data"]["steps"] = record["version"]
    record["widget_data"]["w"] += 1
    return record


def test_a_record_of_today_is_not_migrated():
    upgrade = Upgrade(2, bump)

    context = load(make_record(version=2), Shop=upgrade)

    assert (context.version, context.dialog_data) == (2, {})


def test_an_older_record_is_migrated_and_stays_as_it_is():
    record = make_record(version=1)

    context = load(record, Shop=Upgrade(2, bump))

    assert context.version == 2
    assert context.dialog_data == {"steps": 1}
    assert context.widget_data == {"w": 2}
    assert record == make_record(version=1)


def test_a_version_alone_asks_for_no_migration():
    context = load(make_record(n=1), Shop=Upgrade(5))

    assert (context.version, context.dialog_data) == (5, {"n": 1})


def test_a_migration_may_name_a_state_itself():
    def go(record):
        return {**record, "state": Shop.basket}

    assert load(make_record(), Shop=Upgrade(1, go)).state == Shop.basket


def test_a_migration_that_names_no_state_of_the_code():
    def go(record):
        return {**record, "state": "Shop:gone"}

    with pytest.raises(UnknownState, match="Shop:gone"):
        load(make_record(), Shop=Upgrade(1, go))


def test_a_state_may_come_from_another_group():
    upgrade = Upgrade(1, bump, {"Cart:only": Shop.basket})

    context = load(make_record("Cart:only"), Shop=upgrade)

    assert (context.state, context.version) == (Shop.basket, 1)


def test_a_newer_record_is_refused_even_where_nothing_has_a_version():
    with pytest.raises(IncompatibleDialog) as raised:
        load(make_record(version=1))

    assert raised.value.is_newer
    assert (raised.value.intent_id, raised.value.stack_id) == ("a", "")
    assert (raised.value.version, raised.value.code_version) == (1, 0)


@pytest.mark.parametrize(
    "damaged",
    [None, 7, [], {"version": "1"}, {"version": True}, {"started_at": "?"}],
)
def test_a_damaged_stamp_says_nothing(damaged):
    assert take_metadata({"aiogd:stamp": damaged}) == Metadata()


def test_a_stamp_comes_back():
    context = Context("a", "", Shop.goods, None, version=3, started_at=1.5)

    record = dump_context(context)

    assert record["widget_data"] == {
        "aiogd:stamp": {"version": 3, "started_at": 1.5},
    }
    assert context.widget_data == {}
    loaded = load(record, Shop=Upgrade(3))
    assert (loaded.version, loaded.started_at) == (3, 1.5)
    assert loaded.widget_data == {}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"version": -1}, "not -1"),
        ({"migrate": bump}, "a `version=` above 0"),
        ({"renamed": {"Shop:x": Other.only}}, "there are Shop:goods"),
    ],
)
def test_what_cannot_be_meant_is_told(options, said):
    with pytest.raises(ValueError, match=said):
        make_dialog(**options)


@pytest.mark.parametrize(
    "dialogs",
    [
        [
            make_dialog(renamed={"Old:x": Shop.goods}),
            make_dialog(Other, renamed={"Old:x": Other.only}),
        ],
        [make_dialog(renamed={"Other:only": Shop.goods}), make_dialog(Other)],
    ],
)
def test_an_old_name_leads_to_one_state(dialogs):
    router = Router()
    router.include_routers(*dialogs)

    with pytest.raises(ValueError, match="was renamed to"):
        DialogRegistry(router).refresh()


def test_one_policy_decides_about_orphans():
    with pytest.raises(ValueError, match="give only one"):
        setup_dialogs(
            Router(),
            recovery=strict,
            orphans=Restart(Shop.goods),
        )


def test_an_alert_has_at_most_200_symbols():
    with pytest.raises(ValueError, match="has 201"):
        Tell("x" * 201)
