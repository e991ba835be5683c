"""A process is killed at each point of an update; another one goes on.

Telegram delivers the update again, for nobody has confirmed it. What a
killed process has locked in Redis ends with the lock's time-out.
"""

import asyncio
import json
import logging
import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage

from aiogram_dialog.emulator import feed_one, take
from aiogram_dialog.emulator.server import EmulatorServer

logger = logging.getLogger(__name__)

SCRIPT = Path(__file__).with_name("bot.py")
KILLED = ["killed", 9]


class Mortals:
    """Have updates handled by processes that die at a point of the road."""

    def __init__(self, process, stage, api, redis_port, in_order):
        self.process = process
        self.in_order = in_order
        self.stage = stage
        self.api = api
        self.redis_port = redis_port

    async def handle(self, update, dies_at):
        job = {
            "update": update.as_json(),
            "token": self.stage.account.token,
            "api": self.api,
            "redis_port": self.redis_port,
            "dies_at": dies_at,
            "in_order": self.in_order,
        }
        self.process.stdin.write(json.dumps(job).encode() + b"\n")
        answer = await asyncio.wait_for(self.process.stdout.readline(), 30)
        return json.loads(answer)


@pytest.fixture
async def make_worker(make_stage, redis, faulty_bot):
    """Return what starts a worker: it knows only what Redis knows."""

    async def make():
        return await make_stage(
            *faulty_bot.make_routers(),
            storage=RedisStorage(redis, key_builder=faulty_bot.KEYS),
            events_isolation=RedisEventIsolation(
                redis,
                key_builder=faulty_bot.KEYS,
                lock_kwargs={"timeout": 60, "sleep": 0.01},
            ),
        )

    return make


@asynccontextmanager
async def mortals_of(stage, redis_port, in_order):
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(SCRIPT),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    async with EmulatorServer(stage.world) as server:
        yield Mortals(
            process,
            stage,
            server.base_url,
            redis_port,
            in_order,
        )
        process.stdin.close()
        await process.wait()


async def records(redis):
    """Return what dialogs have stored, by destiny."""
    keys = [key.decode() for key in await redis.keys("*:aiogd:*:data")]
    return {
        key.partition("aiogd:")[2].removesuffix(":data"): json.loads(
            await redis.get(key),
        )
        for key in keys
    }


def orphans(stored):
    """Return the contexts that no stack names; a stack is always whole."""
    contexts = {key for key in stored if key.startswith("context:")}
    named = {
        f"context:{intent_id}"
        for key, record in stored.items()
        if key.startswith("stack:")
        for intent_id in record["intents"]
    }
    assert named <= contexts
    return contexts - named


def live_message(stage):
    """Return the newest message that has buttons."""
    return next(
        message
        for message in reversed(stage.world.messages(stage.chat))
        if message.inline_keyboard
    )


async def restart(make_worker, stage):
    """Start another worker for the same bot and person."""
    worker = await make_worker()
    worker.bot, worker.account = stage.bot, stage.account
    worker.ann, worker.chat = stage.ann, stage.chat
    return worker


SCENARIOS = {
    "sub-dialog": ([], "Sub"),
    "result": (["Sub"], "Back"),
    "click": ([], "Count"),
    "to a photo": ([], "Photo"),
    "from a photo": (["Photo"], "Text"),
    "close": ([], "Close"),
    "text": ([], None),
}
if "SOAK" not in os.environ:
    # These two have all kinds of writes. The others take a minute.
    SCENARIOS = {name: SCENARIOS[name] for name in ("sub-dialog", "result")}


async def test_killed_at_each_point(make_worker, redis, redis_port):
    """Redis takes all records at once: nothing is left that nobody names."""
    stage = await make_worker()
    async with mortals_of(stage, redis_port, in_order=False) as mortals:
        points, left = await kill_everywhere(
            make_worker, redis, mortals, SCENARIOS
        )

    assert points > 10 * len(SCENARIOS)
    assert left == 0


async def test_killed_where_records_are_written_in_order(
    make_worker, redis, redis_port
):
    """A dialog is stored before the stack that names it, and removed after.

    Whoever is killed in between leaves a record that no stack names: nobody
    reaches it.
    """
    stage = await make_worker()
    scenarios = SCENARIOS if "SOAK" in os.environ else ["result"]
    async with mortals_of(stage, redis_port, in_order=True) as mortals:
        points, left = await kill_everywhere(
            make_worker, redis, mortals, scenarios
        )

    assert points > 10 * len(scenarios)
    assert left < points / 6


async def kill_everywhere(make_worker, redis, mortals, scenarios):
    """Return at how many points it was, and how many records are left."""
    stage = mortals.stage
    stage.world.publish("https://example.com/picture.jpg", b"picture")
    points = left = 0
    for scenario in scenarios:
        presses, button = SCENARIOS[scenario]
        dies_at = 0
        while True:
            await redis.flushall()
            stage.ann = stage.world.add_person("Ann")
            stage.chat = stage.world.private_chat(stage.ann, stage.account)
            await stage.says("/start")
            for name in presses:
                await stage.presses(name)
            if button is None:
                stage.ann.says(stage.chat, "hello")
            else:
                stage.ann.presses(stage.chat, button)
            (update,) = take(stage.world, stage.bot)
            told = await mortals.handle(update, dies_at)
            if told != KILLED:
                break
            dies_at += 1
            left += await check_life_goes_on(
                await restart(make_worker, stage),
                update,
                redis,
            )
        assert {"after lock", "before write"} < set(told)
        assert len(told) == dies_at > 10
        points += dies_at
    logger.info("killed at %s points, %s records left", points, left)
    return points, left


async def check_life_goes_on(worker, update, redis):
    """The update comes again, and people go on; return how much is left."""
    await feed_one(worker.dispatcher, worker.bot, update)
    found = orphans(await records(redis))
    assert len(found) <= 1

    if not any(
        it.inline_keyboard for it in worker.world.messages(worker.chat)
    ):
        await worker.says("/start")
    await worker.presses("Count", of=live_message(worker))
    before = live_message(worker)
    await worker.presses("Count", of=before)
    after = live_message(worker)
    name, counted = before.text.split()
    assert after.text == f"{name} {int(counted) + 1}"

    # All dialogs are closed, as all are by and by.
    async with worker.bg_factory.bg(
        worker.bot,
        worker.ann.id,
        worker.ann.id,
    ).fg() as manager:
        await manager.reset_stack()
    assert {f"context:{it[8:]}" for it in found} == {
        it for it in await records(redis) if it.startswith("context:")
    }
    assert not await redis.keys("*:lock")
    return len(found)
