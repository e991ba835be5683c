"""Time that passes only when it is told to."""

import asyncio

import pytest

from aiogram_dialog.explore.virtual_clock import VirtualClock


@pytest.fixture
def passed():
    return []


@pytest.fixture
async def clock(passed):
    clock = VirtualClock(passed.append)
    with clock.installed():
        yield clock
        await clock.cancel_spawned()


async def test_work_that_sleeps_is_done_at_once(clock, passed):
    clock.set_baseline()

    async def work():
        await asyncio.sleep(600)
        return "done"

    assert await clock.finish(work()) == "done"
    assert 599 < sum(passed) < 601


async def test_sleepers_wake_in_their_order(clock):
    clock.set_baseline()
    woken = []

    async def sleep(seconds):
        await asyncio.sleep(seconds)
        woken.append(seconds)

    tasks = [asyncio.create_task(sleep(it)) for it in (30, 10, 20)]
    await clock.turns()
    assert clock.has_spawned_sleepers

    while clock.wake_next():
        await clock.turns()

    assert woken == [10, 20, 30]
    assert all(task.done() for task in tasks)
    assert not clock.has_spawned_sleepers


async def test_nobody_wakes_too_late(clock):
    clock.set_baseline()
    task = asyncio.create_task(asyncio.sleep(30))
    await clock.turns()

    assert not clock.wake_next(clock.deadline(29))
    assert clock.wake_next(clock.deadline(31))
    await task


async def test_those_who_are_cancelled_are_passed_over(clock):
    clock.set_baseline()
    task = asyncio.create_task(asyncio.sleep(30))
    await clock.turns()

    await clock.cancel_spawned()

    assert task.cancelled()
    assert not clock.has_spawned_sleepers
    assert not clock.wake_next()


async def test_the_baseline_stays(clock):
    clock.set_baseline()
    task = asyncio.create_task(asyncio.sleep(30))
    await clock.turns()
    clock.set_baseline()

    await clock.cancel_spawned()

    assert not task.done()
    assert not clock.has_spawned_sleepers
    clock.wake_next()
    await task


async def test_timeouts_are_as_they_were(clock):
    clock.set_baseline()
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(asyncio.Event().wait(), 0.01)


async def test_real_work_is_waited_for(clock):
    clock.set_baseline()
    loop = asyncio.get_running_loop()

    async def work():
        return await loop.run_in_executor(None, sum, [1, 2])

    assert await clock.finish(work()) == 3


async def test_work_that_does_not_end(clock, monkeypatch):
    clock.set_baseline()
    monkeypatch.setattr("aiogram_dialog.explore.virtual_clock._PATIENCE", 0.01)

    with pytest.raises(TimeoutError, match="it is not handled"):
        await clock.finish(asyncio.Event().wait())


async def test_errors_of_spawned_tasks_are_taken_once(clock):
    clock.set_baseline()

    async def fail():
        await asyncio.sleep(1)
        raise LookupError("gone")

    task = asyncio.create_task(fail())
    await clock.turns()
    assert clock.take_errors() == []
    clock.wake_next()
    await clock.turns()

    assert [str(it) for it in clock.take_errors()] == ["gone"]
    assert clock.take_errors() == []
    assert task.done()


async def test_sleepers_wake_at_the_end(passed):
    clock = VirtualClock(passed.append)
    with clock.installed():
        task = asyncio.create_task(asyncio.sleep(3600))
        cancelled = asyncio.create_task(asyncio.sleep(3600))
        await clock.turns()
        cancelled.cancel()
    await asyncio.wait_for(task, 5)

    assert passed == []
