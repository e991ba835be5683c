"""Managers that work from anywhere and at any time.

A call becomes a command: an event with an address that is fed to the root
dispatcher, where it travels the road of all events.
"""

import asyncio
from asyncio import Task
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from logging import getLogger
from typing import Any, TypeVar

from aiogram import Bot, Router
from aiogram.fsm.state import State
from aiogram.types import Chat, User

from aiogram_dialog.api.entities import (
    DEFAULT_STACK_ID,
    AccessSettings,
    Data,
    DialogAction,
    DialogStartEvent,
    DialogSwitchEvent,
    DialogUpdate,
    DialogUpdateEvent,
    EventContext,
    ShowMode,
    StartMode,
)
from aiogram_dialog.api.entities.update_event import DialogFgEvent
from aiogram_dialog.api.internal import FakeChat, FakeUser
from aiogram_dialog.api.internal.async_only import async_only
from aiogram_dialog.api.internal.fake_data import (
    is_chat_loaded,
    is_user_loaded,
)
from aiogram_dialog.api.internal.never_called import warn_of_never_called
from aiogram_dialog.api.protocols import (
    BaseDialogManager,
    BgManagerFactory,
    DialogManager,
    UnsetId,
)
from aiogram_dialog.context.senders import sender_of
from aiogram_dialog.session.reentry import refuse_reentry

from .foreground import hold_foreground
from .updater import Updater

logger = getLogger(__name__)

E = TypeVar("E", bound=DialogUpdateEvent)


def coalesce_business_connection_id(
    *,
    user: User,
    chat: Chat,
    business_connection_id: str | UnsetId | None,
    event_context: EventContext,
) -> str | None:
    """Return the connection that is meant.

    One that was not given stays as it is for the same user and chat.
    """
    if business_connection_id is not UnsetId.UNSET:
        return business_connection_id
    if not _is_same_place(user, chat, event_context):
        return None
    return event_context.business_connection_id


def coalesce_thread_id(
    *,
    user: User,
    chat: Chat,
    thread_id: int | UnsetId | None,
    event_context: EventContext,
) -> int | None:
    """Return the topic that is meant.

    One that was not given stays as it is for the same user and chat.
    """
    if thread_id is not UnsetId.UNSET:
        return thread_id
    if not _is_same_place(user, chat, event_context):
        return None
    return event_context.thread_id


def _is_same_place(user: User, chat: Chat, context: EventContext) -> bool:
    return user.id == context.user.id and chat.id == context.chat.id


def derive_manager(
    event_context: EventContext,
    current_stack_id: str,
    current_intent_id: str | None,
    router: Router,
    *,
    user_id: int | None,
    chat_id: int | None,
    stack_id: str | None,
    thread_id: int | UnsetId | None,
    business_connection_id: str | UnsetId | None,
    load: bool,
) -> "BgManager":
    """Return a background manager for a place described from another.

    What is not given stays as it is, as far as it has a meaning there.
    """
    user, chat = event_context.user, event_context.chat
    if user_id is not None and user_id != user.id:
        user = make_fake_user(user_id)
    if chat_id is not None and chat_id != chat.id:
        chat = make_fake_chat(chat_id)
    new_context = EventContext(
        bot=event_context.bot,
        chat=chat,
        user=user,
        thread_id=coalesce_thread_id(
            user=user,
            chat=chat,
            thread_id=thread_id,
            event_context=event_context,
        ),
        business_connection_id=coalesce_business_connection_id(
            user=user,
            chat=chat,
            business_connection_id=business_connection_id,
            event_context=event_context,
        ),
    )
    intent_id = None
    if stack_id is None and new_context == event_context:
        stack_id, intent_id = current_stack_id, current_intent_id
    return BgManager(
        user=user,
        chat=chat,
        bot=new_context.bot,
        router=router,
        intent_id=intent_id,
        stack_id=DEFAULT_STACK_ID if stack_id is None else stack_id,
        thread_id=new_context.thread_id,
        business_connection_id=new_context.business_connection_id,
        load=load,
    )


def make_fake_user(user_id: int) -> FakeUser:
    """Return a stand-in for a user of whom only the id is known."""
    return FakeUser(id=user_id, is_bot=False, first_name="")


def make_fake_chat(chat_id: int) -> FakeChat:
    """Return a stand-in for a chat of which only the id is known."""
    return FakeChat.model_validate({"id": chat_id, "type": ""})


async def _load_sender(context: EventContext) -> User:
    sender_id = context.user.id
    if sender_id < 0:
        # A chat that writes in its own name.
        sender_chat = await context.bot.get_chat(sender_id)
        return sender_of(None, sender_chat, context.chat)
    member = await context.bot.get_chat_member(context.chat.id, sender_id)
    user: User = member.user
    return user


