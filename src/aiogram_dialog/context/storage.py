"""Where stacks and contexts are kept, and the locks that guard them."""

from collections.abc import Callable, Collection, Coroutine, Mapping
from contextlib import AbstractAsyncContextManager
from functools import lru_cache
from importlib import import_module
from logging import getLogger
from types import TracebackType
from typing import Any

from aiogram import Bot
from aiogram.fsm.storage.base import (
    BaseEventIsolation,
    BaseStorage,
    StorageKey,
)

from aiogram_dialog.api.entities import (
    DEFAULT_STACK_ID,
    AccessSettings,
    Context,
    Stack,
)
from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.api.internal.never_called import warn_of_never_called

from .damage import is_damage
from .lease import lease_in, lock_of
from .local_queue import is_shared
from .records import (
    Record,
    StatesGroups,
    copy_record,
    dump_context,
    dump_stack,
    load_context,
    load_stack,
)
from .senders import implied_users, owner_of, personal_stack_id
from .storage_traits import IMMEDIATE, is_transactional, may_expire
from .ticket import Ticket
from .upgrades import Upgrades

logger = getLogger(__name__)

__getattr__ = moved_names(__name__)

# What begins the destinies of the keys of stacks and contexts.
STACK_PREFIX = "aiogd:stack:"
CONTEXT_PREFIX = "aiogd:context:"

# By intent id; the record of the stack has none.
Records = Mapping[str | None, Record]


