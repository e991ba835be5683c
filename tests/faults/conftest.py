"""A bot that things happen to."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from aiogram.fsm.storage.base import (
    BaseEventIsolation,
    BaseStorage,
    DefaultKeyBuilder,
)
from aiogram.fsm.storage.memory import MemoryStorage, SimpleEventIsolation
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage

from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage

KEYS = DefaultKeyBuilder(with_destiny=True)
BOT = Path(__file__).with_name("bot.py")


@pytest.fixture(scope="session")
def faulty_bot() -> ModuleType:
    """Return the module of the bot that things happen to."""
    spec = importlib.util.spec_from_file_location("faulty_bot", BOT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(params=["memory", "json", "redis"])
def keeping(
    request: pytest.FixtureRequest,
) -> dict[str, BaseStorage | BaseEventIsolation]:
    """Return a storage of each kind, and the locks that go with it."""
    match request.param:
        case "memory":
            storage: BaseStorage = MemoryStorage()
        case "json":
            storage = JsonMemoryStorage()
        case "redis":
            redis = request.getfixturevalue("redis")
            return {
                "storage": RedisStorage(redis, key_builder=KEYS),
                "events_isolation": RedisEventIsolation(
                    redis,
                    key_builder=KEYS,
                    lock_kwargs={"timeout": 60, "sleep": 0.01},
                ),
            }
    return {"storage": storage, "events_isolation": SimpleEventIsolation()}
