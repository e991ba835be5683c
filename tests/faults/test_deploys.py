"""A bot is changed while it is in use: nobody loses what is open.

Two workers, an old and a new version of one bot, share a storage; each event
is handled by the one that is named.
"""

import asyncio
import random
from dataclasses import dataclass

import pytest
from aiogram import Dispatcher, Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage

from aiogram_dialog import Dialog, StartMode, Window, setup_dialogs
from aiogram_dialog.api.exceptions import IncompatibleDialog
from aiogram_dialog.recovery.orphans import Restart, Tell, to_parent
from aiogram_dialog.recovery.policy import strict
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Next
from aiogram_dialog.widgets.text import Const, Format

ANSWER = "AnswerCallbackQuery"


class Menu(StatesGroup):
    only = State()


def make_menu(**options) -> Dialog:
    return Dialog(Window(Const("menu"), state=Menu.only), **options)


def make_start(state: State, *first: State) -> Router:
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        states = [*first, state]
        await dialog_manager.start(states[0], mode=StartMode.RESET_STACK)
        for other in states[1:]:
            await dialog_manager.start(other)

    return router


def make_old(*, with_menu: bool = False) -> list[Router]:
    """Make the bot of yesterday: a list of things in a cart."""

    class Shop(StatesGroup):
        goods = State()
        cart = State()

    async def add(callback, button, manager) -> None:
        manager.dialog_data.setdefault("cart", []).append("apple")

    return [
        make_start(Shop.goods, *([Menu.only] if with_menu else [])),
        make_menu(),
        Dialog(
            Window(Const("goods"), Next(Const("Cart")), state=Shop.goods),
            Window(
                Format("cart: {dialog_data}"),
                Button(Const("Add"), id="add", on_click=add),
                state=Shop.cart,
            ),
        ),
    ]


def count_things(record):
    things = record["dialog_data"].get("cart", [])
    record["dialog_data"] = {
        "basket": {it: things.count(it) for it in sorted(set(things))},
        "from": record["version"],
    }
    return record


def make_new(migrate=count_things, **options) -> list[Router]:
    """Make the bot of today: amounts of things in a basket."""

    class Shop(StatesGroup):
        goods = State()
        basket = State()

    async def add(callback, button, manager) -> None:
        basket = manager.dialog_data.setdefault("basket", {})
        basket["apple"] = basket.get("apple", 0) + 1

    return [
        make_start(Shop.goods),
        make_menu(),
        Dialog(
            Window(Const("goods"), Next(Const("Basket")), state=Shop.goods),
            Window(
                Format("basket: {dialog_data[basket]}"),
                Button(Const("Add"), id="add", on_click=add),
                Cancel(),
                state=Shop.basket,
            ),
            version=1,
            migrate=migrate,
            renamed={"Shop:cart": Shop.basket},
            **options,
        ),
    ]


@dataclass
class Deploy:
    """Let workers of several versions serve one bot."""

    stage: object
    make_worker: object

    async def work(self, *routers: Router, **setup) -> None:
        """Let another version handle what comes from now on."""
        self.stage.dispatcher = await self.make_worker(*routers, **setup)

    def contexts(self):
        return [
            record
            for destiny, record in self.stage.records().items()
            if destiny.startswith("aiogd:context:") and record
        ]


@pytest.fixture
async def deploy(make_stage, any_storage):
    stage = await make_stage(Router(), storage=any_storage)

    async def make_worker(*routers, **setup):
        dispatcher = Dispatcher(storage=any_storage)
        dispatcher.include_routers(*routers)
        dispatcher["isolation"] = stage.dispatcher["isolation"]
        setup_dialogs(
            dispatcher,
            events_isolation=dispatcher["isolation"],
            **setup,
        )
        await dispatcher.emit_startup(bot=stage.bot)
        return dispatcher

    return Deploy(stage, make_worker)


@pytest.fixture
async def stage(deploy):
    """Return a person who has things in the cart of the old version."""
    await deploy.work(*make_old())
    await deploy.stage.says("/start")
    await deploy.stage.presses("Cart")
    await deploy.stage.presses("Add")
    deploy.stage.new_calls()
    return deploy.stage


def shown(stage) -> str:
    return stage.last_message().text


async def test_the_new_version_goes_on(deploy, stage):
    await deploy.work(*make_new())

    await stage.presses("Add")

    assert shown(stage) == "basket: {'apple': 2}"
    (record,) = deploy.contexts()
    assert record["state"] == "Shop:basket"
    assert record["dialog_data"] == {"basket": {"apple": 2}, "from": 0}


