"""The stack and the dialog of one event, from lock to unlock.

A session reads under the lock and writes before it is freed. Nothing is
written while a handler runs: ``commit()`` stores what has changed, contexts
before the stack that names them; ``rollback()`` puts everything back.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging import getLogger
from typing import Any

from aiogram.exceptions import TelegramAPIError
from aiogram.fsm.state import State

from aiogram_dialog.api.entities import (
    EVENT_CONTEXT_KEY,
    AccessSettings,
    Context,
    Data,
    EventContext,
    Stack,
)
from aiogram_dialog.api.exceptions import (
    DialogsError,
    LockTimeoutError,
    OutdatedIntent,
    UnknownIntent,
    UnknownState,
)
from aiogram_dialog.api.internal import CONTEXT_KEY, STACK_KEY, STORAGE_KEY
from aiogram_dialog.context.lease import timeout_of
from aiogram_dialog.context.records import (
    Record,
    copy_access,
    copy_record,
    dump_context,
    dump_stack,
    same_record,
)
from aiogram_dialog.context.storage import StorageProxy

from .holding import ensure_unchanged
from .saving import STACK, list_unusual, put_back, save, save_all
from .uninterrupted import uninterrupted
from .whereabouts import Whereabouts

logger = getLogger(__name__)

SESSION_KEY = "aiogd_session"

# Why the dialog of an event may be out of reach.
UNRESTORABLE = (OutdatedIntent, UnknownIntent, UnknownState)

_Writes = dict[str | None, Record]


class Session:
    """Hold a stack and its top dialog while an event is handled.

    ``broken``: why the dialog could not be restored, if it could not;
    handlers then see no open dialog.
    """

    def __init__(
        self,
        storage: StorageProxy,
        event_context: EventContext,
        stack: Stack,
        context: Context | None,
    ) -> None:
        self.storage = storage
        self.event_context = event_context
        self.stack = stack
        self.context = context
        self.broken: DialogsError | None = None
        # The screen when the event came in.
        self.opened_message_id = stack.last_message_id
        self._opened_with = context
        # What is stored, by intent id.
        self._records: _Writes = {STACK: dump_stack(stack)}
        self._contexts: dict[str, Context] = {}
        self._removed: list[str] = []
        # What is stored, but belongs to no stack any more.
        self.garbage: list[str] = []
        self._hidden: list[str] = []
        # What was stored before it was tried whether a storage takes it.
        self._tried: dict[str, Record] = {}
        # What was stored by that.
        self._trials: dict[str, Record] = {}
        self._is_lost = False
        # Where it is told which dialog is on top.
        self.hints: Whereabouts | None = None
        # Whether the screen was changed, or may have been.
        self.is_drawn = False
        # A refusal of Telegram undoes nothing where what it has refused was
        # only to be seen: this one.
        self.kept: Exception | None = None
        self.draws_are_cosmetic = False
        # What handlers see of it, and where.
        self._view: dict[str, Any] = {
            EVENT_CONTEXT_KEY: event_context,
            STORAGE_KEY: storage,
            STACK_KEY: stack,
            CONTEXT_KEY: context,
        }
        self._views: list[dict[str, Any]] = []

    # What handlers see

    def publish(self, data: dict[str, Any]) -> None:
        """Show the state to handlers, now and after each change of it."""
        data.update(self._view)
        data[SESSION_KEY] = self
        self._views.append(data)

    def let_go(self) -> None:
        """Forget the data of handlers, which in turn holds the session.

        What holds each other is left to the garbage collector, whose runs
        cost more than all that a session does.
        """
        self._views.clear()
        self.kept = None

    def note_hints(self) -> None:
        """Let events that come in find the dialog on top."""
        if self.hints is not None:
            self.hints.note(
                self.storage,
                self.stack.id,
                self.context.id if self.context else None,
            )

    def _set_context(self, context: Context | None) -> None:
        self.context = context
        for data in (self._view, *self._views):
            data[CONTEXT_KEY] = context

    # What a handler changes

    def know(self, context: Context, record: Record) -> Context:
        """Take note of a context that was read."""
        self._contexts[context.id] = context
        self._records[context.id] = record
        return context

    def hide(self, reason: DialogsError) -> None:
        """Let handlers see an empty stack, for it cannot be restored."""
        self.broken = reason
        self._hidden, self.stack.intents = self.stack.intents, []
        # Compared without intents, an untouched stack is not written.
        self._records[STACK] = dump_stack(self.stack)
        self._opened_with = None
        self._set_context(None)

    def discard_hidden(self) -> None:
        """Remove for good what cannot be restored."""
        self.stack.intents, self._hidden = self._hidden, []
        self._records[STACK] = dump_stack(self.stack)
        self.clear()

    async def drop_lost(self) -> None:
        """Remove dialogs that cannot be restored, wherever they are.

        The topmost of those that are left becomes the current one.
        """
        if self._hidden:
            self.stack.intents, self._hidden = self._hidden, []
            self._records[STACK] = dump_stack(self.stack)
        intents, self.stack.intents = self.stack.intents, []
        top = None
        for intent_id in intents:
            try:
                top = await self.load(intent_id)
            except UNRESTORABLE:
                self._remove(intent_id)
            else:
                self.stack.intents.append(intent_id)
        self.broken = None
        self._set_context(top)

    def push(
        self,
        state: State,
        data: Data,
        access_settings: AccessSettings | None,
    ) -> Context:
        """Put a new dialog on top."""
        context = self.stack.push(state, data)
        context.access_settings = copy_access(access_settings)
        self._contexts[context.id] = context
        self._records[context.id] = {}
        self._set_context(context)
        # A quick press finds it before it is stored.
        self.note_hints()
        return context

    async def pop(self) -> None:
        """Remove the top dialog; the one below becomes the current one."""
        self._remove(self.stack.pop())
        self._set_context(
            None
            if self.stack.empty()
            else await self.load(self.stack.last_intent_id()),
        )

    def clear(self) -> None:
        """Remove all dialogs."""
        while not self.stack.empty():
            self._remove(self.stack.pop())
        self._set_context(None)

    def _remove(self, intent_id: str) -> None:
        self._contexts.pop(intent_id, None)
        self._removed.append(intent_id)

    async def load(self, intent_id: str) -> Context:
        """Return a context of the stack, the same object each time.

        Raises ``UnknownIntent`` and ``UnknownState``.
        """
        known = self._contexts.get(intent_id)
        if known is not None:
            return known
        record = await self.storage.read_context(intent_id)
        context = self.storage.context_from(intent_id, record)
        return self.know(context, record)

    # What becomes of the changes

    async def ensure_storable(self) -> None:
        """Ask the storage to take unusual data before anything is shown.

        Raises ``UnstorableDataError`` naming what it refuses, and what
        ``keep_hold()`` raises. A ``MemoryStorage`` takes whatever it is
        given.
        """
        if self.storage.is_immediate:
            return
        await self.keep_hold()
        for context in list(self._contexts.values()):
            record = dump_context(context)
            if any(list_unusual(record)):
                await uninterrupted(self._try_out(context.id, record))

    async def _try_out(self, intent_id: str, record: Record) -> None:
        self._tried.setdefault(intent_id, self._records[intent_id])
        await save(
            self.storage,
            self.stack.id,
            intent_id,
            copy_record(record),
        )
        if timeout_of(self.storage.events_isolation) is not None:
            # What is unusual may come back as something else.
            stored = await self.storage.read_context(intent_id)
            self._trials[intent_id] = stored

    async def keep_hold(self) -> None:
        """Take the stack anew if its lock has ended by itself.

        Raises ``LockTimeoutError`` if somebody has changed it since, then
        and ever after.
        """
        if not await self.storage.renew_locks() and not self._is_lost:
            return
        self._is_lost = True
        known = self._list_known()
        await ensure_unchanged(self.storage, self.stack.id, known)
        self._is_lost = False

    def _list_known(self) -> _Writes:
        """Return the records as they are stored, for all this event knows."""
        known = self._records.copy()
        known.update(self._trials)
        if self._hidden:
            known[STACK] = {**known[STACK], "intents": self._hidden}
        return known

    async def commit(self) -> None:
        """Store what has changed, and let the rest of the stack live on.

        Raises what ``save_all()`` and ``keep_hold()`` do.
        """
        writes = dict(self._find_changes())
        garbage = list(self._find_garbage(writes))
        if self.storage.is_immediate:
            if writes or garbage:
                # What never waits is never interrupted.
                await self._write(writes, garbage, [])
        else:
            renewed = self._find_unwritten(writes)
            if writes or garbage or renewed:
                await self.keep_hold()
                await uninterrupted(self._write(writes, garbage, renewed))
        self._tried.clear()
        self._trials.clear()

    def _find_changes(self) -> Iterator[tuple[str | None, Record]]:
        for intent_id, context in self._contexts.items():
            record = dump_context(context)
            if not same_record(record, self._records[intent_id]):
                yield intent_id, copy_record(record)
        stack_record = dump_stack(self.stack)
        if stack_record != self._records[STACK]:
            yield STACK, stack_record

    def _find_unwritten(self, writes: _Writes) -> list[str | None]:
        """Return what would go away in time if it were not renewed."""
        if not self.storage.may_expire or not self._records[STACK]:
            return []
        stored = [STACK, *self.stack.intents, *self._hidden]
        return [key for key in stored if key not in writes]

    def _find_garbage(self, writes: _Writes) -> Iterator[str]:
        for intent_id in self._removed:
            # What was never stored need not be removed.
            if self._records.get(intent_id) != {} or intent_id in self._tried:
                yield intent_id
        if STACK in writes:
            yield from self._hidden

    async def _write(
        self,
        writes: _Writes,
        garbage: list[str],
        renewed: list[str | None],
    ) -> None:
        self.garbage += await save_all(
            self.storage,
            self.stack.id,
            writes,
            garbage,
            self._list_known(),
            renewed,
        )
        self._records.update(writes)
        self._opened_with = self.context
        self._removed.clear()
        self._hidden.clear()

    async def sweep(self) -> None:
        """Remove what no stack names any more: failing does no harm."""
        garbage, self.garbage = self.garbage, []
        if self.storage.is_immediate:
            for intent_id in garbage:
                await self._put_back(intent_id, {})
        else:
            await asyncio.gather(*(self._put_back(it, {}) for it in garbage))

    async def _put_back(self, key: str | None, record: Record) -> None:
        await put_back(self.storage, self.stack.id, key, record)

    @property
    def is_in_use(self) -> bool:
        """Tell whether a dialog is open, or was when the event came in."""
        return bool(self.context or self._records[STACK])

    # What is only seen

    @contextmanager
    def drawing_cosmetically(self) -> Iterator[None]:
        """Let a refusal to draw undo nothing: the handler is over."""
        self.draws_are_cosmetic = True
        try:
            yield
        finally:
            self.draws_are_cosmetic = False

    def note_refusal(self, error: Exception) -> None:
        """Remember that drawing has failed."""
        if self.draws_are_cosmetic and isinstance(error, TelegramAPIError):
            self.kept = error

    def note_unsure(self) -> None:
        """Have the next event draw the window: nobody knows what is seen."""
        if self.context is not None:
            self.context.needs_redraw = True

    async def rollback(self) -> None:
        """Put everything back as it was read, but for what is on the screen.

        Objects that handlers hold stay the same ones. A message that was
        sent meanwhile is the screen of the stack, and it shows what has not
        come true: it is drawn anew by the next event.
        """
        if self._tried:
            await uninterrupted(self._forget_tried())
        fresh = self.storage.stack_from(
            self.stack.id,
            self._records[STACK],
        )
        if self.is_drawn and self.stack.last_message_id is not None:
            fresh.take_screen(self.stack)
        self.stack.take(fresh)
        self._removed.clear()
        context = self._opened_with
        self._contexts.clear()
        if context is not None:
            record = self._records[context.id]
            context.take(self.storage.context_from(context.id, record))
            self._contexts[context.id] = context
        self._set_context(context)
        if self.is_drawn:
            self.note_unsure()

    async def _forget_tried(self) -> None:
        with suppress(LockTimeoutError):
            await self.keep_hold()
            for intent_id, record in self._tried.items():
                await self._put_back(intent_id, record)
        self._tried.clear()
        self._trials.clear()


def session_of(data: dict[str, Any]) -> Session:
    """Return the session of an event by its data.

    Data that was put together by hand has only the older keys.
    """
    session: Session | None = data.get(SESSION_KEY)
    if session is None:
        session = Session(
            data[STORAGE_KEY],
            data[EVENT_CONTEXT_KEY],
            data[STACK_KEY],
            data.get(CONTEXT_KEY),
        )
        session.publish(data)
    return session
