"""Keeping what is stored when a bot begins anew."""

import json
from typing import Any

from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.memory import MemoryStorage


def carry_over(old: BaseStorage, new: BaseStorage) -> list[str]:
    """Give a new storage in memory what the old one has.

    A real storage keeps JSON, so values pass through it: an object of the
    old code would not fit the new one. Returns what JSON cannot say; that
    is handed on as it is. Other storages keep their data themselves.
    """
    if new is old or type(new) is not type(old):
        return []
    records = getattr(old, "storage", None)
    room = getattr(new, "storage", None)
    if not isinstance(records, dict) or not isinstance(room, dict):
        return []
    room.update(records)
    if not isinstance(new, MemoryStorage):
        return []
    lost = []
    for key, record in records.items():
        try:
            record.data = as_stored(record.data)
        except (TypeError, ValueError) as error:
            lost.append(f"{key.destiny} of chat {key.chat_id}: {error}")
    return lost


def as_stored(data: dict[str, Any]) -> Any:
    """Return data as it comes back from JSON."""
    return json.loads(json.dumps(data))
