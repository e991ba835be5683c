"""A handler that takes longer than the lock of its stack lasts.

Two workers share a Redis. While one is slow, its lock ends by itself, and the
other one may change the same stack.
"""

import asyncio
import json
import logging
from datetime import datetime, timezone
from functools import partial

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.api.exceptions import LockTimeoutError
from aiogram_dialog.widgets.kbd import Button, Cancel, Start, SwitchTo
from aiogram_dialog.widgets.text import Const, Format

TIMEOUT = 0.8


class Main(StatesGroup):
    first = State()
    second = State()


class Sub(StatesGroup):
    only = State()


class Gate:
    """Hold the slow handler until it is opened."""

    def __init__(self) -> None:
        self.reached = asyncio.Event()
        self.opened = asyncio.Event()

    async def passed(self) -> None:
        self.reached.set()
        await self.opened.wait()


def make_routers(gate: Gate) -> list[Router]:
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.first, mode=StartMode.RESET_STACK)

    @router.message(Command("look"))
    async def look(message, dialog_manager) -> None:
        await gate.passed()

    async def count(event, widget, manager) -> None:
        data = manager.dialog_data
        data["count"] = data.get("count", 0) + 1

    async def slow(event, widget, manager) -> None:
        await count(event, widget, manager)
        await gate.passed()

    async def odd(event, widget, manager) -> None:
        manager.dialog_data["odd"] = datetime.now(timezone.utc)
        await manager.show()
        await slow(event, widget, manager)

    async def failing(event, widget, manager) -> None:
        await slow(event, widget, manager)
        raise ZeroDivisionError

    async def slow_result(start_data, result, manager) -> None:
        await slow(None, None, manager)

    async def get_count(dialog_manager, **kwargs):
        return {"count": dialog_manager.dialog_data.get("count", 0)}

    main = Dialog(
        Window(
            Format("count {count}"),
            Button(Const("Count"), id="count", on_click=count),
            Button(Const("Slow"), id="slow", on_click=slow),
            Button(Const("Odd"), id="odd", on_click=odd),
            Button(Const("Failing"), id="failing", on_click=failing),
            SwitchTo(Const("Second"), id="second", state=Main.second),
            Start(Const("Sub"), id="sub", state=Sub.only),
            Cancel(Const("Close")),
            state=Main.first,
        ),
        Window(
            Format("second {count}"),
            Button(Const("Slow"), id="slow", on_click=slow),
            state=Main.second,
        ),
        getter=get_count,
        on_process_result=slow_result,
    )
    sub = Dialog(Window(Const("sub"), Cancel(Const("Back")), state=Sub.only))
    return [router, main, sub]


@pytest.fixture
def gate():
    return Gate()


@pytest.fixture
async def workers(make_stage, redis, gate):
    """Return two workers of one bot, in the chat of one person."""
    keys = DefaultKeyBuilder(with_destiny=True)
    made = []
    for _ in range(2):
        worker = await make_stage(
            *make_routers(gate),
            storage=RedisStorage(
                redis,
                key_builder=keys,
                json_dumps=partial(json.dumps, default=str),
            ),
            events_isolation=RedisEventIsolation(
                redis,
                key_builder=keys,
                lock_kwargs={"timeout": TIMEOUT, "sleep": 0.01},
            ),
        )
        made.append(worker)
    first, second = made
    second.bot, second.ann, second.chat = first.bot, first.ann, first.chat
    await first.says("/start")
    return first, second


async def overrun(gate, deed, meanwhile=None):
    """Let a handler take too long, and something happen in between."""
    task = asyncio.create_task(deed)
    await gate.reached.wait()
    await asyncio.sleep(TIMEOUT * 1.2)
    if meanwhile is not None:
        await meanwhile
    gate.opened.set()
    await task


async def test_a_slow_handler_writes_nothing_over_others(workers, gate):
    slow, quick = workers

    with pytest.raises(LockTimeoutError) as caught:
        await overrun(
            gate,
            slow.presses("Slow"),
            quick.presses("Count"),
        )

    assert "0.8 s" in str(caught.value)
    assert caught.value.timeout == 0.8
    assert slow.last_message().content["text"] == "count 1"
    await quick.presses("Count")
    assert slow.last_message().content["text"] == "count 2"


async def test_nobody_came_between(workers, gate, redis, caplog):
    slow, quick = workers

    await overrun(gate, slow.presses("Slow"))

    assert slow.last_message().content["text"] == "count 1"
    assert not [key for key in await redis.keys() if b"lock" in key]
    await quick.presses("Count")
    assert slow.last_message().content["text"] == "count 2"


async def test_odd_data_is_recognised(workers, gate):
    slow, quick = workers

    await overrun(gate, slow.presses("Odd"))

    await quick.presses("Count")
    assert slow.last_message().content["text"] == "count 2"


