"""A storage in memory that keeps only what JSON can say."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StorageKey

StateType = str | State | None


@dataclass
class MemoryStorageRecord:
    """Hold what is stored under a key: a JSON text and an FSM state."""

    data: str = "{}"
    state: str | None = None


class JsonMemoryStorage(BaseStorage):
    """Keep data as JSON texts, so that tests see what Redis would do to it.

    What JSON cannot say raises ``TypeError``, tuples come back as lists and
    the keys of dicts as strings.

    Attributes:
        data_ttl: None: records stay until they are removed.
    """

    data_ttl = None

    def __init__(self) -> None:
        self.storage: dict[StorageKey, MemoryStorageRecord] = {}

    def _record(self, key: StorageKey) -> MemoryStorageRecord:
        return self.storage.get(key, MemoryStorageRecord())

    def _kept_record(self, key: StorageKey) -> MemoryStorageRecord:
        return self.storage.setdefault(key, MemoryStorageRecord())

    async def set_state(
        self,
        key: StorageKey,
        state: StateType = None,
    ) -> None:
        """Keep an FSM state."""
        name = state.state if isinstance(state, State) else state
        self._kept_record(key).state = name

    async def get_state(self, key: StorageKey) -> str | None:
        """Return the name of an FSM state."""
        return self._record(key).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Keep data. Raises ``TypeError`` for what JSON cannot say."""
        text = json.dumps(data)
        record = self._kept_record(key)
        record.data = text
        if not data and record.state is None:
            del self.storage[key]

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Return data, a new copy each time."""
        data: dict[str, Any] = json.loads(self._record(key).data)
        return data

    async def close(self) -> None:
        """Do nothing: there is nothing to close."""
