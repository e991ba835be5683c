"""A storage that can be taken back to what it was."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey


@dataclass(frozen=True, slots=True)
class Record:
    """Hold what is kept under a key: a JSON text and an FSM state."""

    data: str = "{}"
    state: str | None = None


Records: TypeAlias = dict[StorageKey, Record]

_NOTHING = Record()


class RewindableStorage(BaseStorage):
    """Keep data as JSON texts, as Redis does.

    What JSON cannot say raises ``TypeError``.
    """

    def __init__(self) -> None:
        self.records: Records = {}

    def snapshot(self) -> Records:
        """Return what is kept now; records never change."""
        return dict(self.records)

    def restore(self, records: Records) -> None:
        """Go back to what was kept, as often as needed."""
        self.records = dict(records)

    def _keep(self, key: StorageKey, record: Record) -> None:
        if record == _NOTHING:
            self.records.pop(key, None)
        else:
            self.records[key] = record

    def _record(self, key: StorageKey) -> Record:
        return self.records.get(key, _NOTHING)

    async def set_state(
        self,
        key: StorageKey,
        state: StateType = None,
    ) -> None:
        """Keep an FSM state."""
        name = state.state if isinstance(state, State) else state
        self._keep(key, replace(self._record(key), state=name))

    async def get_state(self, key: StorageKey) -> str | None:
        """Return the name of an FSM state."""
        return self._record(key).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Keep data. Raises ``TypeError`` for what JSON cannot say."""
        text = json.dumps(data)
        self._keep(key, replace(self._record(key), data=text))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Return data, a new copy each time."""
        data: dict[str, Any] = json.loads(self._record(key).data)
        return data

    async def close(self) -> None:
        """Do nothing: there is nothing to close."""
