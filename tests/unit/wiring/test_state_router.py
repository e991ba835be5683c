"""Finding the dialog of an event without asking all of them."""

import pytest
from aiogram import Dispatcher, F, Router
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, StartMode, Window, setup_dialogs
from aiogram_dialog.setup import collect_dialogs
from aiogram_dialog.test_tools import Telegram
from aiogram_dialog.widgets.kbd import Button, Start
from aiogram_dialog.widgets.text import Const
from aiogram_dialog.wiring.state_router import StateRouter


class First(StatesGroup):
    only = State()


class Second(StatesGroup):
    only = State()


class Third(StatesGroup):
    only = State()


def make_dialog(group, kind=Dialog, **options):
    return kind(
        Window(
            Const(group.__name__),
            Button(Const("Stay"), id="stay"),
            Start(Const("Second"), id="second", state=Second.only),
            state=group.only,
        ),
        **options,
    )


class Sovereign(Dialog):
    asked = 0

    async def propagate_event(self, update_type, event, **kwargs):
        self.asked += 1
        return await super().propagate_event(update_type, event, **kwargs)


def make_bot(*routers):
    dispatcher = Dispatcher()

    async def on_start(message, dialog_manager):
        await dialog_manager.start(First.only, mode=StartMode.RESET_STACK)

    dispatcher.message.register(on_start, CommandStart())
    dispatcher.include_routers(*routers)
    setup_dialogs(dispatcher)
    return dispatcher


def names(router):
    return [
        names(it) if isinstance(it, StateRouter) else it.name
        for it in router.sub_routers
    ]


async def test_dialogs_side_by_side_are_put_together():
    between = Router(name="between")
    within = Router(name="within")
    within.include_routers(make_dialog(First), make_dialog(Second))
    bot = make_bot(within, between, make_dialog(Third))

    await bot.emit_startup()
    once = names(bot)
    await bot.emit_startup()

    assert once == names(bot)
    assert once[:2] == ["within", "between"]
    assert once[2][0] == "Third"
    assert names(within) == [["First", "Second"]]
    groups = {it.states_group() for it in collect_dialogs(bot)}
    assert groups >= {First, Second, Third}


async def test_dialogs_stay_in_their_router():
    dialog = make_dialog(First)
    bot = make_bot(dialog, make_dialog(Second))

    await bot.emit_startup()

    assert dialog.parent_router is bot


async def test_a_bot_is_used_through_it():
    bot = make_bot(make_dialog(First), make_dialog(Second))
    telegram = Telegram()
    async with telegram.bot(bot):
        ann = telegram.person()
        await ann.says("/start")
        await ann.presses("Stay")
        await ann.presses("Second")
        assert ann.last_message.text == "Second"


async def test_dialogs_included_after_start_up():
    bot = make_bot(make_dialog(First), make_dialog(Third))
    telegram = Telegram()
    async with telegram.bot(bot):
        bot.include_router(make_dialog(Second))
        ann = telegram.person()
        await ann.says("/start")
        with pytest.raises(Exception, match="No dialog found"):
            await ann.presses("Second")
        await bot.emit_startup()
        await ann.presses("Second")
        assert ann.last_message.text == "Second"


async def test_the_order_of_routers_stays():
    told = []
    before, after = Router(), Router()

    @before.message(F.text == "x")
    async def on_text(message):
        told.append("before")

    @after.message(F.text)
    async def on_any_text(message):
        told.append("after")

    bot = make_bot(before, make_dialog(First), make_dialog(Second), after)
    telegram = Telegram()
    async with telegram.bot(bot):
        ann = telegram.person()
        await ann.says("x")
        await ann.says("y")
        await ann.says("/start")
        await ann.says("x")
        # It is the dialog's.
        await ann.says("y")

    assert told == ["before", "after", "before"]


async def test_one_that_watches_sees_events_of_the_others():
    seen = []
    watching = make_dialog(First)

    @watching.callback_query.outer_middleware()
    async def watch(handler, event, data):
        seen.append(event.data.partition("\x1d")[2])
        return await handler(event, data)

    bot = make_bot(make_dialog(Third), watching, make_dialog(Second))
    telegram = Telegram()
    async with telegram.bot(bot):
        ann = telegram.person()
        await ann.says("/start")
        await ann.presses("Second")
        await ann.presses("Stay")

    assert seen == ["second", "stay"]


async def test_dialogs_that_route_themselves_are_asked():
    sovereign = make_dialog(Third, Sovereign)
    bot = make_bot(make_dialog(First), make_dialog(Second), sovereign)
    telegram = Telegram()
    async with telegram.bot(bot):
        ann = telegram.person()
        await ann.says("what?")

    assert sovereign.asked == 1


async def test_update_types_of_dialogs_are_found():
    bot = make_bot(make_dialog(First), make_dialog(Second))

    before = bot.resolve_used_update_types()
    await bot.emit_startup()

    assert bot.resolve_used_update_types() == before
    assert "callback_query" in before


async def test_start_up_of_dialogs_is_told_once():
    told = []
    dialog = make_dialog(First)

    @dialog.startup()
    async def on_startup():
        told.append("startup")

    bot = make_bot(dialog, make_dialog(Second))
    await bot.emit_startup()

    assert told == ["startup"]
