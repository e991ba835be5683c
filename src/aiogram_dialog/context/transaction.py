"""Writing several records at once, where the storage can do that.

aiogram's storages write one record at a time. Redis takes many in one
transaction: all of them or none, in one round. This does what `RedisStorage`
does for each of them. A storage that is not exactly that, or a Redis that is
not exactly one server, is written in order.
"""

from collections.abc import Mapping
from typing import Any

from aiogram.fsm.storage.base import BaseStorage, StorageKey

# By name: Redis is imported only by those who have it.
_STORAGE = "aiogram.fsm.storage.redis", "RedisStorage"
_CLIENT = "redis.asyncio.client", "Redis"


def is_transactional(storage: BaseStorage) -> bool:
    """Tell whether a storage can write several records at once."""
    return (
        _name(storage) == _STORAGE
        # A bot may have wrapped it, to look at what is written.
        and "set_data" not in vars(storage)
        and _name(getattr(storage, "redis", None)) == _CLIENT
    )


def _name(value: object) -> tuple[str, str]:
    return type(value).__module__, type(value).__qualname__


async def write_at_once(
    storage: Any,
    records: Mapping[StorageKey, dict[str, Any]],
) -> None:
    """Write all records or none; empty ones are removed.

    ``storage``: one that is transactional.
    """
    async with storage.redis.pipeline(transaction=True) as pipe:
        for key, record in records.items():
            name = storage.key_builder.build(key, "data")
            if record:
                text = storage.json_dumps(record)
                pipe.set(name, text, ex=storage.data_ttl)
            else:
                pipe.delete(name)
        await pipe.execute()