async def test_the_stack_has_changed(workers, gate):
    slow, quick = workers

    with pytest.raises(LockTimeoutError):
        await overrun(gate, slow.presses("Slow"), quick.presses("Sub"))

    assert slow.last_message().content["text"] == "sub"
    gate.opened.set()
    await quick.presses("Back")
    assert slow.last_message().content["text"] == "count 1"


async def test_the_dialog_was_closed(workers, gate, redis):
    slow, quick = workers

    with pytest.raises(LockTimeoutError):
        await overrun(gate, slow.presses("Slow"), quick.presses("Close"))

    # Nothing has come to life again.
    assert await redis.keys("*context*") == []


async def test_a_slow_result_of_a_sub_dialog(workers, gate):
    slow, quick = workers
    await slow.presses("Sub")

    with pytest.raises(LockTimeoutError):
        await overrun(
            gate,
            slow.presses("Back"),
            quick.says("/start"),
        )

    assert slow.last_message().content["text"] == "count 0"
    await quick.presses("Count")
    assert slow.last_message().content["text"] == "count 1"


async def test_a_failing_handler_tells_its_own_error(workers, gate, caplog):
    slow, quick = workers

    with pytest.raises(ZeroDivisionError):
        await overrun(
            gate,
            slow.presses("Failing"),
            quick.presses("Count"),
        )

    await quick.presses("Count")
    assert slow.last_message().content["text"] == "count 2"


async def test_looking_on_is_no_offence(workers, gate, caplog):
    slow, quick = workers

    with caplog.at_level(logging.WARNING):
        await overrun(gate, slow.says("/look"), quick.presses("Count"))

    assert "longer than the lock" in caplog.text
    assert slow.last_message().content["text"] == "/look"


async def test_foreground(workers, gate):
    slow, quick = workers
    bg = slow.bg_factory.bg(slow.bot, slow.ann.id, slow.ann.id)

    async def hold() -> None:
        async with bg.fg() as manager:
            manager.dialog_data["count"] = 10
            await gate.passed()

    with pytest.raises(LockTimeoutError):
        await overrun(gate, hold(), quick.presses("Count"))

    await quick.presses("Count")
    assert slow.last_message().content["text"] == "count 2"


async def test_error_handlers_see_what_others_have_done(workers, gate):
    slow, quick = workers
    seen = []

    @slow.dispatcher.errors()
    async def note(event, dialog_manager) -> bool:
        seen.append(dict(dialog_manager.dialog_data))
        dialog_manager.dialog_data["count"] += 10
        return isinstance(event.exception, LockTimeoutError)

    async def count_twice() -> None:
        # In time, not when the deeds are named: `gather` begins at once.
        await asyncio.gather(quick.presses("Count"), quick.presses("Count"))

    await overrun(gate, slow.presses("Slow"), count_twice())

    assert seen == [{"count": 2}]
    await quick.presses("Count")
    assert slow.last_message().content["text"] == "count 13"


async def test_trying_out_leaves_nothing_over_others(workers, gate):
    slow, quick = workers

    with pytest.raises(LockTimeoutError):
        await overrun(gate, slow.presses("Odd"), quick.presses("Count"))

    await quick.presses("Count")
    # The slow one had offered its data to the storage before it was slow.
    assert slow.last_message().content["text"] == "count 2"


async def test_a_lost_dialog_is_started_anew(workers, gate, redis):
    slow, quick = workers
    await redis.flushall()

    @slow.dispatcher.message(Command("again"))
    async def again(message, dialog_manager) -> None:
        await gate.passed()
        await dialog_manager.start(Main.first, mode=StartMode.RESET_STACK)

    await overrun(gate, slow.says("/again"))

    await quick.presses("Count")
    assert slow.last_message().content["text"] == "count 1"


async def test_what_cannot_be_restored_is_compared_too(workers, gate, redis):
    slow, quick = workers
    await redis.delete(*await redis.keys("*context*"))

    @slow.dispatcher.message(Command("again"))
    async def again(message, dialog_manager) -> None:
        await gate.passed()
        await dialog_manager.start(Main.first, mode=StartMode.RESET_STACK)

    await overrun(gate, slow.says("/again"))

    await quick.presses("Count")
    assert slow.last_message().content["text"] == "count 1"


async def test_quick_handlers_cost_no_more(workers, redis):
    slow, _ = workers
    before = (await redis.info("commandstats"))["cmdstat_get"]["calls"]

    await slow.presses("Count")

    after = (await redis.info("commandstats"))["cmdstat_get"]["calls"]
    # aiogram's state, a stack, a context, and those of scripts: the fence of
    # the write and the release of the lock
    assert after - before == 5