async def test_a_migration_is_done_once(deploy, stage):
    await deploy.work(*make_new())

    await stage.presses("Add")
    await stage.presses("Add")
    await stage.presses("Add")

    (record,) = deploy.contexts()
    assert record["dialog_data"] == {"basket": {"apple": 4}, "from": 0}


async def test_widgets_do_not_see_the_version(deploy, stage):
    seen = []

    def migrate(record):
        seen.append(record["widget_data"])
        return count_things(record)

    await deploy.work(*make_new(migrate))
    await stage.presses("Add")

    (record,) = deploy.contexts()
    assert seen
    assert not any(seen)
    assert record["widget_data"] == {"aiogd:stamp": {"version": 1}}


async def test_the_old_version_leaves_new_records_alone(deploy, stage):
    old = stage.dispatcher
    await deploy.work(*make_new())
    await stage.presses("Add")
    before = stage.records()
    stage.new_calls()

    stage.dispatcher = old
    await stage.presses("Add")

    assert stage.new_calls() == [ANSWER]
    assert stage.records() == before


async def test_clicks_after_a_refused_one_count(deploy, stage):
    old = stage.dispatcher
    await deploy.work(*make_new())
    new = stage.dispatcher
    await stage.presses("Add")
    stage.dispatcher = old
    await stage.presses("Add")

    stage.dispatcher = new
    await stage.presses("Add")

    assert shown(stage) == "basket: {'apple': 3}"


async def test_the_old_version_starts_anew_where_it_is_told(deploy, stage):
    old = stage.dispatcher
    await deploy.work(*make_new())
    await stage.presses("Add")

    stage.dispatcher = old
    await stage.says("/start")
    await stage.presses("Cart")

    assert shown(stage) == "cart: {}"
    assert len(deploy.contexts()) == 1


async def test_texts_for_a_newer_dialog_change_nothing(deploy, stage):
    old = stage.dispatcher
    await deploy.work(*make_new())
    await stage.presses("Add")
    before = stage.records()

    stage.dispatcher = old
    await stage.says("a text that nobody handles")

    assert stage.records() == before


async def test_events_that_go_to_both_versions(deploy, stage):
    old = stage.dispatcher
    await deploy.work(*make_new())
    new = stage.dispatcher
    choose = random.Random(7)
    by_new = 0
    is_migrated = False
    for _ in range(40):
        stage.dispatcher = choose.choice([old, new])
        by_new += stage.dispatcher is new
        if not is_migrated and stage.dispatcher is old:
            by_new += 1
        is_migrated = is_migrated or stage.dispatcher is new
        await stage.presses("Add")

    (record,) = deploy.contexts()
    assert record["dialog_data"]["basket"] == {"apple": by_new + 1}


class Help(StatesGroup):
    only = State()


def make_help() -> list[Router]:
    router = Router()

    @router.message(Command("help"))
    async def show_help(message, dialog_manager) -> None:
        await dialog_manager.start(Help.only)

    return [
        router,
        Dialog(Window(Const("help"), Cancel(), state=Help.only)),
    ]


async def test_what_stands_below_is_migrated_when_it_is_seen(deploy, stage):
    await deploy.work(*make_help(), *make_old())
    await stage.says("/help")

    await deploy.work(*make_help(), *make_new())
    await stage.presses("Cancel")

    assert shown(stage) == "basket: {'apple': 1}"


def fail(record):
    raise KeyError("cart")


@pytest.mark.parametrize(
    ("migrate", "said"),
    [
        (fail, "KeyError('cart')"),
        (lambda _: None, "TypeError"),
        (lambda record: {**record, "dialog_data": None}, "are dicts"),
    ],
)
async def test_a_migration_that_fails_is_told(deploy, stage, migrate, said):
    before = stage.records()
    await deploy.work(*make_new(migrate), recovery=strict)

    with pytest.raises(IncompatibleDialog) as raised:
        await stage.presses("Add")

    assert said in str(raised.value)
    assert "version 0" in str(raised.value)
    assert not raised.value.is_newer
    assert stage.records() == before


async def test_a_migration_may_be_mended(deploy, stage):
    await deploy.work(*make_new(fail), orphans=Tell("Wait a little"))
    await stage.presses("Add")
    await deploy.work(*make_new())

    await stage.presses("Add")

    assert shown(stage) == "basket: {'apple': 2}"


async def test_a_migration_may_go_to_another_window(deploy, stage):
    def go_back(record):
        return {**count_things(record), "state": "Shop:goods"}

    await deploy.work(*make_new(go_back))
    await stage.presses("Add")

    (record,) = deploy.contexts()
    assert record["state"] == "Shop:goods"


