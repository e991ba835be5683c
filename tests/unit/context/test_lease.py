import logging
from contextlib import asynccontextmanager

import pytest
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import SimpleEventIsolation

from aiogram_dialog.context import lease
from aiogram_dialog.context.lease import Lease, lock_of, timeout_of

KEY = StorageKey(bot_id=1, chat_id=2, user_id=2, destiny="aiogd:stack:")


class ExpiringIsolation(SimpleEventIsolation):
    """Give locks that end by themselves, and refuse to free them then."""

    def __init__(self, timeout):
        super().__init__()
        self.lock_kwargs = {"timeout": timeout}
        self.taken = 0
        self.refusal = None

    @asynccontextmanager
    async def lock(self, key):
        self.taken += 1
        yield
        if self.refusal is not None:
            raise self.refusal


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 100.0

    monkeypatch.setattr(lease, "monotonic", lambda: Clock.now)
    return Clock


@pytest.fixture
def isolation():
    return ExpiringIsolation(10)


@pytest.mark.parametrize(
    ("options", "timeout"),
    [({"timeout": 3}, 3), ({"timeout": None}, None), ({}, None), (None, None)],
)
def test_timeout(isolation, options, timeout):
    isolation.lock_kwargs = options
    assert timeout_of(isolation) == timeout
    assert isinstance(lock_of(isolation, KEY), Lease) == bool(timeout)


def test_locks_that_never_end():
    isolation = SimpleEventIsolation()
    assert timeout_of(isolation) is None
    assert not isinstance(lock_of(isolation, KEY), Lease)


async def test_a_tenth_of_the_time_is_not_relied_on(isolation, clock):
    held = lock_of(isolation, KEY)
    async with held:
        clock.now += 8.9
        assert not held.is_over
        clock.now += 0.2
        assert held.is_over


async def test_refusals_in_time_are_errors(isolation, clock):
    isolation.refusal = OSError("gone")
    with pytest.raises(OSError, match="gone"):
        async with lock_of(isolation, KEY):
            clock.now += 1


async def test_refusals_afterwards_are_told(isolation, clock, caplog):
    isolation.refusal = OSError("not yours any more")
    with caplog.at_level(logging.WARNING):
        async with lock_of(isolation, KEY):
            clock.now += 11

    assert "10 s (aiogd:stack:): OSError('not yours any more')" in caplog.text


async def test_renewing(isolation, clock):
    held = lock_of(isolation, KEY)
    async with held:
        clock.now += 11
        await held.renew()
        assert not held.is_over
    assert isolation.taken == 2
