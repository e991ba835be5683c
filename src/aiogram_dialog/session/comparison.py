"""What is done about handlers that took longer than their lock lasts."""

import json
from collections.abc import Mapping

from aiogram_dialog.api.exceptions import LockTimeoutError
from aiogram_dialog.context.lease import timeout_of
from aiogram_dialog.context.records import Record, dump_stack
from aiogram_dialog.context.storage import Records, StorageProxy


async def ensure_unchanged(
    storage: StorageProxy,
    stack_id: str,
    known: Records,
) -> None:
    """Compare what is stored with what is known of it.

    Args:
        storage: The storage of the chat.
        stack_id: The stack that the records belong to.
        known: Records by intent id, that of the stack by None.

    Raises:
        LockTimeoutError: They differ.
    """
    stored = {
        intent_id: await storage.read_stack(stack_id)
        if intent_id is None
        else await storage.read_context(intent_id)
        for intent_id in known
    }
    if not is_same(storage, stack_id, stored, known):
        raise lost_lock(storage, stack_id)


def is_same(
    storage: StorageProxy,
    stack_id: str,
    stored: Records,
    known: Records,
) -> bool:
    """Tell whether records are stored as they are known.

    Args:
        storage: The storage of the chat.
        stack_id: The stack that the records belong to.
        stored: Records as they were read just now.
        known: The same records, and perhaps others, as they are known.
    """
    return all(
        _as_json(_readable(storage, stack_id, intent_id, record))
        == _as_json(known[intent_id])
        for intent_id, record in stored.items()
    )


def lost_lock(storage: StorageProxy, stack_id: str) -> LockTimeoutError:
    """Return the error of an event that somebody else has overtaken."""
    timeout = timeout_of(storage.events_isolation)
    return LockTimeoutError(stack_id, timeout=timeout)


def _readable(
    storage: StorageProxy,
    stack_id: str,
    intent_id: str | None,
    record: Record,
) -> Record:
    if intent_id is not None:
        return record
    # Read as it is for events, older and damaged records too.
    return dump_stack(storage.stack_from(stack_id, record))


def _as_json(record: Mapping[str, object]) -> object:
    """Return what a storage of JSON makes of a record, and of its copies."""
    return json.loads(json.dumps(record, default=repr, skipkeys=True))
