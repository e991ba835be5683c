"""What the bot asks of its storage, and how long it waits."""

import time
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
)
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from aiogram.fsm.storage.base import (
    BaseEventIsolation,
    BaseStorage,
    StorageKey,
)
from aiogram.fsm.storage.memory import DisabledEventIsolation

from .activity_log import ActivityLog, since
from .chat_keys import chat_key, chat_of_bot

_ROUNDS = ("get_state", "set_state", "get_data", "set_data")


class StorageRecorder:
    """Put every round to a storage or a lock in the activity log.

    The objects stay what they are: others ask for their types. ``keys``
    gets all that a storage was asked for, for no storage lists them.
    """

    def __init__(
        self,
        log: ActivityLog,
        keys: dict[StorageKey, None],
    ) -> None:
        self._keys = keys
        self._log = log
        self._replaced: list[tuple[object, str]] = []

    @contextmanager
    def watching(
        self,
        watched: Iterable[BaseStorage | BaseEventIsolation],
    ) -> Iterator[None]:
        """Record rounds to storages, and how long locks are waited for."""
        for it in watched:
            if isinstance(it, BaseStorage):
                for name in _ROUNDS:
                    self._replace(it, name, self._round)
            elif not isinstance(it, DisabledEventIsolation):
                self._replace(it, "lock", self._lock)
        try:
            yield
        finally:
            for replaced, name in self._replaced:
                delattr(replaced, name)
            self._replaced.clear()

    def _replace(
        self,
        watched: object,
        name: str,
        wrap: Callable[[str, Callable[..., Any]], Callable[..., Any]],
    ) -> None:
        # The same lock may guard states and dialogs.
        if (watched, name) not in self._replaced:
            original = getattr(watched, name)
            setattr(watched, name, wrap(name, original))
            self._replaced.append((watched, name))

    def _round(
        self,
        name: str,
        original: Callable[..., Awaitable[Any]],
    ) -> Callable[..., Awaitable[Any]]:
        async def recorded(key: StorageKey, *args: Any, **kwargs: Any) -> Any:
            self._keys[key] = None
            entry = self._log.add(
                "storage",
                f"{name} of {describe_key(key)}",
                chat=chat_key(chat_of_bot(key.bot_id, key.chat_id)),
            )
            with self._log.timing(entry):
                result = await original(key, *args, **kwargs)
            told = [*args, *kwargs.values()] or result
            self._log.change(entry, details=told)
            return result

        return recorded

    def _lock(
        self,
        _: str,
        original: Callable[..., Any],
    ) -> Callable[..., Any]:
        @asynccontextmanager
        async def recorded(
            key: StorageKey,
            *args: Any,
            **kwargs: Any,
        ) -> AsyncIterator[None]:
            start = time.perf_counter()
            async with original(key, *args, **kwargs):
                self._log.add(
                    "storage",
                    f"lock {describe_key(key)}",
                    ms=since(start),
                    chat=chat_key(chat_of_bot(key.bot_id, key.chat_id)),
                )
                yield

        return recorded


def describe_key(key: StorageKey) -> str:
    """Return what is kept under a key, in words."""
    prefix, _, name = key.destiny.rpartition(":")
    match prefix:
        case "aiogd:stack":
            return f"stack {name or 'default'}"
        case "aiogd:context":
            return f"dialog {name}"
    return f"the user {key.user_id}"
