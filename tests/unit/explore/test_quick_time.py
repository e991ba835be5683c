"""Time that passes only when it is told to."""

import asyncio

import pytest

from aiogram_dialog.explore.quick_time import QuickTime


@pytest.fixture
def passed():
    return []


@pytest.fixture
async def quick(passed):
    quick = QuickTime(passed.append)
    with quick.installed():
        yield quick
        await quick.send_guests_away()


async def test_work_that_sleeps_is_done_at_once(quick, passed):
    quick.settle_residents()

    async def work():
        await asyncio.sleep(600)
        return "done"

    assert await quick.finish(work()) == "done"
    assert 599 < sum(passed) < 601


async def test_sleepers_wake_in_their_order(quick):
    quick.settle_residents()
    woken = []

    async def sleep(seconds):
        await asyncio.sleep(seconds)
        woken.append(seconds)

    tasks = [asyncio.create_task(sleep(it)) for it in (30, 10, 20)]
    await quick.turns()
    assert quick.has_guests

    while quick.wake_next():
        await quick.turns()

    assert woken == [10, 20, 30]
    assert all(task.done() for task in tasks)
    assert not quick.has_guests


async def test_nobody_wakes_too_late(quick):
    quick.settle_residents()
    task = asyncio.create_task(asyncio.sleep(30))
    await quick.turns()

    assert not quick.wake_next(quick.deadline(29))
    assert quick.wake_next(quick.deadline(31))
    await task


async def test_those_who_are_cancelled_are_passed_over(quick):
    quick.settle_residents()
    task = asyncio.create_task(asyncio.sleep(30))
    await quick.turns()

    await quick.send_guests_away()

    assert task.cancelled()
    assert not quick.has_guests
    assert not quick.wake_next()


async def test_residents_stay(quick):
    quick.settle_residents()
    task = asyncio.create_task(asyncio.sleep(30))
    await quick.turns()
    quick.settle_residents()

    await quick.send_guests_away()

    assert not task.done()
    assert not quick.has_guests
    quick.wake_next()
    await task


async def test_timeouts_are_as_they_were(quick):
    quick.settle_residents()
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(asyncio.Event().wait(), 0.01)


async def test_real_work_is_waited_for(quick):
    quick.settle_residents()
    loop = asyncio.get_running_loop()

    async def work():
        return await loop.run_in_executor(None, sum, [1, 2])

    assert await quick.finish(work()) == 3


async def test_work_that_does_not_end(quick, monkeypatch):
    quick.settle_residents()
    monkeypatch.setattr("aiogram_dialog.explore.quick_time._PATIENCE", 0.01)

    with pytest.raises(TimeoutError, match="it is not handled"):
        await quick.finish(asyncio.Event().wait())


async def test_errors_of_guests_are_taken_once(quick):
    quick.settle_residents()

    async def fail():
        await asyncio.sleep(1)
        raise LookupError("gone")

    task = asyncio.create_task(fail())
    await quick.turns()
    assert quick.take_errors() == []
    quick.wake_next()
    await quick.turns()

    assert [str(it) for it in quick.take_errors()] == ["gone"]
    assert quick.take_errors() == []
    assert task.done()


async def test_sleepers_wake_at_the_end(passed):
    quick = QuickTime(passed.append)
    with quick.installed():
        task = asyncio.create_task(asyncio.sleep(3600))
        cancelled = asyncio.create_task(asyncio.sleep(3600))
        await quick.turns()
        cancelled.cancel()
    await asyncio.wait_for(task, 5)

    assert passed == []