class BgManager(BaseDialogManager):
    """Change a dialog by commands that are handled soon.

    Calls return at once; commands to one stack keep their order. What goes
    wrong is told to the errors observers. Raises ``TypeError`` if the
    router is not part of a ``Dispatcher``.
    """

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        warn_of_never_called(cls)

    def __init__(
        self,
        user: User,
        chat: Chat,
        bot: Bot,
        router: Router,
        intent_id: str | None,
        stack_id: str | None,
        thread_id: int | None = None,
        business_connection_id: str | None = None,
        load: bool = False,
    ) -> None:
        self.intent_id = intent_id
        self.stack_id = stack_id
        self.load = load
        self._event_context = EventContext(
            bot=bot,
            chat=chat,
            user=user,
            thread_id=thread_id,
            business_connection_id=business_connection_id,
        )
        self._router = router
        self._updater = Updater(router)

    def bg(
        self,
        user_id: int | None = None,
        chat_id: int | None = None,
        stack_id: str | None = None,
        thread_id: int | UnsetId | None = UnsetId.UNSET,
        business_connection_id: str | UnsetId | None = UnsetId.UNSET,
        load: bool = False,
    ) -> "BgManager":
        """Return a manager for another place, described from this one."""
        return derive_manager(
            self._event_context,
            DEFAULT_STACK_ID if self.stack_id is None else self.stack_id,
            self.intent_id,
            self._router,
            user_id=user_id,
            chat_id=chat_id,
            stack_id=stack_id,
            thread_id=thread_id,
            business_connection_id=business_connection_id,
            load=load,
        )

    async def done(
        self,
        result: Any = None,
        show_mode: ShowMode | None = None,
    ) -> None:
        """Ask for the dialog to be closed with a result."""
        await self._send(
            DialogUpdateEvent,
            action=DialogAction.DONE,
            data=result,
            show_mode=show_mode,
        )

    async def start(
        self,
        state: State,
        data: Data = None,
        mode: StartMode = StartMode.NORMAL,
        show_mode: ShowMode | None = None,
        access_settings: AccessSettings | None = None,
    ) -> None:
        """Ask for a dialog to be started."""
        await self._send(
            DialogStartEvent,
            action=DialogAction.START,
            data=data,
            new_state=state,
            mode=mode,
            show_mode=show_mode,
            access_settings=access_settings,
        )

    async def switch_to(
        self,
        state: State,
        show_mode: ShowMode | None = None,
    ) -> None:
        """Ask for another window of the dialog."""
        await self._send(
            DialogSwitchEvent,
            action=DialogAction.SWITCH,
            data={},
            new_state=state,
            show_mode=show_mode,
        )

    async def update(
        self,
        data: dict[str, Any] | None = None,
        show_mode: ShowMode | None = None,
    ) -> None:
        """Ask for data to be added and the window to be shown again."""
        await self._send(
            DialogUpdateEvent,
            action=DialogAction.UPDATE,
            data=data or {},
            show_mode=show_mode,
        )

    async def _send(
        self,
        event_type: type[DialogUpdateEvent],
        **values: Any,
    ) -> None:
        await self._load()
        event = self._make_event(event_type, **values)
        await self._updater.notify(
            self._event_context.bot,
            self._make_update(event),
        )

    def _make_event(self, event_type: type[E], **values: Any) -> E:
        context = self._event_context
        return event_type(
            from_user=context.user,
            chat=context.chat,
            intent_id=self.intent_id,
            stack_id=self.stack_id,
            thread_id=context.thread_id,
            business_connection_id=context.business_connection_id,
            **values,
        ).as_(context.bot)

    def _make_update(self, event: DialogUpdateEvent) -> DialogUpdate:
        return DialogUpdate(aiogd_update=event).as_(self._event_context.bot)

    async def _load(self) -> None:
        if not self.load:
            return
        context = self._event_context
        if not is_chat_loaded(context.chat):
            logger.debug("Load chat %s", context.chat.id)
            context.chat = await context.bot.get_chat(context.chat.id)
        if not is_user_loaded(context.user):
            logger.debug("Load user %s", context.user.id)
            context.user = await _load_sender(context)

    @async_only
    @asynccontextmanager
    async def fg(self) -> AsyncIterator[DialogManager]:
        """Hold the dialog and yield its manager.

        All is stored when the block ends. An error in the block rolls its
        changes back. Raises ``AccessForbiddenError``, ``UnknownIntent``,
        ``OutdatedIntent`` or ``UnknownState`` if the dialog cannot be
        entered, and ``StackBusyError`` in a handler that holds it already.
        """
        refuse_reentry(self._event_context, self.stack_id, self.intent_id)
        await self._load()
        loop = asyncio.get_running_loop()
        event = self._make_event(
            DialogFgEvent,
            action=DialogAction.FG,
            data=None,
            entered=loop.create_future(),
            exited=loop.create_future(),
            saved=loop.create_future(),
        )
        async with hold_foreground(event, self._dispatch_now) as manager:
            yield manager

    def _dispatch_now(self, event: DialogFgEvent) -> "Task[Any]":
        return self._updater.notify_task(
            self._event_context.bot,
            self._make_update(event),
        )


class BgManagerFactoryImpl(BgManagerFactory):
    """Make managers for users and chats that no event came from."""

    def __init__(self, router: Router) -> None:
        self._router = router

    def bg(
        self,
        bot: Bot,
        user_id: int,
        chat_id: int,
        stack_id: str | None = None,
        thread_id: int | None = None,
        business_connection_id: str | None = None,
        load: bool = False,
    ) -> BgManager:
        """Return a manager of this user's dialogs in this chat."""
        return BgManager(
            user=make_fake_user(user_id),
            chat=make_fake_chat(chat_id),
            bot=bot,
            router=self._router,
            intent_id=None,
            stack_id=DEFAULT_STACK_ID if stack_id is None else stack_id,
            thread_id=thread_id,
            business_connection_id=business_connection_id,
            load=load,
        )
