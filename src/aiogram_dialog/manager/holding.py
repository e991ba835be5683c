"""What is done about handlers that took longer than their lock lasts."""

import json
from collections.abc import Mapping

from aiogram_dialog.api.exceptions import LockTimeoutError
from aiogram_dialog.context.lease import timeout_of
from aiogram_dialog.context.records import Record, dump_stack
from aiogram_dialog.context.storage import StorageProxy


async def ensure_unchanged(
    storage: StorageProxy,
    stack_id: str,
    known: Mapping[str | None, Record],
) -> None:
    """Compare what is stored with what is known of it.

    ``known``: records by intent id, that of the stack by None. Raises
    ``LockTimeoutError`` if they differ.
    """
    for intent_id, record in known.items():
        stored = (
            await _read_stack(storage, stack_id)
            if intent_id is None
            else await storage.read_context(intent_id)
        )
        if _as_json(stored) != _as_json(record):
            raise LockTimeoutError(
                stack_id,
                f"Stack {stack_id!r} has changed while a handler had it, so "
                "nothing of the handler is stored. It took longer than the "
                f"lock of the stack lasts: {timeout_of(storage.events_isolation)} s. "
                "Let it end sooner and go on in the background with "
                "`manager.bg()`, or let locks last longer: "
                "`RedisEventIsolation(..., lock_kwargs={'timeout': ...})`.",
            )


async def _read_stack(storage: StorageProxy, stack_id: str) -> Record:
    # Read as it is for events, older and damaged records too.
    record = await storage.read_stack(stack_id)
    return dump_stack(storage.stack_from(stack_id, record))


def _as_json(record: Record) -> object:
    """Return what a storage of JSON makes of a record, and of its copies."""
    return json.loads(json.dumps(record, default=repr, skipkeys=True))
