"""Storing the records of a stack: all of them, or what was there before."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator
from logging import getLogger
from typing import Any, Protocol, TypeVar

from aiogram_dialog.api.exceptions import DialogsError, UnstorableDataError
from aiogram_dialog.context.plain_data import find_unusual
from aiogram_dialog.context.records import Record
from aiogram_dialog.context.storage import Records, StorageProxy

from .comparison import is_same, lost_lock

logger = getLogger(__name__)

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

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
        unchanged = await _read_unchanged(
            storage,
            stack_id,
            renewed,
            list_known(),
        )
        # The stack comes last.
        together = {**unchanged, **records}
        records = dict(sorted(together.items(), key=_is_stack))
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
    async def write(*, is_repeated: bool) -> bool:
        if await storage.write_at_once(stack_id, writes, renewed):
            return True
        stored = list_known()

        def is_as_known(found: Records) -> bool:
            if is_same(storage, stack_id, found, stored):
                return True
            # The lost answer may have been that to these very writes.
            wanted = {**stored, **writes}
            return is_repeated and is_same(storage, stack_id, found, wanted)

        return await storage.write_if(
            stack_id,
            stored.keys(),
            is_as_known,
            writes,
            renewed,
        )

    if not await _attempt(write, writes.values()):
        raise lost_lock(storage, stack_id)


async def _read_unchanged(
    storage: StorageProxy,
    stack_id: str,
    renewed: Iterable[str | None],
    known: Records,
) -> Records:
    """Return the records that are written as they are.

    Contexts were read as they are stored. Of the stack only that is known
    which this version knows.
    """
    found: dict[str | None, Record] = {}
    for key in renewed:
        if key is None:
            found[key] = await storage.read_stack(stack_id)
        elif key in known:
            found[key] = known[key]
        else:
            found[key] = await storage.read_context(key)
    return {key: record for key, record in found.items() if record}


def _is_stack(item: tuple[str | None, Record]) -> bool:
    return item[0] is STACK


async def save(
    storage: StorageProxy,
    stack_id: str,
    key: str | None,
    record: Record,
) -> None:
    """Store one record.

    Raises ``UnstorableDataError`` naming what the storage refuses.
    """

    async def write(*, is_repeated: bool) -> None:  # noqa: ARG001 - it is the same
        await _write(storage, stack_id, key, record)

    await _attempt(write, [record])


class _Write(Protocol[R_co]):
    """A function that writes, and is told whether it has tried before."""

    def __call__(self, *, is_repeated: bool) -> Awaitable[R_co]: ...


async def _attempt(write: _Write[R], records: Iterable[Record]) -> R:
    """Write, and once more if that fails for no reason of the records.

    The screen shows already what is written here.
    """
    try:
        return await write(is_repeated=False)
    except DialogsError:
        raise
    except Exception as error:
        if not isinstance(error, OSError):
            _explain(error, records)
        if isinstance(error, TypeError | ValueError):
            raise
        logger.warning("Storing has failed and is tried again: %r", error)
    return await write(is_repeated=True)


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
