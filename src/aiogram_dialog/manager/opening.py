"""Opening sessions: lock, read, check freshness and access; unlock."""

import asyncio
from asyncio import current_task
from collections.abc import Awaitable, Callable
from contextlib import suppress
from contextvars import ContextVar, Token
from types import TracebackType
from typing import Any, cast
from weakref import ref

from aiogram.fsm.storage.base import BaseEventIsolation

from aiogram_dialog.api.entities import (
    DEFAULT_STACK_ID,
    GROUP_STACK_ID,
    ChatEvent,
    EventContext,
    Stack,
)
from aiogram_dialog.api.exceptions import (
    DialogsError,
    OutdatedIntent,
    StackBusyError,
    UnknownIntent,
)
from aiogram_dialog.api.protocols import (
    DialogRegistryProtocol,
    StackAccessValidator,
)
from aiogram_dialog.context.local_queue import is_shared
from aiogram_dialog.context.records import Record
from aiogram_dialog.context.storage import StorageProxy, fix_stack_id
from aiogram_dialog.context.ticket import TICKET_KEY
from aiogram_dialog.context.upgrades import Upgrades

from .address import Address, ByStack
from .quick_press import PAUSES, is_new_press
from .scope import FORBIDDEN_STACK_KEY
from .session import UNRESTORABLE, Session
from .uninterrupted import uninterrupted
from .whereabouts import Whereabouts

# A session and the task that it is held in. Tasks that begin in an event
# inherit them, and would keep the event, and with it all events before it.
_Holder = tuple["ref[Session]", "ref[asyncio.Task[Any]]"]
_held: ContextVar[tuple[_Holder, ...]] = ContextVar("_held", default=())


class SessionOpener:
    """Open the sessions of all events of one set of dialogs."""

    def __init__(
        self,
        registry: DialogRegistryProtocol,
        access_validator: StackAccessValidator,
        events_isolation: BaseEventIsolation,
        upgrades: Callable[[], Upgrades],
    ) -> None:
        self._registry = registry
        self._access_validator = access_validator
        self.events_isolation = events_isolation
        self._upgrades = upgrades
        self._whereabouts = Whereabouts()

    def open(
        self,
        address: Address,
        event: ChatEvent,
        event_context: EventContext,
        data: dict[str, Any],
        *,
        tolerant: bool = False,
    ) -> "Opening":
        """Hold the stack of an event; yield None if access is refused.

        ``tolerant``: where the dialog cannot be restored, open the stack as
        if it were empty; otherwise ``UnknownIntent``, ``OutdatedIntent`` or
        ``UnknownState`` is raised.
        """
        proxy = self._make_proxy(event_context, data)
        proxy.ticket = data.get(TICKET_KEY)
        entering = self._enter(
            proxy,
            address,
            event,
            event_context,
            data,
            tolerant,
        )
        return Opening(proxy, entering, self._whereabouts)

    async def _enter(
        self,
        proxy: StorageProxy,
        address: Address,
        event: ChatEvent,
        event_context: EventContext,
        data: dict[str, Any],
        tolerant: bool,
    ) -> Session | None:
        try:
            session = await self._load(proxy, address, event, event_context)
        except UNRESTORABLE as error:
            if not tolerant:
                raise
            await proxy.unlock()
            session = await self._load_hidden(
                proxy,
                address,
                event_context,
                error,
            )
        if await self._access_validator.is_allowed(
            session.stack,
            session.context,
            event,
            data,
        ):
            return session
        await proxy.unlock()
        data[FORBIDDEN_STACK_KEY] = True
        return None

    def _make_proxy(
        self,
        event_context: EventContext,
        data: dict[str, Any],
    ) -> StorageProxy:
        storage = data.get("fsm_storage")
        if storage is None:
            raise DialogsError(
                "Dialogs keep their state in the FSM storage, but there is "
                "none: create the Dispatcher without `disable_fsm=True`.",
            )
        return StorageProxy(
            storage=storage,
            events_isolation=self.events_isolation,
            user_id=event_context.user.id,
            chat_id=event_context.chat.id,
            thread_id=event_context.thread_id,
            business_connection_id=event_context.business_connection_id,
            bot=event_context.bot,
            state_groups=self._registry.states_groups(),
            upgrades=self._upgrades(),
        )

    async def _load(
        self,
        proxy: StorageProxy,
        address: Address,
        event: ChatEvent,
        event_context: EventContext,
    ) -> Session:
        if isinstance(address, ByStack):
            top = self._whereabouts.find_top(proxy, address.stack_id)
            return await _load_stack(
                proxy,
                address.stack_id,
                top,
                event_context,
            )
        intent_id = address.intent_id
        stack_id = self._whereabouts.find_stack(proxy, intent_id)
        if stack_id is None:
            is_new = is_shared(self.events_isolation) and is_new_press(event)
            stack_id = await _find_stack(proxy, intent_id, is_new=is_new)
        return await _load_intent(proxy, intent_id, stack_id, event_context)

    async def _load_hidden(
        self,
        proxy: StorageProxy,
        address: Address,
        event_context: EventContext,
        reason: DialogsError,
    ) -> Session:
        stack_id = (
            address.stack_id
            if isinstance(address, ByStack)
            else DEFAULT_STACK_ID
        )
        stack = await proxy.load_stack(stack_id)
        session = Session(proxy, event_context, stack, None)
        session.hide(reason)
        return session


