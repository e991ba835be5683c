"""A long life: many people, many updates, bursts; nothing fails or grows.

``SOAK=1`` plays 20,000 updates each.
"""

import asyncio
import gc
import logging
import os
import random
from collections import Counter

import pytest
from aiogram import Dispatcher
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage

from aiogram_dialog.context.isolation import LocalEventIsolation
from aiogram_dialog.emulator import World, connect, feed_one, take
from aiogram_dialog.manager.updater import idle
from aiogram_dialog.setup import setup_dialogs
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage

PEOPLE = 200
IS_LONG = "SOAK" in os.environ
IN_MEMORY = 20_000 if IS_LONG else 1_500
ON_REDIS = 20_000 if IS_LONG else 1_000
# So many updates come at once, now and then.
BURST = 50
# aiogram keeps the last 128 updates, and they are of any kind.
NOISE = 200
# A dialog within a dialog is two contexts and a stack.
MAX_RECORDS = 3 * PEOPLE
TEXTS = ["hello", "/start", "x" * 4096, "odd\u200b\u200c\u200d", "<b>&"]


@pytest.fixture(autouse=True)
def silence():
    """Let pytest keep no logs, nor what they are about."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


class Town:
    """Let people do random things to a bot."""

    def __init__(self, dispatcher, factory, seed):
        self.world = World()
        self.account = self.world.add_bot("bot")
        self.bot = connect(self.world, self.account)
        self.dispatcher = dispatcher
        self.factory = factory
        self.chance = random.Random(seed)
        self.done = Counter()
        self.touched = set()
        self.people = [
            (person, self.world.private_chat(person, self.account))
            for person in map(self.world.add_person, map(str, range(PEOPLE)))
        ]

    def somebody_acts(self):
        person, chat = self.chance.choice(self.people)
        self.touched.add(chat)
        messages = self.world.messages(chat)
        live = [it for it in messages if it.inline_keyboard]
        if not live:
            return person.says(chat, "/start")
        if self.chance.random() < 0.15:
            self.done["texts"] += 1
            return person.says(chat, self.chance.choice(TEXTS))
        # Mostly the newest message, at times an old one.
        newest = live[-1] if self.chance.random() < 0.9 else live[0]
        rows = newest.inline_keyboard
        row = self.chance.randrange(len(rows))
        column = self.chance.randrange(len(rows[row]))
        self.done["clicks"] += 1
        return person.presses(chat, (row, column), of=newest)

    async def background(self):
        """Do something without any update from Telegram."""
        person, _ = self.chance.choice(self.people)
        self.done["commands"] += 1
        bg = self.factory.bg(self.bot, person.id, person.id)
        await bg.update({"seen": self.chance.random()})

    async def handle_all(self):
        """Handle what waits, all at once."""
        updates = take(self.world, self.bot)
        await asyncio.gather(
            *(feed_one(self.dispatcher, self.bot, it) for it in updates),
        )
        await idle(self.dispatcher)
        return len(updates)

    async def live(self, updates):
        handled = 0
        while handled < updates:
            is_burst = self.chance.random() < 0.05
            for _ in range(BURST if is_burst else 5):
                self.somebody_acts()
            if self.chance.random() < 0.3:
                await self.background()
            handled += await self.handle_all()
            self.forget_the_past()

    def forget_the_past(self):
        """Do as people do: clear the chat of what is long ago."""
        self.world.state.journal.clear()
        for chat in self.touched:
            for message in self.world.messages(chat)[:-4]:
                self.world.state.remove_message(message, message.author)
        self.touched.clear()

    async def press_newest(self, person, chat):
        """Press a button of the newest message; it has to do what it says.

        Who has gone on in an older message may have left newer ones behind:
        a press takes their buttons off, or brings them up to date.
        """
        while self.chat_has_buttons(chat):
            before = await self.press_last(person, chat)
            if before is None:
                continue
            after = await self.press_last(person, chat)
            name, counted = before.text.split()
            assert after is not None
            assert after.text == f"{name} {int(counted) + 1}"
            self.done["checks"] += 1
            return

    def chat_has_buttons(self, chat):
        return any(it.inline_keyboard for it in self.world.messages(chat))

    async def press_last(self, person, chat):
        """Return what has become of the message; None without buttons."""
        *_, last = [
            it for it in self.world.messages(chat) if it.inline_keyboard
        ]
        person.presses(chat, "Count", of=last)
        await self.handle_all()
        after = self.world.state.messages[last.chat, last.id]
        return after if after.inline_keyboard else None


def count_objects():
    """Count what the library and aiogram keep, by type."""
    gc.collect()
    kinds = map(type, gc.get_objects())
    return Counter(
        f"{kind.__module__}.{kind.__qualname__}"
        for kind in kinds
        if str(kind.__module__).startswith(("aiogram", "asyncio", "_asyncio"))
        and ".emulator." not in str(kind.__module__)
    )


async def soak(town, updates):
    """Live in four parts; from part to part nothing grows."""
    counted = []
    for _ in range(4):
        await town.live(updates // 4)
        for person, chat in town.chance.sample(town.people, 25):
            await town.press_newest(person, chat)
        assert len(asyncio.all_tasks()) == 1
        counted.append(count_objects())
    assert town.done["checks"] > 50
    first, last = counted[1], counted[-1]
    grown = {
        name: (first[name], count)
        for name, count in last.items()
        if count > first[name] + NOISE
    }
    assert not grown


async def test_in_memory(faulty_bot):
    storage = JsonMemoryStorage()
    isolation = LocalEventIsolation()
    dispatcher = Dispatcher(storage=storage)
    dispatcher.include_routers(*faulty_bot.make_routers())
    factory = setup_dialogs(dispatcher, events_isolation=isolation)
    town = Town(dispatcher, factory, seed=1)
    town.world.publish(faulty_bot.PICTURE, b"picture")

    await soak(town, IN_MEMORY)

    assert len(storage.storage) <= MAX_RECORDS
    assert not isolation._locks


async def test_on_redis(faulty_bot, redis):
    isolation = RedisEventIsolation(
        redis,
        key_builder=faulty_bot.KEYS,
        lock_kwargs={"timeout": 60, "sleep": 0.005},
    )
    storage = RedisStorage(redis, key_builder=faulty_bot.KEYS)
    dispatcher = Dispatcher(storage=storage)
    dispatcher.include_routers(*faulty_bot.make_routers())
    factory = setup_dialogs(dispatcher, events_isolation=isolation)
    town = Town(dispatcher, factory, seed=2)
    town.world.publish(faulty_bot.PICTURE, b"picture")

    await soak(town, ON_REDIS)

    keys = await redis.keys()
    assert len(keys) <= MAX_RECORDS
    assert not [key for key in keys if b"lock" in key]
