"""Removing dialogs that nobody will close any more.

It is for storages whose records stay until somebody removes them.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from logging import getLogger
from typing import Any

from aiogram import Dispatcher, Router
from aiogram.fsm.storage.base import (
    BaseEventIsolation,
    BaseStorage,
    StorageKey,
)
from aiogram.fsm.storage.memory import MemoryStorage

from aiogram_dialog.api.exceptions import UnregisteredDialogError
from aiogram_dialog.api.protocols import DialogRegistryProtocol

from .lease import lock_of
from .metadata import is_over, read_metadata
from .records import dump_stack, load_stack
from .storage import CONTEXT_PREFIX, STACK_PREFIX

logger = getLogger(__name__)

Keys = Callable[[], AsyncIterable[StorageKey]]


@dataclass(frozen=True, slots=True)
class Swept:
    """Count what was removed.

    ``expired``: dialogs whose time limit was over. ``unnamed``: records
    that no stack named.
    """

    expired: int = 0
    unnamed: int = 0

    def __add__(self, other: "Swept") -> "Swept":
        """Return both together."""
        return Swept(
            self.expired + other.expired,
            self.unnamed + other.unnamed,
        )


class Sweeper:
    """Look through the storage from time to time.

    ``every``: how long it waits between two times. ``keys``: gives the keys
    of the storage, those of dialogs at least; storages in memory need none.

    Give it to ``setup_dialogs(sweeper=...)``: it begins at start-up and ends
    at shutdown.
    """

    def __init__(
        self,
        every: timedelta = timedelta(hours=1),
        keys: Keys | None = None,
    ) -> None:
        self._every = every
        self._keys = keys
        self._storage: BaseStorage | None = None
        self._task: asyncio.Task[None] | None = None

    def install(
        self,
        router: Router,
        registry: DialogRegistryProtocol,
        events_isolation: BaseEventIsolation,
    ) -> None:
        """Begin when the bot starts, and end with it."""
        self._registry = registry
        self._isolation = events_isolation
        router.startup.register(self._start)
        router.shutdown.register(self._stop)

    async def _start(self, router: Router) -> None:
        *_, root = router.chain_head
        if not isinstance(root, Dispatcher):
            raise TypeError(
                f"The sweeper needs a dispatcher's storage: {root!r} is none.",
            )
        self._storage = root.fsm.storage
        if self._keys is None and not hasattr(self._storage, "storage"):
            raise ValueError(
                f"{type(self._storage).__name__} does not tell its keys: "
                "give `Sweeper(keys=...)` a function that yields them.",
            )
        self._task = asyncio.create_task(self._run())

    async def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self._every.total_seconds())
            try:
                logger.info("Swept the storage: %s", await self.sweep())
            except Exception:
                logger.exception("Cannot sweep the storage")

    async def sweep(self) -> Swept:
        """Look through the storage once; it has to be started."""
        if self._storage is None:
            raise RuntimeError("The sweeper works once the bot has started.")
        found: dict[StorageKey, list[StorageKey]] = defaultdict(list)
        for key in await self._list_keys():
            if key.destiny.startswith(CONTEXT_PREFIX):
                record = await self._storage.get_data(key)
                stack_id = record.get("_stack_id")
                if isinstance(stack_id, str):
                    stack_key = replace(key, destiny=STACK_PREFIX + stack_id)
                    found[stack_key].append(key)
        swept = Swept()
        for stack_key, context_keys in found.items():
            async with lock_of(self._isolation, stack_key):
                swept += await _sweep_stack(
                    self._storage,
                    stack_key,
                    context_keys,
                    self._is_over,
                )
        if isinstance(self._storage, MemoryStorage):
            _forget_empty(self._storage)
        return swept

    async def _list_keys(self) -> list[StorageKey]:
        if self._keys is None:
            return list(getattr(self._storage, "storage", ()))
        return [key async for key in self._keys()]

    def _is_over(self, record: dict[str, Any]) -> bool:
        try:
            dialog = self._registry.find_dialog(str(record.get("state")))
        except UnregisteredDialogError:
            # It may be known again with the next version of the code.
            return False
        limit = getattr(dialog, "time_limit", None)
        widget_data = record.get("widget_data")
        if limit is None or not isinstance(widget_data, dict):
            return False
        started_at = read_metadata(widget_data).started_at
        return started_at is not None and is_over(started_at, limit)


async def _sweep_stack(
    storage: BaseStorage,
    stack_key: StorageKey,
    context_keys: list[StorageKey],
    is_over: Callable[[dict[str, Any]], bool],
) -> Swept:
    """Remove records of a stack that is locked."""
    keys = {
        key.destiny.removeprefix(CONTEXT_PREFIX): key for key in context_keys
    }
    stack_id = stack_key.destiny.removeprefix(STACK_PREFIX)
    stack = load_stack(stack_id, dict(await storage.get_data(stack_key)))
    unnamed = [
        intent_id
        for intent_id in keys.keys() - set(stack.intents)
        # Whoever had the stack just now may have removed it.
        if await storage.get_data(keys[intent_id])
    ]
    expired = []
    while not stack.empty() and stack.last_intent_id() in keys:
        intent_id = stack.last_intent_id()
        if not is_over(dict(await storage.get_data(keys[intent_id]))):
            break
        expired.append(stack.pop())
    if expired:
        await storage.set_data(stack_key, dump_stack(stack))
    for intent_id in (*expired, *unnamed):
        await storage.set_data(keys[intent_id], {})
    return Swept(len(expired), len(unnamed))


def _forget_empty(storage: MemoryStorage) -> None:
    # It keeps an empty record for whatever was removed.
    for key, record in list(storage.storage.items()):
        is_ours = key.destiny.startswith((CONTEXT_PREFIX, STACK_PREFIX))
        if is_ours and not record.data and record.state is None:
            del storage.storage[key]
