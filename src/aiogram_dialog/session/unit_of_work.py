"""What is stored of a stack, what an event changes of it, and the way back."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress

from aiogram_dialog.api.entities import Context, Stack
from aiogram_dialog.api.exceptions import LockTimeoutError
from aiogram_dialog.context.lease import timeout_of
from aiogram_dialog.context.records import (
    Record,
    copy_record,
    dump_context,
    dump_stack,
    same_record,
)
from aiogram_dialog.context.storage import StorageProxy

from .comparison import ensure_unchanged
from .shielding import shielded
from .writing import STACK, list_unusual, put_back, save, save_all

_Writes = dict[str | None, Record]


class UnitOfWork:
    """The records of one stack while an event is handled.

    Nothing is written while a handler runs: ``commit()`` stores what has
    changed, contexts before the stack that names them. A commit names what
    it was read with, and is refused if somebody else has written since.

    ``_stored`` has each record that was read or made, by intent id, and that
    of the stack by None: as it was read or written last, empty if there is
    none, and where a rollback goes back to. ``_trials`` are put in the place
    of some of them, as the storage gives them back, or None if it was not
    asked. ``_contexts`` has the contexts that are on the stack, ``_removed``
    those that were taken off it. ``hidden`` are dialogs that the stored stack
    names and handlers do not see. ``garbage`` is stored and named by no stack
    any more.

    Args:
        storage: The storage of the chat.
        stack: The stack as it was read.
    """

    def __init__(self, storage: StorageProxy, stack: Stack) -> None:
        self._storage = storage
        self._stack = stack
        self._stored: _Writes = {STACK: dump_stack(stack)}
        self._trials: dict[str, Record | None] = {}
        self._contexts: dict[str, Context] = {}
        self._removed: list[str] = []
        self.hidden: list[str] = []
        self.garbage: list[str] = []
        self._is_lost = False

    @property
    def is_stack_stored(self) -> bool:
        """Tell whether the storage has anything of the stack."""
        return bool(self._stored[STACK])

    # What takes part

    def track(self, context: Context, record: Record) -> None:
        """Take part of a context that was read, or was made just now.

        Args:
            context: The context.
            record: What is stored of it, nothing if it is new.
        """
        self._contexts[context.id] = context
        self._stored[context.id] = record

    async def load(self, intent_id: str) -> Context:
        """Return a context of the stack, the same object each time.

        Raises:
            UnknownIntent: The dialog is not stored.
            UnknownState: The code has no such state.
        """
        known = self._contexts.get(intent_id)
        if known is not None:
            return known
        record = await self._storage.read_context(intent_id)
        context = self._storage.context_from(intent_id, record)
        self.track(context, record)
        return context

    def remove(self, intent_id: str) -> None:
        """Have a context removed that was taken off the stack."""
        self._contexts.pop(intent_id, None)
        self._removed.append(intent_id)

    def hide_stack(self) -> None:
        """Take the dialogs off the stack that cannot be restored.

        What is stored of it is left alone unless it is changed.
        """
        self.hidden, self._stack.intents = self._stack.intents, []
        self._stored[STACK] = dump_stack(self._stack)

    def reveal_stack(self) -> None:
        """Put hidden dialogs back on the stack."""
        if self.hidden:
            self._stack.intents, self.hidden = self.hidden, []
            self._stored[STACK] = dump_stack(self._stack)

    # What becomes of the changes

    async def ensure_storable(self) -> None:
        """Ask the storage to take unusual data before anything is shown.

        A ``MemoryStorage`` takes whatever it is given.

        Raises:
            UnstorableDataError: The storage refuses something.
            LockTimeoutError: Somebody else has changed the stack.
        """
        if self._storage.is_immediate:
            return
        await self._keep_hold()
        for context in list(self._contexts.values()):
            record = dump_context(context)
            if any(list_unusual(record)):
                await shielded(self._try_out(context.id, record))

    async def _try_out(self, intent_id: str, record: Record) -> None:
        self._trials[intent_id] = None
        await save(
            self._storage,
            self._stack.id,
            intent_id,
            copy_record(record),
        )
        if timeout_of(self._storage.events_isolation) is not None:
            # What is unusual may come back as something else.
            stored = await self._storage.read_context(intent_id)
            self._trials[intent_id] = stored

    async def _keep_hold(self) -> None:
        """Take the stack anew if its lock has ended by itself.

        Raises ``LockTimeoutError`` if somebody has changed it since, then
        and ever after.
        """
        if not await self._storage.renew_locks() and not self._is_lost:
            return
        self._is_lost = True
        known = self._list_known()
        await ensure_unchanged(self._storage, self._stack.id, known)
        self._is_lost = False

    def _list_known(self) -> _Writes:
        """Return the records as they are stored, for all this event knows."""
        known = self._stored.copy()
        for intent_id, record in self._trials.items():
            if record is not None:
                known[intent_id] = record
        if self.hidden:
            known[STACK] = {**known[STACK], "intents": self.hidden}
        return known

    async def commit(self) -> None:
        """Store what has changed, and let the rest of the stack live on.

        Raises:
            UnstorableDataError: The storage refuses something.
            LockTimeoutError: Somebody else has changed the stack.
        """
        writes = dict(self._find_changes())
        garbage: list[str] = []
        if self._removed or self.hidden:
            garbage += self._find_garbage(writes)
        if self._storage.is_immediate:
            if writes or garbage:
                # What never waits is never interrupted.
                await self._write(writes, garbage, [])
        else:
            renewed = self._find_unwritten(writes)
            if writes or garbage or renewed:
                await self._keep_hold()
                await shielded(self._write(writes, garbage, renewed))
            self._trials.clear()

    def _find_changes(self) -> Iterator[tuple[str | None, Record]]:
        for intent_id, context in self._contexts.items():
            record = dump_context(context)
            if not same_record(record, self._stored[intent_id]):
                yield intent_id, copy_record(record)
        stack_record = dump_stack(self._stack)
        if stack_record != self._stored[STACK]:
            yield STACK, stack_record

    def _find_garbage(self, writes: _Writes) -> Iterator[str]:
        for intent_id in self._removed:
            # What was never stored need not be removed.
            if self._stored.get(intent_id) != {} or intent_id in self._trials:
                yield intent_id
        if STACK in writes:
            yield from self.hidden

    def _find_unwritten(self, writes: _Writes) -> list[str | None]:
        """Return what would go away in time if it were not renewed."""
        if not self.is_stack_stored or not self._storage.may_expire:
            return []
        stored = [STACK, *self._stack.intents, *self.hidden]
        return [key for key in stored if key not in writes]

    async def _write(
        self,
        writes: _Writes,
        garbage: list[str],
        renewed: list[str | None],
    ) -> None:
        self.garbage += await save_all(
            self._storage,
            self._stack.id,
            writes,
            garbage,
            self._list_known,
            renewed,
        )
        self._stored.update(writes)
        self._removed.clear()
        self.hidden.clear()

    async def roll_back(
        self,
        opened_with: Context | None,
    ) -> tuple[Stack, Context | None]:
        """Forget all changes.

        Args:
            opened_with: The dialog that was on top when the event came in.

        Returns:
            The stack and that dialog as they are stored.
        """
        if self._trials:
            await shielded(self._forget_trials())
        stack = self._storage.stack_from(
            self._stack.id,
            self._stored[STACK],
        )
        self._removed.clear()
        self._contexts.clear()
        if opened_with is None:
            return stack, None
        self._contexts[opened_with.id] = opened_with
        record = self._stored[opened_with.id]
        return stack, self._storage.context_from(opened_with.id, record)

    async def _forget_trials(self) -> None:
        with suppress(LockTimeoutError):
            await self._keep_hold()
            for intent_id in self._trials:
                await self._put_back(intent_id, self._stored[intent_id])
        self._trials.clear()

    async def sweep(self) -> None:
        """Remove what no stack names any more: failing does no harm."""
        garbage, self.garbage = self.garbage, []
        if self._storage.is_immediate:
            for intent_id in garbage:
                await self._storage.write_context(intent_id, {})
        else:
            await asyncio.gather(*(self._put_back(it, {}) for it in garbage))

    async def _put_back(self, key: str | None, record: Record) -> None:
        await put_back(self._storage, self._stack.id, key, record)
