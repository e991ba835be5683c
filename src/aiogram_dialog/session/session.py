"""The stack and the dialog of one event, and what handlers do with them."""

from collections.abc import Iterator
from contextlib import contextmanager
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
    OutdatedIntent,
    UnknownIntent,
    UnknownState,
)
from aiogram_dialog.api.internal import CONTEXT_KEY, STACK_KEY, STORAGE_KEY
from aiogram_dialog.context.records import copy_access
from aiogram_dialog.context.storage import StorageProxy

from .hints import Hints
from .unit_of_work import UnitOfWork

SESSION_KEY = "aiogd_session"

_NOTHING = object()

# Why the dialog of an event may be out of reach.
UNRESTORABLE = (OutdatedIntent, UnknownIntent, UnknownState)


class Session:
    """A stack and its top dialog while an event is handled.

    Args:
        storage: The storage of the chat; the lock of the stack is held.
        event_context: Where the event comes from.
        stack: The stack as it was read.
        context: The dialog on top of it, None if none is open.

    Attributes:
        work: What is stored, what has changed, and the way back.
        broken: Why the dialog could not be restored, if it could not;
            handlers then see no open dialog.
        opened_message_id: The screen of the stack when the event came in.
        hints: Where it is told which dialog is on top.
        hinted: The dialog that was found by a hint, which is right.
        is_drawn: Whether the screen was changed, or may have been.
        draws_are_cosmetic: Whether a refusal to draw undoes nothing.
        kept: The refusal that undoes nothing.
    """

    broken: DialogsError | None = None
    hints: Hints | None = None
    hinted: object = _NOTHING
    is_drawn = False
    kept: Exception | None = None
    draws_are_cosmetic = False

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
        self.work = UnitOfWork(storage, stack)
        self.opened_message_id = stack.last_message_id
        self._opened_with = context
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
        if self.hints is not None and self.context is not self.hinted:
            self.hints.note(
                self.storage,
                self.stack.id,
                self.context.id if self.context else None,
            )
            self.hinted = self.context

    def _set_context(self, context: Context | None) -> None:
        self.context = context
        for data in (self._view, *self._views):
            data[CONTEXT_KEY] = context

    @property
    def is_in_use(self) -> bool:
        """Tell whether a dialog is open, or was when the event came in."""
        return bool(self.context or self.work.is_stack_stored)

    # What a handler changes

    def hide(self, reason: DialogsError) -> None:
        """Let handlers see an empty stack, for it cannot be restored."""
        self.broken = reason
        self.work.hide_stack()
        self._opened_with = None
        self._set_context(None)

    def discard_hidden(self) -> None:
        """Remove for good what cannot be restored."""
        self.work.reveal_stack()
        self.clear()

    async def drop_lost(self) -> None:
        """Remove dialogs that cannot be restored, wherever they are.

        The topmost of those that are left becomes the current one.
        """
        self.work.reveal_stack()
        intents, self.stack.intents = self.stack.intents, []
        top = None
        for intent_id in intents:
            try:
                top = await self.work.load(intent_id)
            except UNRESTORABLE:
                self.work.remove(intent_id)
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
        self.work.track(context, {})
        self._set_context(context)
        # A quick press finds it before it is stored.
        self.note_hints()
        return context

    async def pop(self) -> None:
        """Remove the top dialog; the one below becomes the current one."""
        self.work.remove(self.stack.pop())
        self._set_context(
            None
            if self.stack.empty()
            else await self.work.load(self.stack.last_intent_id()),
        )

    def clear(self) -> None:
        """Remove all dialogs."""
        while not self.stack.empty():
            self.work.remove(self.stack.pop())
        self._set_context(None)

    # What becomes of the changes

    async def commit(self) -> None:
        """Store what has changed.

        Raises:
            UnstorableDataError: The storage refuses something.
            LockTimeoutError: Somebody else has changed the stack.
        """
        await self.work.commit()
        self._opened_with = self.context

    async def rollback(self) -> None:
        """Put everything back as it was read, but for what is on the screen.

        Objects that handlers hold stay the same ones. A message that was
        sent meanwhile is the screen of the stack, and it shows what has not
        come true: it is drawn anew by the next event.
        """
        context = self._opened_with
        stack, restored = await self.work.roll_back(context)
        if self.is_drawn and self.stack.last_message_id is not None:
            stack.take_screen(self.stack)
        self.stack.take(stack)
        if context is not None and restored is not None:
            context.take(restored)
        self._set_context(context)
        if self.is_drawn:
            self.note_unsure()

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
