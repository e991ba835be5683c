"""The gate through which every event comes to dialogs.

Where from, which dialog, open – and whatever happens, close.
"""

from contextlib import AbstractAsyncContextManager
from logging import getLogger
from typing import Any, cast

from aiogram import BaseMiddleware
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, Message, TelegramObject

from aiogram_dialog.api.entities import (
    EVENT_CONTEXT_KEY,
    ChatEvent,
    DialogStartEvent,
    DialogUpdateEvent,
    OldMessage,
    ShowMode,
)
from aiogram_dialog.api.entities.update_event import DialogFgEvent
from aiogram_dialog.api.exceptions import AccessForbiddenError
from aiogram_dialog.api.internal import (
    CALLBACK_DATA_KEY,
    EVENT_SIMULATED,
    ReplyCallbackQuery,
)
from aiogram_dialog.api.protocols import (
    BgManagerFactory,
    MessageManagerProtocol,
)
from aiogram_dialog.manager.foreground import refuse, reporting
from aiogram_dialog.message.answering import (
    answer_click,
    answer_with_toast,
    expect_answer,
)
from aiogram_dialog.session.address import (
    Address,
    ByStack,
    ReplyClick,
    address_of,
)
from aiogram_dialog.session.leftovers import find_leftover
from aiogram_dialog.session.opening import SessionOpener
from aiogram_dialog.session.place import (
    InaccessibleBusinessMessage,
    event_context_of,
)
from aiogram_dialog.session.session import Session

from .attach import BG_FACTORY_KEY, Handler

logger = getLogger(__name__)


class Gateway(BaseMiddleware):
    """Hold the stack of an event while its handlers run."""

    def __init__(
        self,
        sessions: SessionOpener,
        bg_factory: BgManagerFactory,
        message_manager: MessageManagerProtocol,
    ) -> None:
        super().__init__()
        self.sessions = sessions
        self._bg_factory = bg_factory
        self._message_manager = message_manager

    async def __call__(
        self,
        handler: Handler,
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Let the handlers of the event run, with its stack held."""
        data[BG_FACTORY_KEY] = self._bg_factory
        match event:
            case Message():
                return await self._handle_message(handler, event, data)
            case CallbackQuery():
                return await self._handle_click(handler, event, data)
            case DialogUpdateEvent():
                return await self._handle_command(handler, event, data)
        # A change of membership or a request to join.
        return await self._handle(handler, event, data, ByStack())

    async def _handle(
        self,
        handler: Handler,
        event: TelegramObject,
        data: dict[str, Any],
        address: Address,
    ) -> Any:
        async with self._enter(event, data, address, True) as session:
            return await _call(handler, event, data, session)

    def _enter(
        self,
        event: TelegramObject,
        data: dict[str, Any],
        address: Address,
        tolerant: bool,
    ) -> AbstractAsyncContextManager[Session | None]:
        event_context = event_context_of(event)
        data[EVENT_CONTEXT_KEY] = event_context
        return self.sessions.open(
            address,
            cast("ChatEvent", event),
            event_context,
            data,
            tolerant=tolerant,
        )

    async def _handle_message(
        self,
        handler: Handler,
        message: Message,
        data: dict[str, Any],
    ) -> Any:
        address = address_of(message, data["bot"].id)
        if isinstance(address, ReplyClick):
            return await self._handle_press(message, data, address)
        return await self._handle(handler, message, data, address)

    async def _handle_press(
        self,
        message: Message,
        data: dict[str, Any],
        address: ReplyClick,
    ) -> Any:
        async with self._enter(message, data, address, True) as session:
            if session is not None:
                if session.broken is not None:
                    raise session.broken
                session.publish(data)
            return await _press(message, data, address)

    async def _handle_click(
        self,
        handler: Handler,
        click: CallbackQuery,
        data: dict[str, Any],
    ) -> Any:
        if data.get("event_chat") is None:
            # Messages sent via inline mode belong to no chat of the bot.
            return await handler(click, data)
        if click.data:
            data[CALLBACK_DATA_KEY] = click.data
        if data.get(EVENT_SIMULATED):
            # The press is inside of the session of its message.
            data[EVENT_CONTEXT_KEY] = event_context_of(click)
            return await handler(click, data)
        bot = data["bot"]
        address = address_of(click, bot.id)
        is_plain = isinstance(address, ByStack)
        expect_answer(bot, click, is_due=not is_plain)
        async with self._enter(click, data, address, is_plain) as session:
            leftover = session and find_leftover(click, session)
            result = await _call(handler, click, data, session)
            if leftover:
                await self._strip(leftover, cast("Session", session))
            if session is None and result is UNHANDLED:
                await answer_click(bot, click, self._message_manager)
            else:
                await answer_with_toast(bot, click, self._message_manager)
            return result

    async def _strip(self, leftover: OldMessage, session: Session) -> None:
        """Take the buttons off a message that is not the screen.

        A stand-in for tests may keep each edit as a message of its own. Such
        a message is no leftover.
        """
        if getattr(self._message_manager, "keeps_edits", False):
            return
        if leftover.message_id == session.stack.last_message_id:
            return
        try:
            await self._message_manager.remove_kbd(
                bot=session.event_context.bot,
                show_mode=ShowMode.EDIT,
                old_message=leftover,
            )
        except AiogramError as error:
            # What the press was for is stored.
            logger.warning("Cannot take the buttons off: %s", error)

    async def _handle_command(
        self,
        handler: Handler,
        event: DialogUpdateEvent,
        data: dict[str, Any],
    ) -> Any:
        if isinstance(event, DialogFgEvent):
            with reporting(event):
                return await self._obey(handler, event, data)
        return await self._obey(handler, event, data)

    async def _obey(
        self,
        handler: Handler,
        event: DialogUpdateEvent,
        data: dict[str, Any],
    ) -> Any:
        address = address_of(event, data["bot"].id)
        # Where nothing can be restored a new beginning is welcome.
        tolerant = isinstance(event, DialogStartEvent) and isinstance(
            address,
            ByStack,
        )
        async with self._enter(event, data, address, tolerant) as session:
            result = await _call(handler, event, data, session)
            if session is None and result is UNHANDLED:
                _refuse_command(event)
            return result


async def _call(
    handler: Handler,
    event: TelegramObject,
    data: dict[str, Any],
    session: Session | None,
) -> Any:
    if session is not None:
        session.publish(data)
    result = await handler(event, data)
    if result is UNHANDLED and session is not None and session.broken:
        raise session.broken
    return result


async def _press(
    message: Message,
    data: dict[str, Any],
    address: ReplyClick,
) -> Any:
    pressed = InaccessibleBusinessMessage(
        chat=message.chat,
        message_id=message.message_id,
        business_connection_id=message.business_connection_id,
        message_thread_id=message.message_thread_id,
        is_topic_message=message.is_topic_message,
    )
    click = ReplyCallbackQuery.model_validate(
        {
            "id": "",
            "from_user": event_context_of(message).user,
            "chat_instance": str(message.chat.id),
            "data": address.callback_data,
            "message": pressed,
            "original_message": message,
        },
    ).as_(data["bot"])
    return await data["event_router"].propagate_event(
        update_type="callback_query",
        event=click,
        **{**data, EVENT_SIMULATED: True},
    )


def _refuse_command(event: DialogUpdateEvent) -> None:
    error = AccessForbiddenError(
        action=event.action.name,
        user_id=event.from_user.id,
        stack_id=event.stack_id,
        chat_id=event.chat.id,
    )
    logger.warning("%s", error)
    if isinstance(event, DialogFgEvent):
        refuse(event, error)
