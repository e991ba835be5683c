"""A stage for journeys: a bot of dialogs, a world of Telegram, a person.

And a Redis of the tests' own, for those that need a real one.
"""

import asyncio
import copy
import json
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import hypothesis
import pytest
from aiogram import Bot, Dispatcher, Router
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StorageKey
from aiogram.fsm.storage.memory import MemoryStorage, SimpleEventIsolation
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

from aiogram_dialog.api.protocols import BgManagerFactory
from aiogram_dialog.emulator import (
    BotAccount,
    ChatRef,
    Message,
    Person,
    World,
    calls,
    connect,
    draw,
    feed,
    feed_concurrently,
)
from aiogram_dialog.manager.updater import idle
from aiogram_dialog.setup import setup_dialogs

SERVER = shutil.which("redis-server")

pytest_plugins = ["aiogram_dialog.test_tools.pytest_plugin"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-pictures",
        action="store_true",
        help="renew the pictures of the docs",
    )


# How fast an example is says more of the machine than of the code.
hypothesis.settings.register_profile("steady", deadline=None)
hypothesis.settings.load_profile("steady")


class JsonStorage(BaseStorage):
    """Keep records as Redis does: as text, so nothing is shared."""

    def __init__(self, latency: float = 0) -> None:
        self.records: dict[StorageKey, str] = {}
        self.latency = latency
        self.writes: list[tuple[str, dict[str, Any]]] = []

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        await asyncio.sleep(self.latency)
        return json.loads(self.records.get(key, "{}"))

    async def set_data(
        self,
        key: StorageKey,
        data: Mapping[str, Any],
    ) -> None:
        text = json.dumps(data)
        await asyncio.sleep(self.latency)
        self.writes.append((key.destiny, dict(data)))
        if data:
            self.records[key] = text
        else:
            self.records.pop(key, None)

    async def set_state(
        self,
        key: StorageKey,
        state: str | State | None = None,
    ) -> None:
        raise AssertionError("dialogs keep no FSM state")

    async def get_state(self, key: StorageKey) -> str | None:
        return None

    async def close(self) -> None:
        pass


@dataclass
class Stage:
    """Play with a bot: people act, and the bot reacts until all is quiet."""

    world: World
    account: BotAccount
    bot: Bot
    dispatcher: Dispatcher
    bg_factory: BgManagerFactory
    ann: Person
    chat: ChatRef
    seen: int = 0

    async def settle(self) -> None:
        """Let the bot handle what waits for it, commands included."""
        try:
            await feed(self.dispatcher, self.bot, self.world)
        finally:
            await self.quiet()

    async def settle_concurrently(self) -> None:
        await feed_concurrently(self.dispatcher, self.bot, self.world)
        await self.quiet()

    async def quiet(self) -> None:
        """Wait for background commands."""
        await idle(self.dispatcher)

    async def says(self, text: str, **kwargs: Any) -> None:
        self.ann.says(self.chat, text, **kwargs)
        await self.settle()

    async def presses(self, button: str, **kwargs: Any) -> None:
        self.ann.presses(self.chat, button, **kwargs)
        await self.settle()

    async def taps(self, button: str) -> None:
        self.ann.taps(self.chat, button)
        await self.settle()

    async def replies(self, to: Message | int, text: str) -> None:
        self.ann.replies(self.chat, to, text)
        await self.settle()

    def new_calls(self) -> list[str]:
        """Return the calls since the last time this was asked."""
        found = calls(self.world, since=self.seen)
        self.seen = len(self.world.journal)
        return found

    def transcript(self) -> str:
        return draw(self.world, self.chat)

    def last_message(self) -> Message:
        return self.world.state.messages_in(self.chat)[-1]

    def records(self) -> dict[str, dict[str, Any]]:
        """Return what is stored, by destiny."""
        storage = self.dispatcher.storage
        if isinstance(storage, JsonStorage):
            return {
                key.destiny: json.loads(text)
                for key, text in storage.records.items()
            }
        assert isinstance(storage, MemoryStorage)
        return {
            key.destiny: record.data
            for key, record in storage.storage.items()
            if record.data
        }

    def unmarked_records(self) -> dict[str, dict[str, Any]]:
        """Return what is stored, but for marks of windows to be redrawn."""
        records = copy.deepcopy(self.records())
        for record in records.values():
            mark = record.get("widget_data", {}).get("aiogd:stamp", {})
            if mark.pop("needs_redraw", None) and not mark:
                del record["widget_data"]["aiogd:stamp"]
        return records

    def held_locks(self) -> list[StorageKey]:
        isolation = self.dispatcher["isolation"]
        if not isinstance(isolation, SimpleEventIsolation):
            return []
        return [key for key, lock in isolation._locks.items() if lock.locked()]


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def make_stage(world: World) -> AsyncIterator[Callable[..., Stage]]:
    stages: list[Stage] = []

    async def make(
        *routers: Router,
        storage: BaseStorage | None = None,
        name: str = "bot",
        **setup: Any,
    ) -> Stage:

        dispatcher = Dispatcher(storage=storage or MemoryStorage())
        dispatcher.include_routers(*routers)
        isolation = setup.pop("events_isolation", None)
        dispatcher["isolation"] = isolation or SimpleEventIsolation()
        factory = setup_dialogs(
            dispatcher,
            events_isolation=dispatcher["isolation"],
            **setup,
        )
        account = world.add_bot(name)
        bot = connect(world, account)
        ann = world.add_person("Ann")
        stage = Stage(
            world,
            account,
            bot,
            dispatcher,
            factory,
            ann,
            world.private_chat(ann, account),
        )
        await dispatcher.emit_startup(bot=bot)
        stages.append(stage)
        return stage

    yield make
    for stage in stages:
        await stage.dispatcher.emit_shutdown(bot=stage.bot)
        assert not stage.held_locks()


@pytest.fixture(params=["memory", "json"])
def any_storage(request: pytest.FixtureRequest) -> BaseStorage:
    return MemoryStorage() if request.param == "memory" else JsonStorage()


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def redis_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    if SERVER is None:
        pytest.skip("redis-server is not installed")
    port = free_port()
    with subprocess.Popen(  # noqa: S603 - a program we have looked up
        [
            SERVER,
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            str(tmp_path_factory.mktemp("redis")),
        ],
        stdout=subprocess.DEVNULL,
    ) as server:
        yield port
        server.terminate()


@pytest.fixture
async def redis(redis_port: int) -> AsyncIterator[Redis]:
    client = Redis(port=redis_port, max_connections=1000)
    for _ in range(100):
        try:
            await client.ping()
            break
        except RedisConnectionError:
            await asyncio.sleep(0.05)
    await client.flushall()
    yield client
    await client.aclose()
