"""The road of errors: the bot's own observers first, recovery then."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from logging import getLogger
from typing import Any, cast

from aiogram import BaseMiddleware
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import (
    CallbackQuery,
    ErrorEvent,
    Message,
    TelegramObject,
)

from aiogram_dialog.api.entities import (
    EVENT_CONTEXT_KEY,
    ChatEvent,
    DialogUpdateEvent,
    ShowMode,
)
from aiogram_dialog.api.exceptions import (
    InvalidStackIdError,
    LockTimeoutError,
    OutdatedIntent,
    UnknownIntent,
    UnknownState,
)
from aiogram_dialog.api.protocols import (
    BgManagerFactory,
    MessageManagerProtocol,
    RecoveryPolicy,
)
from aiogram_dialog.message.answering import (
    answer_click,
    answer_failed_click,
)
from aiogram_dialog.session.address import (
    Address,
    ByIntent,
    ByStack,
    address_of,
)
from aiogram_dialog.session.kept_errors import is_kept
from aiogram_dialog.session.opening import SessionOpener
from aiogram_dialog.session.place import (
    SUPPORTED_ERROR_EVENTS,
    event_context_of,
    inner_event,
)
from aiogram_dialog.session.session import UNRESTORABLE, Session

from .attach import BG_FACTORY_KEY, Handler, ManagerMiddleware

logger = getLogger(__name__)


class ErrorGateway(BaseMiddleware):
    """Recover from what no error handler of the bot has taken."""

    def __init__(
        self,
        sessions: "ErrorSessions",
        bg_factory: BgManagerFactory,
        manager_middleware: ManagerMiddleware,
        recovery: RecoveryPolicy,
        message_manager: MessageManagerProtocol,
    ) -> None:
        super().__init__()
        self._sessions = sessions
        self._bg_factory = bg_factory
        self._manager_middleware = manager_middleware
        self._recovery = recovery
        self._message_manager = message_manager

    async def __call__(
        self,
        handler: Handler,
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Call the error handlers; try to recover if there is none.

        Nobody is left waiting for the answer to a click.
        """
        data[BG_FACTORY_KEY] = self._bg_factory
        error = cast("ErrorEvent", event)
        try:
            return await self._handle(handler, error, data)
        finally:
            click = error.update.callback_query
            if click is not None:
                await answer_failed_click(
                    data["bot"],
                    click,
                    self._message_manager,
                )

    async def _handle(
        self,
        handler: Handler,
        error: ErrorEvent,
        data: dict[str, Any],
    ) -> Any:
        is_stored = is_kept(error.exception)
        if is_stored:
            logger.error(
                "What was done is stored, but Telegram has failed",
                exc_info=error.exception,
            )
        result = await handler(error, data)
        if isinstance(error.exception, LockTimeoutError):
            await self._show_stored(error, data)
        if result is not UNHANDLED:
            return result
        if is_stored:
            return None
        if not _is_recoverable(error, data):
            return result
        is_well = await self._recover(error, data)
        return None if is_well else UNHANDLED

    async def _show_stored(
        self,
        event: ErrorEvent,
        data: dict[str, Any],
    ) -> None:
        """Show what is stored: what was refused may be on the screen."""
        if not _is_supported(event, data):
            return
        async with self._sessions.open(event, data) as session:
            if session is None or session.context is None:
                return
            try:
                async with self._manager_middleware.attach(
                    session,
                    event,
                    data,
                ) as manager:
                    with session.drawing_cosmetically():
                        await manager.show(ShowMode.EDIT)
            except Exception:
                logger.exception("Cannot show what is stored")

    async def _apply_policy(
        self,
        session: Session,
        event: ErrorEvent,
        data: dict[str, Any],
    ) -> bool:
        source = _event_to_handle(event, session)
        try:
            async with self._manager_middleware.attach(
                session,
                source,
                data,
            ) as manager:
                is_well = await self._recovery(event, manager)
                if not is_well:
                    await session.rollback()
                return is_well
        except Exception:
            # The error that led here says more of what is wrong.
            logger.exception("Cannot recover from: %s", event.exception)
            return False

    async def _recover(
        self,
        event: ErrorEvent,
        data: dict[str, Any],
    ) -> bool:
        async with self._sessions.open(event, data, guess=True) as session:
            if session is not None:
                return await self._apply_policy(session, event, data)
        source = inner_event(event.update)
        if not isinstance(source, CallbackQuery):
            return False
        # The dialog of somebody else is left alone.
        await answer_click(data["bot"], source, self._message_manager)
        return True


