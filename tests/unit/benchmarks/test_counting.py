"""What is counted is counted right, and the same every time."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from aiogram.fsm.storage.base import StorageKey
from benchmarks.__main__ import main
from benchmarks.catalogue import UPDATES, by_name
from benchmarks.counting import count
from benchmarks.parts import BOT, OTHER, PartCounts
from benchmarks.running import differing, work
from benchmarks.step_counts import count_rounds, see
from benchmarks.virtual_clock import (
    StorageCalls,
    TickingIsolation,
    TickingStorage,
    run_virtual,
)

KEY = StorageKey(bot_id=42, chat_id=1, user_id=1)
WITH_TWINS = [
    workload.name
    for workload in UPDATES
    if "raw" in workload.sides
    and workload.size <= 100
    and workload.storage == "memory"
]


async def nothing():
    pass


async def three_calls():
    for _ in range(3):
        await nothing()


async def test_nothing_but_the_step_is_counted():
    # Python 3.13 tells of opcodes from the second time on.
    await count(nothing)

    counts = await count(nothing)

    assert counts.calls == 1
    assert 0 < counts.opcodes < 10


async def test_calls_are_counted():
    counts = await count(three_calls)

    assert counts.calls == 4


async def test_what_ran_before_goes_on_being_traced():
    before = sys.gettrace()

    await count(nothing)

    assert sys.gettrace() is before


def test_counts_repeat():
    # In processes of their own, as always: what pytest listens to counts.
    job = sys.executable, "ours", "count"
    with ThreadPoolExecutor() as pool:
        alone = pool.submit(work, *job, "click")
        after_others = pool.submit(work, *job, "text", "levels", "click")
        first = alone.result()["click"]
        second = after_others.result()["click"]

    assert second["opcodes"] == pytest.approx(first["opcodes"], rel=0.001)
    assert second["calls"] == pytest.approx(first["calls"], rel=0.001)
    assert first["telegram"] == second["telegram"] == 2


def ticks(play):
    calls = StorageCalls()

    async def measured():
        loop = asyncio.get_running_loop()
        start = loop.time()
        await play(TickingStorage(calls), TickingIsolation(calls))
        return loop.time() - start

    return run_virtual(measured()), calls.number


def test_calls_of_the_storage_one_after_another_add_up():
    async def play(storage, _):
        await storage.set_state(KEY, "here")
        await storage.set_data(KEY, {"a": 1})
        assert await storage.get_state(KEY) == "here"
        assert await storage.get_data(KEY) == {"a": 1}

    assert ticks(play) == (4, 4)


def test_calls_of_the_storage_made_together_count_once():
    async def play(storage, _):
        await asyncio.gather(storage.get_state(KEY), storage.get_data(KEY))
        await storage.set_data(KEY, {})

    assert ticks(play) == (2, 3)


def test_a_lock_is_taken_and_released():
    async def play(storage, isolation):
        async with isolation.lock(KEY):
            await storage.get_data(KEY)
        await isolation.close()

    assert ticks(play) == (3, 3)


def test_waiting_for_a_lock_takes_time():
    async def locked(storage, isolation):
        async with isolation.lock(KEY):
            await storage.get_data(KEY)

    async def play(storage, isolation):
        await asyncio.gather(
            locked(storage, isolation),
            locked(storage, isolation),
        )

    # Both ask for the lock at once; one reads and releases, then the other.
    assert ticks(play) == (5, 6)


def test_a_thread_ends_before_the_clock_goes_on():
    async def play(storage, _):
        await asyncio.to_thread(lambda: None)
        await storage.get_data(KEY)

    assert ticks(play) == (1, 1)


def test_rounds_of_the_bot_by_hand():
    counted = run_virtual(count_rounds(by_name("click"), "raw"))

    # It reads the state, reads the data, writes them.
    assert counted == {"storage": 3, "rounds": 3}


@pytest.mark.parametrize("name", WITH_TWINS)
async def test_twins_show_the_same(name):
    workload = by_name(name)
    ours = await see(workload, "ours")
    raw = await see(workload, "raw")

    assert not differing(
        {name: {"ours": {"seen": ours}, "raw": {"seen": raw}}}
    )
    assert ours[0]["text"]


class TestParts:
    async def test_parts_are_all_of_it(self):
        await count(three_calls)
        counts = PartCounts()

        await count(three_calls, counts)

        # Nothing here is a bot, or works for one.
        assert counts.parts == {OTHER: counts.opcodes}
        assert counts.calls == 4

    def test_table_tells_who_does_the_work(self, capsys):
        assert main(["--parts"]) == 0

        title, _, *rows = map(str.split, capsys.readouterr().out.splitlines())
        assert title[0] == "click:"
        ours, raw = (
            {
                " ".join(row[:-3]): float(row[column])
                for row in rows
                if row[column] != "-"
            }
            for column in (-3, -1)
        )
        assert ours[BOT] < 100
        assert ours["aiogram"] > 1000
        for package in ("wiring", "manager", "context", "message", "widgets"):
            assert ours[f"aiogram_dialog/{package}"] > 100
        # It makes buttons, which is the work of pydantic.
        assert raw[BOT] > 500
        assert set(raw) == {BOT, "aiogram", OTHER, "all"}
        for side in (ours, raw):
            assert side.pop("all") == pytest.approx(sum(side.values()), abs=1)
            assert side[OTHER] < 50
