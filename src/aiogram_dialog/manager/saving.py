"""Storing the records of a stack: all of them, or what was there before."""

from collections.abc import Iterable, Iterator, Mapping
from logging import getLogger
from typing import Any

from aiogram_dialog.api.exceptions import DialogsError, UnstorableDataError
from aiogram_dialog.context.plain_data import find_unusual
from aiogram_dialog.context.records import Record
from aiogram_dialog.context.storage import StorageProxy

logger = getLogger(__name__)

# Records by intent id; the stack has no such id.
STACK = None
Records = Mapping[str | None, Record]


async def save_all(
    storage: StorageProxy,
    stack_id: str,
    records: Records,
    garbage: list[str],
    stored: Records,
) -> list[str]:
    """Store records, those of contexts before the stack that names them.

    ``garbage``: contexts that no stack names any more. ``stored``: what is
    put back if storing fails, as far as possible.

    Return the garbage that is left to be removed. Raises
    ``UnstorableDataError`` naming what the storage refuses.
    """
    if storage.is_transactional:
        await _save_at_once(storage, stack_id, records, garbage)
        return []
    begun: list[str | None] = []
    try:
        for key, record in records.items():
            begun.append(key)
            await save(storage, stack_id, key, record)
    except Exception:
        for key in reversed(begun):
            await put_back(storage, stack_id, key, stored[key])
        raise
    return garbage


async def _save_at_once(
    storage: StorageProxy,
    stack_id: str,
    records: Records,
    garbage: Iterable[str],
) -> None:
    # Nothing is put back: what is not stored whole is not stored at all.
    removals: dict[str | None, Record] = {key: {} for key in garbage}
    try:
        await storage.write_at_once(stack_id, {**records, **removals})
    except (OSError, DialogsError):
        raise
    except Exception as error:
        _explain(error, records.values())
        raise


async def save(
    storage: StorageProxy,
    stack_id: str,
    key: str | None,
    record: Record,
) -> None:
    """Store one record.

    Raises ``UnstorableDataError`` naming what the storage refuses.
    """
    try:
        await _write(storage, stack_id, key, record)
    except (OSError, DialogsError):
        raise
    except Exception as error:
        _explain(error, [record])
        raise


async def put_back(
    storage: StorageProxy,
    stack_id: str,
    key: str | None,
    record: Record,
) -> None:
    """Store what was there before; failing is only logged."""
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
    listed = ", ".join(
        f"{path} ({type(value).__name__})" for path, value in unusual[:5]
    )
    raise UnstorableDataError(
        unusual[0][0],
        "The storage cannot keep the data of the dialog: "
        f"{listed}. Keep text, numbers, lists and "
        f"dicts there, for instance ids of objects. ({error!r})",
    ) from error


def list_unusual(record: Record) -> Iterator[tuple[str, Any]]:
    """Yield where there is what a storage may refuse, and what it is."""
    try:
        yield from find_unusual(record)
    except RecursionError:
        yield "data that contains itself", record