def _event_to_handle(event: ErrorEvent, session: Session) -> TelegramObject:
    """Return what windows are told that happens.

    A click on another message than that on the screen is of no dialog.
    """
    source = inner_event(event.update)
    match source:
        case Message():
            return source
        case CallbackQuery(message=Message(message_id=message_id)):
            if message_id == session.stack.last_message_id:
                return source
    return event


def _is_recoverable(event: ErrorEvent, data: dict[str, Any]) -> bool:
    return isinstance(event.exception, UNRESTORABLE) and _is_supported(
        event,
        data,
    )


def _is_supported(event: ErrorEvent, data: dict[str, Any]) -> bool:
    return (
        not isinstance(event.exception, InvalidStackIdError)
        and event.update.event_type in SUPPORTED_ERROR_EVENTS
        and data.get("event_chat") is not None
    )


class ErrorSessions(BaseMiddleware):
    """Hold the stack of a failed event while an error handler runs."""

    def __init__(self, sessions: SessionOpener) -> None:
        super().__init__()
        self._sessions = sessions

    async def __call__(
        self,
        handler: Handler,
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Call the handler with the stack, if it can be had."""
        error = cast("ErrorEvent", event)
        if not _is_supported(error, data):
            return await handler(event, data)
        async with self.open(error, data):
            return await handler(event, data)

    @asynccontextmanager
    async def open(
        self,
        event: ErrorEvent,
        data: dict[str, Any],
        *,
        guess: bool = False,
    ) -> AsyncIterator[Session | None]:
        """Hold the stack, if it can be had: failing hides no error.

        ``guess``: where a dialog is gone, hold the stack that it was in, if
        this process has seen it.
        """
        async with AsyncExitStack() as exit_stack:
            try:
                session = await exit_stack.enter_async_context(
                    self._open(event, data, guess),
                )
            except Exception:
                logger.exception("Cannot open the stack for error handlers")
                session = None
            yield session

    @asynccontextmanager
    async def _open(
        self,
        event: ErrorEvent,
        data: dict[str, Any],
        guess: bool,
    ) -> AsyncIterator[Session | None]:
        source = inner_event(event.update)
        event_context = event_context_of(source)
        data[EVENT_CONTEXT_KEY] = event_context
        address = _find_address(event.exception, source, data["bot"].id)
        if guess and isinstance(event.exception, UnknownIntent):
            pressed = address_of(source, data["bot"].id)
            if isinstance(pressed, ByIntent):
                address = self._sessions.guess(pressed, event_context, data)
        async with self._sessions.open(
            address,
            cast("ChatEvent", source),
            event_context,
            data,
            tolerant=True,
        ) as session:
            if session is not None:
                _discard_lost(session, address, event.exception)
                session.publish(data)
            yield session


def _find_address(
    error: Exception,
    source: TelegramObject,
    bot_id: int,
) -> Address:
    match error:
        case OutdatedIntent():
            return ByStack(error.stack_id)
        case UnknownState(stack_id=str(stack_id)):
            return ByStack(stack_id)
        case UnknownState() | UnknownIntent():
            if isinstance(source, DialogUpdateEvent):
                return ByStack(source.stack_id or "")
            return ByStack()
    return address_of(source, bot_id)


def _discard_lost(
    session: Session,
    address: Address,
    error: Exception,
) -> None:
    """Empty a stack whose top is lost.

    An unknown state may be known again with the next version of the code.
    """
    if (
        session.broken is not None
        and isinstance(address, ByStack)
        and not isinstance(error, UnknownState)
        and not isinstance(session.broken, UnknownState)
    ):
        logger.warning("Remove all dialogs of a stack: %s", session.broken)
        session.discard_hidden()
