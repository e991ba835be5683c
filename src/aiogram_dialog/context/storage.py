"""Where stacks and contexts are kept, and the locks that guard them."""

import re
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from functools import lru_cache
from types import TracebackType
from typing import Any

from aiogram import Bot
from aiogram.fsm.storage.base import (
    BaseEventIsolation,
    BaseStorage,
    StorageKey,
)
from aiogram.fsm.storage.memory import MemoryStorage

from aiogram_dialog.api.entities import (
    DEFAULT_STACK_ID,
    AccessSettings,
    Context,
    Stack,
)
from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.api.internal.never_called import warn_of_never_called

from .lease import Lease, lock_of
from .records import (
    Record,
    StatesGroups,
    copy_record,
    dump_context,
    dump_stack,
    load_context,
    load_stack,
)
from .transaction import is_transactional, write_at_once
from .upgrades import Upgrades

__getattr__ = moved_names(__name__)

# What begins the destinies of the keys of stacks and contexts.
STACK_PREFIX = "aiogd:stack:"
CONTEXT_PREFIX = "aiogd:context:"

_PERSONAL_STACK = re.compile(r"<(\d+)>")


def fix_stack_id(
    stack_id: str,
    user_id: int | None,
    chat_id: int,
    business_connection_id: str | None,
) -> str:
    """Return the id under which a stack is kept.

    Where a chat has many users, each one's default stack is ``<user id>``.
    """
    if stack_id != DEFAULT_STACK_ID:
        return stack_id
    if user_id in {None, chat_id} and not business_connection_id:
        return DEFAULT_STACK_ID
    return f"<{user_id}>"


# Those who click do so several times. A key that is the same object is found
# without a comparison of its fields.
@lru_cache(maxsize=1000)
def _make_key(
    bot_id: int,
    chat_id: int,
    thread_id: int | None,
    business_connection_id: str | None,
    destiny: str,
) -> StorageKey:
    return StorageKey(
        bot_id=bot_id,
        chat_id=chat_id,
        # Not the user's: a dialog of a group belongs to the group.
        user_id=chat_id,
        thread_id=thread_id,
        business_connection_id=business_connection_id,
        destiny=destiny,
    )


