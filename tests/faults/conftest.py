"""A Redis of the tests' own, and a bot that things happen to."""

import asyncio
import importlib.util
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

SERVER = shutil.which("redis-server")
BOT = Path(__file__).with_name("bot.py")


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


@pytest.fixture(scope="session")
def faulty_bot() -> ModuleType:
    """Return the module of the bot that things happen to."""
    spec = importlib.util.spec_from_file_location("faulty_bot", BOT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
