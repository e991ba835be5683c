"""A storage that does not answer: who waits for it waits alone."""

import asyncio

import pytest

from aiogram_dialog.emulator import faults, feed_one, take
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage


class StuckStorage(JsonMemoryStorage):
    """Hang at one call for one chat, or fail there."""

    def __init__(self) -> None:
        super().__init__()
        self.chat_id = 0
        self.count = 0
        self.gate = faults.Gate()
        self.hangs_at: int | None = None

    def strike(self, chat_id: int, at: int | None) -> None:
        self.chat_id, self.hangs_at = chat_id, at
        self.count = 0
        self.gate = faults.Gate()

    async def _pass(self, key) -> None:
        if key.chat_id != self.chat_id or "aiogd" not in key.destiny:
            return
        self.count += 1
        if self.count == self.hangs_at:
            await self.gate.passed()

    async def get_data(self, key):
        await self._pass(key)
        return await super().get_data(key)

    async def set_data(self, key, data) -> None:
        await self._pass(key)
        await super().set_data(key, data)


@pytest.fixture
async def stage(make_stage, faulty_bot):
    storage = StuckStorage()
    return await make_stage(*faulty_bot.make_routers(), storage=storage)


def feed_all(stage):
    """Handle what waits, each update in a task of its own."""
    return [
        asyncio.create_task(feed_one(stage.dispatcher, stage.bot, update))
        for update in take(stage.world, stage.bot)
    ]


@pytest.mark.parametrize(
    ("presses", "button", "shown"),
    [
        ([], "Count", "main 1"),
        ([], "Sub", "sub 0"),
        (["Sub"], "Back", "main 0"),
        ([], None, "main 1"),
    ],
)
async def test_others_go_on(stage, presses, button, shown):
    storage = stage.dispatcher.storage
    bob = stage.world.add_person("Bob")
    his_chat = stage.world.private_chat(bob, stage.account)
    bob.says(his_chat, "/start")
    await stage.settle()
    counted, at = 0, 1
    while True:
        await stage.says("/start")
        for name in presses:
            await stage.presses(name)
        if button is None:
            stage.ann.says(stage.chat, "hello")
        else:
            stage.ann.presses(stage.chat, button)
        storage.strike(stage.ann.id, at)
        hanging = feed_all(stage)
        bob.presses(his_chat, "Count")
        await asyncio.wait_for(stage.settle(), 5)
        counted += 1

        assert stage.world.last_message(his_chat).text == f"main {counted}"
        stuck = storage.count >= at
        if stuck:
            assert not all(task.done() for task in hanging)
        storage.gate.open()
        await asyncio.gather(*hanging)
        await stage.quiet()
        assert stage.last_message().text == shown
        assert not stage.held_locks()
        await stage.presses("Count")
        name, number = shown.split()
        assert stage.last_message().text == f"{name} {int(number) + 1}"
        if not stuck:
            break
        at += 1
    assert at > 3


async def test_the_next_one_waits_its_turn(stage):
    await stage.says("/start")
    stage.dispatcher.storage.strike(stage.ann.id, 1)
    for _ in range(3):
        stage.ann.presses(stage.chat, "Count")
    tasks = feed_all(stage)
    await asyncio.sleep(0.01)
    assert not any(task.done() for task in tasks)

    stage.dispatcher.storage.gate.open()
    await asyncio.gather(*tasks)

    assert stage.last_message().text == "main 3"
