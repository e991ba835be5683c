"""What a storage can do, and what it does with records that nobody writes."""

from typing import Any

from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.memory import MemoryStorage

# By name: Redis and MongoDB are imported only by those who have them.
REDIS_STORAGE = "aiogram.fsm.storage.redis", "RedisStorage"
REDIS_ISOLATION = "aiogram.fsm.storage.redis", "RedisEventIsolation"
REDIS_CLIENT = "redis.asyncio.client", "Redis"
_LASTING = frozenset(
    {
        ("aiogram.fsm.storage.mongo", "MongoStorage"),
        ("aiogram.fsm.storage.pymongo", "PyMongoStorage"),
    },
)


def kind_of(value: object) -> tuple[str, str]:
    """Return the module and the name of the class of a value."""
    return type(value).__module__, type(value).__qualname__


# It never waits for anything.
IMMEDIATE = MemoryStorage


def is_immediate(storage: BaseStorage) -> bool:
    """Tell whether a storage never waits for anything."""
    return type(storage) is IMMEDIATE


def is_transactional(storage: BaseStorage) -> bool:
    """Tell whether a storage can write several records at once."""
    return (
        kind_of(storage) == REDIS_STORAGE
        # A bot may have wrapped it, to look at what is written.
        and "set_data" not in vars(storage)
        and kind_of(getattr(storage, "redis", None)) == REDIS_CLIENT
    )


def may_expire(storage: BaseStorage) -> bool:
    """Tell whether records may go away because nobody writes them.

    A storage says so by its ``data_ttl``, as aiogram's ``RedisStorage`` does;
    ``None`` means that records stay. Of a storage that says nothing, nobody
    knows.
    """
    if type(storage) is MemoryStorage or kind_of(storage) in _LASTING:
        return False
    unknown: Any = object()
    return getattr(storage, "data_ttl", unknown) is not None
