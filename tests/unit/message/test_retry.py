import asyncio

import pytest
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import GetMe
from aiogram.types import Chat

from aiogram_dialog.api.entities import NewMessage
from aiogram_dialog.emulator import connect
from aiogram_dialog.emulator.faults import retry_after
from aiogram_dialog.message.message_manager import MessageManager
from aiogram_dialog.message.retry import Retry


class Clock:
    """Time that passes only in sleep."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)

    def __call__(self) -> float:
        return self.now


class Telegram:
    """Refuse the first calls, then answer."""

    def __init__(self, *refusals: int) -> None:
        self.refusals = list(refusals)
        self.calls = 0
        self.at_once = 0
        self.most_at_once = 0

    async def __call__(self) -> str:
        self.calls += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(0)
            if self.refusals:
                raise TelegramRetryAfter(
                    method=GetMe(),
                    message="Too Many Requests",
                    retry_after=self.refusals.pop(0),
                )
        finally:
            self.at_once -= 1
        return "done"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def patience(clock: Clock) -> Retry:
    return Retry(limit=30, sleep=clock.sleep, clock=clock)


async def test_it_waits_as_long_as_it_is_told(patience, clock):
    telegram = Telegram(3, 5)

    assert await patience.call(1, telegram) == "done"
    assert clock.slept == [3, 5]
    assert telegram.calls == 3


async def test_it_gives_up_rather_than_wait_too_long(patience, clock):
    telegram = Telegram(31)

    with pytest.raises(TelegramRetryAfter):
        await patience.call(1, telegram)
    assert clock.slept == []


async def test_the_limit_is_for_all_waits_together(patience, clock):
    telegram = Telegram(20, 20)

    with pytest.raises(TelegramRetryAfter):
        await patience.call(1, telegram)
    assert clock.slept == [20]


async def test_a_limited_chat_is_tried_by_one_at_a_time(patience):
    telegram = Telegram(1, 1, 1)
    first = asyncio.create_task(patience.call(1, telegram))
    while telegram.calls < 1 or not patience._queues:
        await asyncio.sleep(0)
    telegram.most_at_once = 0

    others = [patience.call(1, telegram) for _ in range(5)]
    assert await asyncio.gather(first, *others) == ["done"] * 6
    assert telegram.most_at_once == 1


async def test_other_chats_go_on(patience):
    limited, free = Telegram(1), Telegram()
    waiting = asyncio.create_task(patience.call(1, limited))
    while not patience._queues:
        await asyncio.sleep(0)

    assert await patience.call(2, free) == "done"
    assert await waiting == "done"


async def test_other_bots_go_on(world):
    """Telegram counts the calls of each bot."""
    first, second = (
        connect(world, world.add_bot(name)) for name in ("first", "second")
    )
    ann = world.add_person("Ann")
    for account in list(world.state.bots.values()):
        world.private_chat(ann, account, started=True)
    world.faults.add(retry_after(5), method="sendMessage", nth=1)
    manager, limited = MessageManager(), asyncio.Event()

    async def sleep(seconds: float) -> None:
        await limited.wait()

    manager._retry._sleep = sleep
    text = NewMessage(
        chat=Chat(id=ann.id, type="private"),
        thread_id=None,
        business_connection_id=None,
        text="x",
    )
    waiting = asyncio.create_task(manager.show_message(first, text, None))
    while not manager._retry._queues:
        await asyncio.sleep(0)

    await asyncio.wait_for(manager.show_message(second, text, None), 1)

    assert not waiting.done()
    limited.set()
    await waiting


async def test_nothing_is_kept_of_a_chat_that_is_free_again(patience):
    await patience.call(1, Telegram(1))

    assert not patience._queues
