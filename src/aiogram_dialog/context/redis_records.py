"""Writing several records of Redis at once.

aiogram's storages write one record at a time. Redis takes many in one
transaction: all of them or none, in one round. This does what `RedisStorage`
does for each of them. A storage that is not exactly that, or a Redis that is
not exactly one server, is written in order.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aiogram.fsm.storage.base import BaseEventIsolation, StorageKey
from redis.exceptions import WatchError

from .damage import is_damage

Record = dict[str, Any]

# Of the values of records: none of them is JSON.
_REMOVE = ""
_RENEW = "="

# Where a client is connected to, unless its options say something else.
_USUAL_SERVER = {"host": "localhost", "port": 6379, "path": None, "db": 0}

# Writes only while the lock is held by the one who writes.
_FENCED = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
for i = 2, #KEYS do
  local value = ARGV[i + 1]
  if value == '' then redis.call('DEL', KEYS[i])
  elseif value == '=' then redis.call('PEXPIRE', KEYS[i], ARGV[2])
  elseif ARGV[2] == '' then redis.call('SET', KEYS[i], value)
  else redis.call('SET', KEYS[i], value, 'PX', ARGV[2]) end
end
return 1
"""


@dataclass(frozen=True, slots=True)
class Fence:
    """A lock that a write depends on.

    Attributes:
        name: The name of the lock in Redis.
        token: What the lock says while its holder has it.
    """

    name: str
    token: bytes


def make_fence(
    storage: Any,
    isolation: BaseEventIsolation,
    key: StorageKey,
    token: bytes,
) -> Fence | None:
    """Return the fence of a lock, if it is where the records are.

    Args:
        storage: A transactional storage.
        isolation: The isolation that the lock belongs to.
        key: The key of the stack that the lock guards.
        token: What the lock says while its holder has it.
    """
    lock: Any = isolation
    if _server_of(lock.redis) != _server_of(storage.redis):
        return None
    return Fence(lock.key_builder.build(key, "lock"), token)


def _server_of(redis: Any) -> tuple[object, ...]:
    options = redis.connection_pool.connection_kwargs
    # Some options are left out, or given as None.
    return tuple(
        options.get(name) or usual for name, usual in _USUAL_SERVER.items()
    )


async def write_at_once(
    storage: Any,
    records: Mapping[StorageKey, Record],
    renewed: Collection[StorageKey] = (),
    fence: Fence | None = None,
) -> bool:
    """Write all records or none.

    Args:
        storage: A transactional storage.
        records: What is stored; empty records are removed.
        renewed: Records that stay as they are, for as long as if they were
            written.
        fence: A lock; nothing is written if somebody else holds it.

    Returns:
        Whether the fence was whole and the records are written.
    """
    values = _values(storage, records, renewed)
    async with storage.redis.pipeline(transaction=fence is None) as pipe:
        if fence is None:
            _add(pipe, values, storage.data_ttl)
            await pipe.execute()
            return True
        pipe.eval(
            _FENCED,
            1 + len(values),
            fence.name,
            *values,
            fence.token,
            _milliseconds(storage.data_ttl),
            *values.values(),
        )
        [is_whole] = await pipe.execute()
        return bool(is_whole)


async def write_if(
    storage: Any,
    keys: Collection[StorageKey],
    is_as_known: Callable[[Mapping[StorageKey, Record]], bool],
    records: Mapping[StorageKey, Record],
    renewed: Collection[StorageKey] = (),
) -> bool:
    """Write all records if what is stored is as the writer knows it.

    Args:
        storage: A transactional storage.
        keys: What is looked at first.
        is_as_known: Looks at the stored records.
        records: What is stored; empty records are removed.
        renewed: Records that stay as they are, for as long as if they were
            written.

    Returns:
        Whether the records are written.
    """
    names = [storage.key_builder.build(key, "data") for key in keys]
    async with storage.redis.pipeline(transaction=True) as pipe:
        await pipe.watch(*names)
        # Nothing else may write these from here on.
        stored = [_load(storage, text) for text in await pipe.mget(names)]
        if not is_as_known(dict(zip(keys, stored, strict=True))):
            return False
        pipe.multi()
        _add(pipe, _values(storage, records, renewed), storage.data_ttl)
        try:
            await pipe.execute()
        except WatchError:
            return False
        return True


def _load(storage: Any, text: bytes | str | None) -> Record:
    if text is None:
        return {}
    try:
        if isinstance(text, bytes):
            text = text.decode()
        record = storage.json_loads(text)
    except Exception as error:
        if not is_damage(error):
            raise
        return {}
    return record if isinstance(record, dict) else {}


def _values(
    storage: Any,
    records: Mapping[StorageKey, Record],
    renewed: Collection[StorageKey],
) -> dict[str, str]:
    build = storage.key_builder.build
    values = {
        build(key, "data"): storage.json_dumps(record) if record else _REMOVE
        for key, record in records.items()
    }
    if storage.data_ttl is not None:
        for key in renewed:
            values.setdefault(build(key, "data"), _RENEW)
    return values


def _add(pipe: Any, values: Mapping[str, str], ttl: Any) -> None:
    for name, value in values.items():
        if value == _REMOVE:
            pipe.delete(name)
        elif value == _RENEW:
            pipe.pexpire(name, _milliseconds(ttl))
        else:
            pipe.set(name, value, ex=ttl)


def _milliseconds(ttl: float | timedelta | None) -> int | str:
    if ttl is None:
        return ""
    seconds = ttl.total_seconds() if isinstance(ttl, timedelta) else ttl
    return int(seconds * 1000)
