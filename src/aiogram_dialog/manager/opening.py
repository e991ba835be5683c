"""Opening sessions: lock, read, check freshness and access; unlock."""

import asyncio
from asyncio import current_task
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any

from aiogram.fsm.storage.base import BaseEventIsolation, StorageKey
from cachetools import LRUCache

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
    UnknownState,
)
from aiogram_dialog.api.protocols import (
    DialogRegistryProtocol,
    StackAccessValidator,
)
from aiogram_dialog.context.records import Record
from aiogram_dialog.context.storage import StorageProxy, fix_stack_id

from .address import Address, ByStack
from .scope import FORBIDDEN_STACK_KEY
from .session import Session

UNRESTORABLE = (OutdatedIntent, UnknownIntent, UnknownState)

_KNOWN_STACKS_LIMIT = 100_000


class SessionOpener:
    """Open the sessions of all events of one set of dialogs."""

    def __init__(
        self,
        registry: DialogRegistryProtocol,
        access_validator: StackAccessValidator,
        events_isolation: BaseEventIsolation,
    ) -> None:
        self._registry = registry
        self._access_validator = access_validator
        self.events_isolation = events_isolation
        # A dialog stays in its stack for ever, so what was read once saves
        # the first of two rounds to the storage.
        self._known_stacks: LRUCache[StorageKey, str] = LRUCache(
            _KNOWN_STACKS_LIMIT,
        )

    @asynccontextmanager
    async def open(
        self,
        address: Address,
        event: ChatEvent,
        event_context: EventContext,
        data: dict[str, Any],
        *,
        tolerant: bool = False,
    ) -> AsyncIterator[Session | None]:
        """Hold the stack of an event; yield None if access is refused.

        ``tolerant``: where the dialog cannot be restored, open the stack as
        if it were empty; otherwise ``UnknownIntent``, ``OutdatedIntent`` or
        ``UnknownState`` is raised.
        """
        async with self._make_proxy(event_context, data) as proxy:
            try:
                session = await self._load(proxy, address, event_context)
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
            is_allowed = await self._access_validator.is_allowed(
                session.stack,
                session.context,
                event,
                data,
            )
            if not is_allowed:
                await proxy.unlock()
                data[FORBIDDEN_STACK_KEY] = True
                yield None
                return
            token = _held.set((*_held.get(), (session, current_task())))
            try:
                yield session
            finally:
                _held.reset(token)
            self._remember(session)

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
        )

    async def _load(
        self,
        proxy: StorageProxy,
        address: Address,
        event_context: EventContext,
    ) -> Session:
        if isinstance(address, ByStack):
            return await _load_stack(proxy, address.stack_id, event_context)
        intent_id = address.intent_id
        stack_id = self._known_stacks.get(proxy.context_key(intent_id))
        if stack_id is None:
            stack_id = await _find_stack(proxy, intent_id)
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

    def _remember(self, session: Session) -> None:
        if session.context is None:
            return
        key = session.storage.context_key(session.context.id)
        if self._known_stacks.get(key) != session.stack.id:
            self._known_stacks[key] = session.stack.id


async def _load_stack(
    proxy: StorageProxy,
    stack_id: str,
    event_context: EventContext,
) -> Session:
    stack = await proxy.load_stack(stack_id)
    if stack.empty():
        return Session(proxy, event_context, stack, None)
    intent_id = stack.last_intent_id()
    record = await proxy.read_context(intent_id)
    context = proxy.context_from(intent_id, record)
    session = Session(proxy, event_context, stack, context)
    session.know(context, record)
    return session


async def _find_stack(proxy: StorageProxy, intent_id: str) -> str:
    """Return which stack a dialog is in.

    Who is quick clicks before the handler that has shown the dialog has
    stored it: that is waited for.
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


_Holder = tuple[Session, "asyncio.Task[Any] | None"]
_held: ContextVar[tuple[_Holder, ...]] = ContextVar("_held", default=())


def refuse_reentry(
    event_context: EventContext,
    stack_id: str | None,
    intent_id: str | None,
) -> None:
    """Raise ``StackBusyError`` if this very task holds the stack.

    Waiting for it would be waiting for oneself.
    """
    for session, task in _held.get():
        if task is not current_task():
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