# Dialogs that are not there any more


async def test_all_is_closed_where_nothing_is_said(deploy, stage):
    await deploy.work(make_menu())

    await stage.presses("Add")

    assert stage.new_calls() == ["EditMessageReplyMarkup(m1, none)", ANSWER]
    assert deploy.contexts() == []


async def test_a_dialog_may_be_started_instead(deploy, stage):
    await deploy.work(make_menu(), orphans=Restart(Menu.only))

    await stage.presses("Add")

    assert shown(stage) == "menu"
    (record,) = deploy.contexts()
    assert record["state"] == "Menu:only"


async def test_the_dialog_below_may_be_shown(deploy):
    stage = deploy.stage
    await deploy.work(*make_old(with_menu=True))
    await stage.says("/start")
    await stage.presses("Cart")
    await deploy.work(make_menu(), orphans=to_parent)

    await stage.presses("Add")

    assert shown(stage) == "menu"
    (record,) = deploy.contexts()
    assert record["state"] == "Menu:only"


async def test_without_a_dialog_below_all_is_closed(deploy, stage):
    await deploy.work(make_menu(), orphans=to_parent)

    await stage.presses("Add")

    assert stage.new_calls() == ["EditMessageReplyMarkup(m1, none)", ANSWER]
    assert deploy.contexts() == []


async def test_a_lost_dialog_in_between_is_left_out(deploy):
    stage = deploy.stage
    await deploy.work(*make_help(), *make_old(with_menu=True))
    await stage.says("/start")
    await stage.says("/help")

    await deploy.work(*make_help(), make_menu(), orphans=to_parent)
    await stage.presses("Cancel")
    assert shown(stage) == "help"
    await stage.presses("Cancel")

    assert shown(stage) == "menu"
    assert len(deploy.contexts()) == 1


async def test_a_text_may_be_said(deploy, stage):
    before = stage.records()
    await deploy.work(make_menu(), orphans=Tell("Send /start, please"))

    await stage.presses("Add")
    assert stage.new_calls() == [
        f'{ANSWER}("Send /start, please", alert)',
    ]
    await stage.says("hello")

    assert shown(stage) == "Send /start, please"
    assert stage.records() == before


async def test_a_getter_that_fails_now_locks_nobody_in(deploy, stage):
    async def get(dialog_manager, **kwargs):
        return {"total": dialog_manager.dialog_data["total"]}

    before = stage.records()
    await deploy.work(*make_new(None, getter=get))
    with pytest.raises(KeyError):
        await stage.presses("Add")
    assert stage.records() == before

    await deploy.work(*make_new())
    await stage.presses("Add")

    assert shown(stage) == "basket: {'apple': 2}"


# A real Redis, both versions at once


@pytest.fixture
async def workers(make_stage, redis):
    """Return a stage, and a worker that makes others on the same Redis."""
    builder = DefaultKeyBuilder(with_destiny=True, with_bot_id=True)
    stage = await make_stage(
        Router(),
        storage=RedisStorage(redis, builder),
    )

    async def make_worker(*routers):
        dispatcher = Dispatcher(storage=RedisStorage(redis, builder))
        dispatcher.include_routers(*routers)
        dispatcher["isolation"] = RedisEventIsolation(redis, builder)
        setup_dialogs(
            dispatcher,
            events_isolation=dispatcher["isolation"],
        )
        await dispatcher.emit_startup(bot=stage.bot)
        return dispatcher

    return stage, make_worker


async def test_both_versions_at_once(workers, redis):
    stage, make_worker = workers

    async def count(event, widget, manager) -> None:
        before = manager.dialog_data.get("count", 0)
        await asyncio.sleep(0.001)
        manager.dialog_data["count"] = before + 1

    def make(version):
        class Counting(StatesGroup):
            only = State()

        return [
            make_start(Counting.only),
            Dialog(
                Window(
                    Format("{dialog_data}"),
                    MessageInput(count),
                    state=Counting.only,
                ),
                version=version,
            ),
        ]

    old, new = await make_worker(*make(0)), await make_worker(*make(1))
    stage.dispatcher = old
    await stage.says("/start")
    served = 0
    for turn in range(6):
        for _ in range(5):
            stage.ann.says(stage.chat, "count")
        stage.dispatcher = (old, new)[turn % 2]
        served += 5 * (turn % 2 or turn == 0)
        await stage.settle_concurrently()

    (name,) = [
        name
        async for name in redis.scan_iter("fsm:*")
        if b"aiogd:context:" in name
    ]
    record = await redis.get(name)
    assert f'"count": {served}' in record.decode()