class Opening:
    """Hold a stack in an ``async with``.

    A class is a third of the work of an ``asynccontextmanager``, and each
    event opens one.
    """

    def __init__(
        self,
        proxy: StorageProxy,
        entering: Awaitable[Session | None],
        whereabouts: Whereabouts,
    ) -> None:
        self._proxy = proxy
        self._entering = entering
        self._whereabouts = whereabouts
        self._session: Session | None = None
        self._token: Token[tuple[_Holder, ...]] | None = None

    async def __aenter__(self) -> Session | None:
        ticket = self._proxy.ticket
        try:
            if ticket is not None:
                await ticket.turn()
            session = await self._entering
        except BaseException:
            await self._proxy.unlock()
            raise
        if session is not None:
            session.hints = self._whereabouts
            task = cast("asyncio.Task[Any]", current_task())
            # What other tasks hold is no matter of this one.
            held = [it for it in _held.get() if it[1]() is task]
            self._token = _held.set((*held, (ref(session), ref(task))))
        self._session = session
        return session

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._token is not None:
            _held.reset(self._token)
        session = self._session
        if session is not None:
            session.let_go()
            session.note_hints()
        if session is None or not session.garbage:
            await self._proxy.unlock()
        elif self._proxy.is_immediate:
            await self._proxy.unlock()
            await session.sweep()
        else:
            # No stack names it any more, so nobody has to wait for it.
            await uninterrupted(self._unlock_and_sweep(session))

    async def _unlock_and_sweep(self, session: Session) -> None:
        await asyncio.gather(self._proxy.unlock(), session.sweep())


async def _load_stack(
    proxy: StorageProxy,
    stack_id: str,
    probable_top: str | None,
    event_context: EventContext,
) -> Session:
    await proxy.lock(proxy.stack_key(stack_id))
    record: Record | None = None
    if probable_top is None:
        stack_record = await proxy.read_stack(stack_id)
    else:
        stack_record, record = await _read_both(proxy, stack_id, probable_top)
    stack = proxy.stack_from(stack_id, stack_record)
    if stack.empty():
        return Session(proxy, event_context, stack, None)
    intent_id = stack.last_intent_id()
    if record is None or intent_id != probable_top:
        record = await proxy.read_context(intent_id)
    context = proxy.context_from(intent_id, record)
    session = Session(proxy, event_context, stack, context)
    session.know(context, record)
    return session


async def _find_stack(
    proxy: StorageProxy,
    intent_id: str,
    *,
    is_new: bool,
) -> str:
    """Return which stack a dialog is in.

    A quick person presses before the handler that has shown the dialog has
    stored it: that is waited for. In the usual stacks it is the lock that is
    waited for. Which other stack it is only the process knows that shows it.
    """
    try:
        return (await proxy.load_context(intent_id)).stack_id
    except UnknownIntent:
        stack_ids = [DEFAULT_STACK_ID]
        if proxy.chat_id != proxy.user_id:
            stack_ids.append(GROUP_STACK_ID)
        for stack_id in stack_ids:
            await proxy.lock(proxy.stack_key(stack_id))
            await proxy.unlock()
    for pause in PAUSES if is_new else ():
        with suppress(UnknownIntent):
            return (await proxy.load_context(intent_id)).stack_id
        await asyncio.sleep(pause)
    return (await proxy.load_context(intent_id)).stack_id


async def _load_intent(
    proxy: StorageProxy,
    intent_id: str,
    stack_id: str,
    event_context: EventContext,
) -> Session:
    await proxy.lock(proxy.stack_key(stack_id))
    stack_record, record = await _read_both(proxy, stack_id, intent_id)
    # Only what is read under the lock counts.
    context = proxy.context_from(intent_id, record)
    stack = proxy.stack_from(stack_id, stack_record)
    _check_top(stack, intent_id)
    session = Session(proxy, event_context, stack, context)
    session.know(context, record)
    return session


async def _read_both(
    proxy: StorageProxy,
    stack_id: str,
    intent_id: str,
) -> tuple[Record, Record]:
    if proxy.is_immediate:
        # Where nothing is waited for, two tasks would only cost.
        return (
            await proxy.read_stack(stack_id),
            await proxy.read_context(intent_id),
        )
    return await asyncio.gather(
        proxy.read_stack(stack_id),
        proxy.read_context(intent_id),
    )


def _check_top(stack: Stack, intent_id: str) -> None:
    if stack.empty():
        raise OutdatedIntent(
            stack.id,
            f"Outdated intent id: stack {stack.id!r} is empty, "
            f"but the event is for {intent_id!r}.",
        )
    if stack.last_intent_id() != intent_id:
        raise OutdatedIntent(
            stack.id,
            f"Outdated intent id: {stack.last_intent_id()!r} is on top of "
            f"stack {stack.id!r}, but the event is for {intent_id!r}.",
        )


def refuse_reentry(
    event_context: EventContext,
    stack_id: str | None,
    intent_id: str | None,
) -> None:
    """Raise ``StackBusyError`` if this very task holds the stack.

    Waiting for it would be waiting for oneself.
    """
    for held, task in _held.get():
        session = held()
        if session is None or task() is not current_task():
            continue
        if _where(session.event_context) != _where(event_context):
            continue
        fixed_id = (
            stack_id
            if stack_id is None
            else fix_stack_id(
                stack_id,
                event_context.user.id,
                event_context.chat.id,
                event_context.business_connection_id,
            )
        )
        if session.stack.id == fixed_id or intent_id in session.stack.intents:
            raise StackBusyError(
                f"Stack {session.stack.id!r} is held by the handler that "
                "asks for it. Use the `dialog_manager` of the handler, or "
                "enter `fg()` in a task that the handler does not wait for.",
            )


def _where(event_context: EventContext) -> tuple[object, ...]:
    return (
        event_context.bot.id,
        event_context.chat.id,
        event_context.thread_id,
        event_context.business_connection_id,
    )
