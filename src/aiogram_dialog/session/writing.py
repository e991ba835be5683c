"""Storing the records of a stack: all of them, or what was there before."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator
from functools import partial
from logging import getLogger
from typing import Any, TypeVar

from aiogram_dialog.api.exceptions import DialogsError, UnstorableDataError
from aiogram_dialog.context.plain_data import find_unusual
from aiogram_dialog.context.records import Record
from aiogram_dialog.context.storage import Records, StorageProxy

from .comparison import is_same, lost_lock

logger = getLogger(__name__)

R = TypeVar("R")

# Records by intent id; the stack has no such id.
STACK = None


async def save_all(
    storage: StorageProxy,
    stack_id: str,
    records: Records,
    garbage: Collection[str],
    list_known: Callable[[], Records],
    renewed: Collection[str | None] = (),
) -> list[str]:
    """Store records, those of contexts before the stack that names them.

    Args:
        storage: The storage of the chat.
        stack_id: The stack that the records belong to.
        records: What is stored, that of the stack last.
        garbage: Contexts that no stack names any more.
        list_known: Gives what is stored as far as the event knows. It is
            compared if the lock is lost, and put back if storing fails.
        renewed: Records that stay as they are, but are to live on.

    Returns:
        The garbage that is left to be removed.

    Raises:
        UnstorableDataError: The storage refuses something, which is named.
        LockTimeoutError: Somebody else has changed the stack since.
    """
    if storage.is_immediate:
        for key, record in records.items():
            await _write(storage, stack_id, key, record)
        return list(garbage)
    if storage.is_transactional:
        removals: Records = {key: {} for key in garbage}
        writes = {**records, **removals}
        await _save_at_once(storage, stack_id, writes, list_known, renewed)
        return []
    if renewed:
        records = await _with_renewed(storage, stack_id, records, renewed)
    begun: list[str | None] = []
    try:
        for key, record in records.items():
            begun.append(key)
            await save(storage, stack_id, key, record)
    except Exception:
        stored = list_known()
        for key in reversed(begun):
            await put_back(storage, stack_id, key, stored.get(key))
        raise
    return list(garbage)


async def _save_at_once(
    storage: StorageProxy,
    stack_id: str,
    writes: Records,
    list_known: Callable[[], Records],
    renewed: Collection[str | None],
) -> None:
    # Nothing is put back: what is not stored whole is not stored at all.
    write = partial(storage.write_at_once, stack_id, writes, renewed)
    is_stored, is_repeated = await _attempt(write, writes.values())
    if is_stored:
        return
    stored = list_known()

    def is_as_known(found: Records) -> bool:
        if is_same(storage, stack_id, found, stored):
            return True
        # The answer that was lost may have been that to these very writes.
        wanted = {**stored, **writes}
        return is_repeated and is_same(storage, stack_id, found, wanted)

    is_stored = await storage.write_if(
        stack_id,
        stored.keys(),
        is_as_known,
        writes,
        renewed,
    )
    if not is_stored:
        raise lost_lock(storage, stack_id)


async def _with_renewed(
    storage: StorageProxy,
    stack_id: str,
    records: Records,
    renewed: Iterable[str | None],
) -> Records:
    """Return records together with those that are written as they are."""
    found = {
        key: await storage.read_stack(stack_id)
        if key is None
        else await storage.read_context(key)
        for key in renewed
    }
    together = {key: it for key, it in found.items() if it} | {**records}
    # The stack comes last.
    return dict(sorted(together.items(), key=lambda item: item[0] is None))


async def save(
    storage: StorageProxy,
    stack_id: str,
    key: str | None,
    record: Record,
) -> None:
    """Store one record.

    Raises ``UnstorableDataError`` naming what the storage refuses.
    """
    write = partial(_write, storage, stack_id, key, record)
    await _attempt(write, [record])


async def _attempt(
    write: Callable[[], Awaitable[R]],
    records: Iterable[Record],
) -> tuple[R, bool]:
    """Write, and once more if that fails for no reason of the records.

    The screen shows already what is written here.

    Returns:
        What writing gives, and whether it was done twice.
    """
    try:
        return await write(), False
    except DialogsError:
        raise
    except Exception as error:
        if not isinstance(error, OSError):
            _explain(error, records)
        if isinstance(error, TypeError | ValueError):
            raise
        logger.warning("Storing has failed and is tried again: %r", error)
    return await write(), True


async def put_back(
    storage: StorageProxy,
    stack_id: str,
    key: str | None,
    record: Record | None,
) -> None:
    """Store what was there before; failing is only logged.

    None stands for what was only renewed: it is there.
    """
    if record is None:
        return
    try:
        await _write(storage, stack_id, key, record)
    except Exception:
        logger.exception("Cannot put back %s", key or "the stack")


async def _write(
    storage: StorageProxy,
    stack_id: str,
    key: str | None,
    record: Record,
) -> None:
    if key is None:
        await storage.write_stack(stack_id, record)
    else:
        await storage.write_context(key, record)


def _explain(error: Exception, records: Iterable[Record]) -> None:
    """Raise what says more of an error, if something is known."""
    unusual = [it for record in records for it in list_unusual(record)]
    if not unusual:
        return
    kinds = [(path, type(value).__name__) for path, value in unusual]
    raise UnstorableDataError(
        unusual[0][0],
        kinds=kinds,
        reason=repr(error),
    ) from error


def list_unusual(record: Record) -> Iterator[tuple[str, Any]]:
    """Yield where there is what a storage may refuse, and what it is."""
    try:
        yield from find_unusual(record)
    except RecursionError:
        yield "data that contains itself", record
