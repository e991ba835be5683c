"""What nobody will close any more is removed from time to time."""

import asyncio
from datetime import timedelta

import pytest
from aiogram import Dispatcher, Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, StartMode, Window, setup_dialogs
from aiogram_dialog.context.sweeper import Sweeper, Swept
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage
from aiogram_dialog.widgets.kbd import Button, Cancel, Start
from aiogram_dialog.widgets.text import Const

HOUR = timedelta(hours=1)


class Menu(StatesGroup):
    only = State()


class Offer(StatesGroup):
    only = State()


def make_routers() -> list[Router]:
    router = Router()

    @router.message(Command("menu"))
    async def menu(message, dialog_manager) -> None:
        await dialog_manager.start(Menu.only, mode=StartMode.RESET_STACK)

    @router.message(Command("offer"))
    async def offer(message, dialog_manager) -> None:
        await dialog_manager.start(Offer.only, mode=StartMode.RESET_STACK)

    return [
        router,
        Dialog(
            Window(
                Const("menu"),
                Start(Const("Offer"), id="offer", state=Offer.only),
                Cancel(),
                state=Menu.only,
            ),
        ),
        Dialog(
            Window(
                Const("offer"),
                Button(Const("Buy"), id="buy"),
                Start(Const("Menu"), id="menu", state=Menu.only),
                state=Offer.only,
            ),
            time_limit=HOUR,
        ),
    ]


class Kept:
    """Look at and change what a storage keeps."""

    def __init__(self, storage) -> None:
        self.storage = storage

    @property
    def keys(self):
        known = getattr(self.storage, "records", None)
        return list(self.storage.storage if known is None else known)

    async def list_keys(self):
        for key in self.keys:
            yield key

    async def change(self, prefix: str, change) -> None:
        for key in self.keys:
            if key.destiny.startswith(prefix):
                record = await self.storage.get_data(key)
                if record:
                    change(record)
                    await self.storage.set_data(key, record)

    async def wait(self, passed: timedelta) -> None:
        def age(record) -> None:
            stamp = record["widget_data"].get("aiogd:stamp")
            if stamp:
                stamp["started_at"] -= passed.total_seconds()

        await self.change("aiogd:context:", age)


@pytest.fixture
async def staged(make_stage, any_storage):
    """Return a stage, its sweeper, and what its storage keeps."""
    kept = Kept(any_storage)
    sweeper = Sweeper(keys=kept.list_keys)
    stage = await make_stage(
        *make_routers(),
        storage=any_storage,
        sweeper=sweeper,
    )
    return stage, sweeper, kept


def contexts(stage) -> list[str]:
    return sorted(
        record["state"]
        for name, record in stage.records().items()
        if name.startswith("aiogd:context:") and record
    )


async def test_what_is_in_time_stays(staged):
    stage, sweeper, kept = staged
    await stage.says("/offer")
    await kept.wait(HOUR * 0.9)
    before = stage.records()

    assert await sweeper.sweep() == Swept()

    assert stage.records() == before


async def test_what_is_over_goes(staged):
    stage, sweeper, kept = staged
    await stage.says("/menu")
    await stage.presses("Offer")
    await kept.wait(HOUR * 1.1)

    assert await sweeper.sweep() == Swept(expired=1)

    assert contexts(stage) == ["Menu:only"]
    assert await sweeper.sweep() == Swept()


async def test_buttons_of_what_was_swept_lock_nobody_out(staged):
    stage, sweeper, kept = staged
    await stage.says("/menu")
    await stage.presses("Offer")
    await kept.wait(HOUR * 1.1)
    await sweeper.sweep()
    stage.new_calls()

    await stage.presses("Buy")

    assert stage.last_message().text == "menu"
    assert stage.new_calls()[-1] == "AnswerCallbackQuery"


async def test_what_is_covered_stays(staged):
    stage, sweeper, kept = staged
    await stage.says("/offer")
    await stage.presses("Menu")
    await kept.wait(HOUR * 1.1)

    assert await sweeper.sweep() == Swept()

    assert contexts(stage) == ["Menu:only", "Offer:only"]


