"""A storage that keeps records as text, as Redis does."""

import json
from collections.abc import Mapping
from typing import Any

from aiogram.fsm.storage.base import BaseStorage, StorageKey


class TextStorage(BaseStorage):
    """Keep records as text and know which have changed."""

    def __init__(self) -> None:
        self.texts: dict[StorageKey, str] = {}

    def records(self) -> dict[str, Any]:
        """Return what is stored, by chat and destiny."""
        return {
            f"{key.chat_id}:{key.user_id}:{key.thread_id}:{key.destiny}": (
                json.loads(text)
            )
            for key, text in self.texts.items()
        }

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return json.loads(self.texts.get(key, "{}"))

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        text = json.dumps(data)
        if data:
            self.texts[key] = text
        else:
            self.texts.pop(key, None)

    async def set_state(self, key: StorageKey, state: Any = None) -> None:
        raise AssertionError("dialogs keep no FSM state")

    async def get_state(self, key: StorageKey) -> None:
        return None

    async def close(self) -> None:
        pass
