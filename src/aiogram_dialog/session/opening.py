"""Opening sessions: lock, read, check freshness and access; unlock."""

import asyncio
from asyncio import Task
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any

from aiogram.fsm.storage.base import BaseEventIsolation

from aiogram_dialog.api.entities import (
    DEFAULT_STACK_ID,
    ChatEvent,
    EventContext,
)
from aiogram_dialog.api.exceptions import DialogsError
from aiogram_dialog.api.protocols import (
    DialogRegistryProtocol,
    StackAccessValidator,
)
from aiogram_dialog.context.local_queue import is_shared
from aiogram_dialog.context.storage import StorageProxy
from aiogram_dialog.context.ticket import TICKET_KEY
from aiogram_dialog.context.upgrades import Upgrades

from .address import Address, ByIntent, ByStack
from .hints import Hints
from .loading import find_stack, load_hidden, load_intent, load_stack
from .place import FORBIDDEN_STACK_KEY
from .quick_press import is_new_press
from .reentry import forget_held, note_held
from .session import UNRESTORABLE, Session
from .shielding import shielded


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
        self._hints = Hints()

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
        return Opening(proxy, entering, self._hints)

    def guess(
        self,
        address: ByIntent,
        event_context: EventContext,
        data: dict[str, Any],
    ) -> ByStack:
        """Return where a dialog was seen last; it may be gone.

        Args:
            address: The dialog.
            event_context: Where the event comes from.
            data: The data of the event.

        Returns:
            Its stack, the default one if this process has not seen it.
        """
        proxy = self._make_proxy(event_context, data)
        stack_id = self._hints.find_stack(proxy, address.intent_id)
        if stack_id is None or stack_id == proxy.usual_stack_id:
            return ByStack()
        return ByStack(stack_id)

    async def _enter(
        self,
        proxy: StorageProxy,
        address: Address,
        event: ChatEvent,
        event_context: EventContext,
        data: dict[str, Any],
        tolerant: bool,
    ) -> Session | None:
        if proxy.ticket is not None:
            await proxy.ticket.turn()
        try:
            session = await self._load(proxy, address, event, event_context)
        except UNRESTORABLE as error:
            if not tolerant:
                raise
            await proxy.unlock()
            session = await load_hidden(
                proxy,
                _stack_id_of(address),
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
            top = self._hints.find_top(proxy, address.stack_id)
            session = await load_stack(
                proxy,
                address.stack_id,
                top,
                event_context,
            )
            context = session.context
            if top == (context.id if context else None):
                session.hinted = context
            return session
        intent_id = address.intent_id
        stack_id = self._hints.find_stack(proxy, intent_id)
        if stack_id is not None:
            session = await load_intent(
                proxy,
                intent_id,
                stack_id,
                event_context,
            )
            session.hinted = session.context
            return session
        is_new = is_shared(self.events_isolation) and is_new_press(event)
        stack_id = await find_stack(proxy, intent_id, is_new=is_new)
        return await load_intent(proxy, intent_id, stack_id, event_context)


class Opening:
    """Hold a stack in an ``async with``.

    A class is a third of the work of an ``asynccontextmanager``, and each
    event opens one.
    """

    def __init__(
        self,
        proxy: StorageProxy,
        entering: Awaitable[Session | None],
        hints: Hints,
    ) -> None:
        self._proxy = proxy
        self._entering = entering
        self._hints = hints
        self._session: Session | None = None
        self._task: Task[Any] | None = None

    async def __aenter__(self) -> Session | None:
        try:
            session = await self._entering
        except BaseException:
            await self._proxy.unlock()
            raise
        if session is not None:
            session.hints = self._hints
            self._task = note_held(session)
        self._session = session
        return session

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        session = self._session
        if session is not None:
            forget_held(session, self._task)
            session.let_go()
            session.note_hints()
        if session is None or not session.work.garbage:
            await self._proxy.unlock()
        elif self._proxy.is_immediate:
            await self._proxy.unlock()
            await session.work.sweep()
        else:
            # No stack names it any more, so nobody has to wait for it.
            await shielded(self._unlock_and_sweep(session))

    async def _unlock_and_sweep(self, session: Session) -> None:
        await asyncio.gather(self._proxy.unlock(), session.work.sweep())


def _stack_id_of(address: Address) -> str:
    if isinstance(address, ByStack):
        return address.stack_id
    return DEFAULT_STACK_ID