async def test_what_no_stack_names_goes(staged):
    stage, sweeper, kept = staged
    await stage.says("/menu")
    await stage.presses("Offer")

    await kept.change("aiogd:stack:", lambda record: record["intents"].pop())

    assert await sweeper.sweep() == Swept(unnamed=1)
    assert contexts(stage) == ["Menu:only"]


async def test_what_the_code_does_not_know_stays(staged):
    stage, sweeper, kept = staged
    await stage.says("/menu")
    await kept.change(
        "aiogd:context:",
        lambda record: record.update(state="Gone:only"),
    )

    assert await sweeper.sweep() == Swept()

    assert contexts(stage) == ["Gone:only"]


async def test_a_sweeper_waits_for_whoever_has_the_stack(staged):
    stage, sweeper, kept = staged
    await stage.says("/offer")
    await kept.wait(HOUR * 1.1)
    async with stage.bg_factory.bg(
        stage.bot,
        user_id=stage.ann.id,
        chat_id=stage.ann.id,
    ).fg() as manager:
        sweeping = asyncio.create_task(sweeper.sweep())
        await asyncio.sleep(0.05)
        assert not sweeping.done()
        await manager.start(Menu.only, mode=StartMode.RESET_STACK)

    assert await sweeping == Swept()
    assert contexts(stage) == ["Menu:only"]


async def test_storages_in_memory_forget_what_is_empty(make_stage):
    sweeper = Sweeper()
    stage = await make_stage(*make_routers(), sweeper=sweeper)
    for _ in range(5):
        await stage.says("/menu")
    await stage.presses("Cancel")

    await sweeper.sweep()

    kept = [it.destiny for it in stage.dispatcher.storage.storage]
    assert [it for it in kept if it.startswith("aiogd:context")] == []


async def test_it_is_done_from_time_to_time(make_stage, any_storage):
    kept = Kept(any_storage)
    stage = await make_stage(
        *make_routers(),
        storage=any_storage,
        sweeper=Sweeper(timedelta(milliseconds=10), kept.list_keys),
    )
    await stage.says("/offer")
    await kept.wait(HOUR * 1.1)

    for _ in range(100):
        await asyncio.sleep(0.01)
        if not contexts(stage):
            break

    assert contexts(stage) == []


async def test_a_storage_that_fails_stops_nothing(make_stage, caplog):
    failures = []

    async def fail():
        failures.append("failed")
        raise OSError("no network")
        yield

    await make_stage(
        *make_routers(),
        sweeper=Sweeper(timedelta(milliseconds=1), fail),
    )
    for _ in range(100):
        await asyncio.sleep(0.01)
        if len(failures) > 1:
            break

    assert len(failures) > 1
    assert "Cannot sweep the storage" in caplog.text


async def test_a_storage_without_keys_is_told_at_the_start(
    make_stage,
):
    storage = JsonMemoryStorage()
    vars(storage)["records"] = vars(storage).pop("storage")

    with pytest.raises(ValueError, match="does not tell its keys"):
        await make_stage(*make_routers(), storage=storage, sweeper=Sweeper())


async def test_a_sweeper_of_no_bot_says_so():
    with pytest.raises(RuntimeError, match="once the bot has started"):
        await Sweeper().sweep()


async def test_a_router_without_a_dispatcher_is_told_at_the_start():
    router = Router()
    router.include_routers(*make_routers())
    setup_dialogs(router, sweeper=Sweeper())

    with pytest.raises(TypeError, match="needs a dispatcher's storage"):
        await router.emit_startup()


async def test_dialogs_may_be_those_of_a_router_below():
    router = Router()
    router.include_routers(*make_routers())
    sweeper = Sweeper()
    setup_dialogs(router, sweeper=sweeper)
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    await dispatcher.emit_startup()

    assert await sweeper.sweep() == Swept()
    await dispatcher.emit_shutdown()
