"""Some clients of Redis lose a cancellation: the lock was held for ever."""

import asyncio
from contextlib import asynccontextmanager, suppress

import pytest
from aiogram.fsm.storage.memory import SimpleEventIsolation

from aiogram_dialog.manager import updater


class Lossy(SimpleEventIsolation):
    """Lose the first cancellation of whoever waits for a lock."""

    is_slow = False

    @asynccontextmanager
    async def lock(self, key):
        async with super().lock(key):
            if self.is_slow:
                with suppress(asyncio.CancelledError):
                    await asyncio.sleep(0.1)
            yield


@pytest.fixture
def isolation():
    return Lossy()


@pytest.fixture
async def lossy_stage(make_small, isolation):
    stage = await make_small(events_isolation=isolation)
    await stage.says("/start")
    isolation.is_slow = True
    return stage


async def test_a_foreground_that_is_cancelled_while_it_enters(
    lossy_stage, isolation
):
    stage = lossy_stage

    async def enter() -> None:
        async with stage.bg_factory.bg(
            stage.bot, stage.ann.id, stage.ann.id
        ).fg():
            raise AssertionError("it was not entered in time")

    entering = asyncio.create_task(enter())
    await asyncio.sleep(0.02)
    entering.cancel()
    done, _ = await asyncio.wait({entering}, timeout=3)

    assert done
    assert entering.cancelled()
    assert not stage.held_locks()


async def test_a_shutdown(lossy_stage, isolation, monkeypatch):
    stage = lossy_stage
    monkeypatch.setattr(updater, "SHUTDOWN_TIMEOUT", 0.01)
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    await bg.update({})
    await bg.update({})

    await asyncio.wait_for(stage.dispatcher.emit_shutdown(bot=stage.bot), 5)

    assert not stage.held_locks()