class StorageProxy:
    """Read and write the stacks and contexts of one chat.

    Used in an ``async with``, it frees at the end what it has locked.
    """

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        warn_of_never_called(cls)

    def __init__(
        self,
        storage: BaseStorage,
        events_isolation: BaseEventIsolation,
        user_id: int | None,
        chat_id: int,
        thread_id: int | None,
        business_connection_id: str | None,
        bot: Bot,
        state_groups: StatesGroups,
        upgrades: Upgrades | None = None,
    ) -> None:
        self.storage = storage
        # It never waits for anything.
        self.is_immediate = type(storage) is MemoryStorage
        self.events_isolation = events_isolation
        self.user_id = user_id
        self.chat_id = chat_id
        self.thread_id = thread_id
        self.business_connection_id = business_connection_id
        self.bot = bot
        self.state_groups = state_groups
        self._upgrades = upgrades
        self.usual_stack_id = fix_stack_id(
            DEFAULT_STACK_ID,
            user_id,
            chat_id,
            business_connection_id,
        )
        self._stack_keys: dict[str, StorageKey] = {}
        self._context_keys: dict[str, StorageKey] = {}
        # By destiny: all else of their keys is the same.
        self._locks: dict[str, AbstractAsyncContextManager[None]] = {}

    @property
    def is_transactional(self) -> bool:
        """Tell whether the storage can write several records at once."""
        return is_transactional(self.storage)

    async def __aenter__(self) -> "StorageProxy":
        return self

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.unlock()

    def stack_id(self, stack_id: str) -> str:
        """Return the id under which a stack is kept."""
        return (
            self.usual_stack_id if stack_id == DEFAULT_STACK_ID else stack_id
        )

    def stack_key(self, stack_id: str) -> StorageKey:
        """Return the key of a stack; it is also the key of its lock."""
        key = self._stack_keys.get(stack_id)
        if key is None:
            key = self._key(STACK_PREFIX + self.stack_id(stack_id))
            self._stack_keys[stack_id] = key
        return key

    def context_key(self, intent_id: str) -> StorageKey:
        """Return the key of a context."""
        key = self._context_keys.get(intent_id)
        if key is None:
            key = self._key(CONTEXT_PREFIX + intent_id)
            self._context_keys[intent_id] = key
        return key

    def _key(self, destiny: str) -> StorageKey:
        return _make_key(
            self.bot.id,
            self.chat_id,
            self.thread_id,
            self.business_connection_id,
            destiny,
        )

    async def lock(self, key: StorageKey) -> None:
        """Hold a lock until ``unlock()``; a lock held already stays so."""
        if key.destiny in self._locks:
            return
        lock = lock_of(self.events_isolation, key)
        await lock.__aenter__()
        self._locks[key.destiny] = lock

    async def renew_locks(self) -> bool:
        """Take locks anew that may have ended by themselves.

        Returns whether there were any: what was read may be stored no more.
        """
        over = [
            lock
            for lock in self._locks.values()
            if isinstance(lock, Lease) and lock.is_over
        ]
        for lock in over:
            await lock.renew()
        return bool(over)

    async def unlock(self) -> None:
        """Free all locks; it may be called repeatedly."""
        try:
            while self._locks:
                _, lock = self._locks.popitem()
                await lock.__aexit__(None, None, None)
        finally:
            # One that fails, or is interrupted, holds up no other.
            if self._locks:
                await self.unlock()

    async def read_stack(self, stack_id: str) -> Record:
        """Return the stored record of a stack."""
        return dict(await self.storage.get_data(self.stack_key(stack_id)))

    async def read_context(self, intent_id: str) -> Record:
        """Return the stored record of a context."""
        return dict(await self.storage.get_data(self.context_key(intent_id)))

    async def write_stack(self, stack_id: str, record: Record) -> None:
        """Store the record of a stack; an empty one removes it."""
        await self.storage.set_data(self.stack_key(stack_id), record)

    async def write_context(self, intent_id: str, record: Record) -> None:
        """Store the record of a context; an empty one removes it."""
        await self.storage.set_data(self.context_key(intent_id), record)

    async def write_at_once(
        self,
        stack_id: str,
        records: Mapping[str | None, Record],
    ) -> None:
        """Store all records or none; only transactional storages can.

        ``records``: by intent id, that of the stack by None; empty ones are
        removed.
        """
        keys = {
            self.stack_key(stack_id)
            if intent_id is None
            else self.context_key(intent_id): record
            for intent_id, record in records.items()
        }
        await write_at_once(self.storage, keys)

    def stack_from(self, stack_id: str, record: Record) -> Stack:
        """Return the stack of a record, with the access it implies."""
        fixed_id = self.stack_id(stack_id)
        stack = load_stack(fixed_id, record)
        stack.access_settings = AccessSettings(
            user_ids=self._owners(stack_id, fixed_id),
        )
        return stack

    def _owners(self, stack_id: str, fixed_id: str) -> list[int]:
        if stack_id == DEFAULT_STACK_ID and self.user_id is not None:
            return [self.user_id]
        personal = _PERSONAL_STACK.fullmatch(fixed_id)
        return [int(personal[1])] if personal else []

    def context_from(self, intent_id: str, record: Record) -> Context:
        """Return the context of a record.

        Raises ``UnknownIntent`` and ``UnknownState``.
        """
        return load_context(
            intent_id,
            record,
            self.state_groups,
            self._upgrades,
        )

    async def load_stack(self, stack_id: str = DEFAULT_STACK_ID) -> Stack:
        """Lock a stack and return it, a fresh one if none is stored."""
        await self.lock(self.stack_key(stack_id))
        return self.stack_from(stack_id, await self.read_stack(stack_id))

    async def load_context(self, intent_id: str) -> Context:
        """Return a context.

        Raises ``UnknownIntent`` and ``UnknownState``.
        """
        return self.context_from(intent_id, await self.read_context(intent_id))

    async def save_stack(self, stack: Stack | None) -> None:
        """Store a stack."""
        if stack is not None:
            await self.write_stack(stack.id, dump_stack(stack))

    async def save_context(self, context: Context | None) -> None:
        """Store a context."""
        if context is not None:
            record = copy_record(dump_context(context))
            await self.write_context(context.id, record)

    async def remove_stack(self, stack_id: str) -> None:
        """Remove a stack."""
        await self.write_stack(stack_id, {})

    async def remove_context(self, intent_id: str) -> None:
        """Remove a context."""
        await self.write_context(intent_id, {})