def fix_stack_id(
    stack_id: str,
    user_id: int | None,
    chat_id: int,
    business_connection_id: str | None,
) -> str:
    """Return the id under which a stack is kept.

    Where a chat has many users, each one's default stack is ``<user id>``,
    and that of a chat which writes there is ``<id of that chat>``.
    """
    if stack_id != DEFAULT_STACK_ID:
        return stack_id
    # Groups have negative ids. One may write in a group as the group.
    is_own_chat = user_id is None or user_id == chat_id > 0
    if is_own_chat and not business_connection_id:
        return DEFAULT_STACK_ID
    return personal_stack_id(user_id)


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
        self.is_immediate = type(storage) is IMMEDIATE
        self.events_isolation = events_isolation
        self.user_id = user_id
        self.chat_id = chat_id
        self.thread_id = thread_id
        self.business_connection_id = business_connection_id
        self.bot = bot
        self.state_groups = state_groups
        self._upgrades = upgrades
        # The place of the event among those that ask for the same lock.
        self.ticket: Ticket | None = None
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

    @property
    def may_expire(self) -> bool:
        """Tell whether records may go away because nobody writes them."""
        return may_expire(self.storage)

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
        if self.ticket is not None:
            # It has its place in the queue of the lock from here on.
            self.ticket.use()
        await lock.__aenter__()
        self._locks[key.destiny] = lock

    async def renew_locks(self) -> bool:
        """Take locks anew that may have ended by themselves.

        Returns whether somebody else may have had one of them: what was read
        may be stored no more.
        """
        leases = map(lease_in, self._locks.values())
        over = [lease for lease in leases if lease and lease.is_over]
        return any([await lease.renew() for lease in over])

    async def unlock(self) -> None:
        """Free all locks; it may be called repeatedly.

        A lock that cannot be freed ends by itself. What was done under it is
        done, so that is no error of the event.
        """
        try:
            while self._locks:
                destiny, lock = self._locks.popitem()
                try:
                    await lock.__aexit__(None, None, None)
                except Exception:
                    logger.exception("Cannot free the lock of %s", destiny)
        finally:
            # One that is interrupted holds up no other.
            if self._locks:
                await self.unlock()

    def read_stack(self, stack_id: str) -> Coroutine[Any, Any, Record]:
        """Return the stored record of a stack, empty if it is damaged."""
        return self._read(self.stack_key(stack_id))

    def read_context(self, intent_id: str) -> Coroutine[Any, Any, Record]:
        """Return the stored record of a context, empty if it is damaged."""
        return self._read(self.context_key(intent_id))

    async def _read(self, key: StorageKey) -> Record:
        try:
            record = await self.storage.get_data(key)
        except Exception as error:
            if not is_damage(error):
                raise
            logger.exception("The record of %s is damaged", key.destiny)
            return {}
        if type(record) is dict or isinstance(record, Mapping):
            return dict(record)
        logger.error("The record of %s is damaged: %r", key.destiny, record)
        return {}

    async def write_stack(self, stack_id: str, record: Record) -> None:
        """Store the record of a stack; an empty one removes it."""
        await self.storage.set_data(self.stack_key(stack_id), record)

    async def write_context(self, intent_id: str, record: Record) -> None:
        """Store the record of a context; an empty one removes it."""
        await self.storage.set_data(self.context_key(intent_id), record)

    async def write_at_once(
        self,
        stack_id: str,
        records: Records,
        renewed: Collection[str | None] = (),
    ) -> bool:
        """Store all records or none; only transactional storages can.

        Args:
            stack_id: The stack that the records belong to.
            records: Records by intent id, that of the stack by None; empty
                ones are removed.
            renewed: Ids of those that stay as they are, as long as if they
                were written.

        Returns:
            Whether they are stored: they are not if the lock of the stack is
            lost, or nobody can tell.
        """
        redis = import_module(f"{__package__}.redis_records")
        key = self.stack_key(stack_id)
        lock = self._locks.get(key.destiny)
        lease = None if lock is None else lease_in(lock)
        fence = None
        if lease is not None and lease.token:
            fence = redis.make_fence(
                self.storage,
                self.events_isolation,
                key,
                lease.token,
            )
        if fence is None and is_shared(self.events_isolation):
            return False
        is_stored: bool = await redis.write_at_once(
            self.storage,
            self._by_key(stack_id, records),
            [self._any_key(stack_id, it) for it in renewed],
            fence,
        )
        return is_stored

    async def write_if(
        self,
        stack_id: str,
        known: Collection[str | None],
        is_as_known: Callable[[Records], bool],
        records: Records,
        renewed: Collection[str | None] = (),
    ) -> bool:
        """Store all records if what is stored is as the writer knows it.

        Only transactional storages can.

        Args:
            stack_id: The stack that the records belong to.
            known: Ids of the records that are looked at first.
            is_as_known: Looks at what is stored of them.
            records: Records by intent id, that of the stack by None; empty
                ones are removed.
            renewed: Ids of those that stay as they are, as long as if they
                were written.

        Returns:
            Whether they are stored.
        """
        ids = {self._any_key(stack_id, it): it for it in known}

        def is_same(stored: Mapping[StorageKey, Record]) -> bool:
            return is_as_known({ids[key]: stored[key] for key in stored})

        redis = import_module(f"{__package__}.redis_records")
        is_stored: bool = await redis.write_if(
            self.storage,
            ids.keys(),
            is_same,
            self._by_key(stack_id, records),
            [self._any_key(stack_id, it) for it in renewed],
        )
        return is_stored

    def _by_key(
        self,
        stack_id: str,
        records: Records,
    ) -> dict[StorageKey, Record]:
        return {
            self._any_key(stack_id, intent_id): record
            for intent_id, record in records.items()
        }

    def _any_key(self, stack_id: str, intent_id: str | None) -> StorageKey:
        if intent_id is None:
            return self.stack_key(stack_id)
        return self.context_key(intent_id)

    def stack_from(self, stack_id: str, record: Record) -> Stack:
        """Return the stack of a record, with the access it implies."""
        fixed_id = self.stack_id(stack_id)
        stack = load_stack(fixed_id, record)
        stack.access_settings = AccessSettings(
            user_ids=self._owners(stack_id, fixed_id),
        )
        return stack

    def _owners(self, stack_id: str, fixed_id: str) -> list[int]:
        owner = (
            self.user_id
            if stack_id == DEFAULT_STACK_ID and self.user_id is not None
            else owner_of(fixed_id)
        )
        return implied_users(owner, self.chat_id)

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
