"""Giving handlers their manager, and ending it with them."""

from collections.abc import Awaitable, Callable
from logging import getLogger
from types import TracebackType
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.exceptions import AiogramError
from aiogram.types import ErrorEvent, TelegramObject

from aiogram_dialog.api.entities import ShowMode
from aiogram_dialog.api.exceptions import LockTimeoutError
from aiogram_dialog.api.internal import DialogManagerFactory
from aiogram_dialog.api.internal.never_called import warn_of_never_called
from aiogram_dialog.api.protocols import (
    BgManagerFactory,
    DialogManager,
    DialogRegistryProtocol,
)
from aiogram_dialog.message.api_errors import is_outcome_unknown
from aiogram_dialog.session.kept_errors import note_kept
from aiogram_dialog.session.session import SESSION_KEY, Session

logger = getLogger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

MANAGER_KEY = "dialog_manager"
BG_FACTORY_KEY = "dialog_bg_factory"


class ManagerMiddleware(BaseMiddleware):
    """Give a manager to handlers of events that may use their stack.

    After the handler its changes are stored; after a handler that fails
    they are undone.
    """

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        warn_of_never_called(cls)

    def __init__(
        self,
        dialog_manager_factory: DialogManagerFactory,
        registry: DialogRegistryProtocol,
        router: Router,
    ) -> None:
        super().__init__()
        self.dialog_manager_factory = dialog_manager_factory
        self.registry = registry
        self.router = router

    async def __call__(
        self,
        handler: Handler,
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Call the handler with ``dialog_manager``, if there can be one."""
        session = data.get(SESSION_KEY)
        if session is None:
            return await handler(event, data)
        async with self.attach(session, event, data) as manager:
            result = await handler(event, data)
            context = session.context
            if context is not None and context.needs_redraw:
                await _redraw(session, event, manager)
            return result

    def attach(
        self,
        session: Session,
        event: TelegramObject,
        data: dict[str, Any],
    ) -> "Attached":
        """Yield a manager; store or undo at the end what it has changed."""
        session.publish(data)
        manager = self.dialog_manager_factory(
            event=event,  # type: ignore[arg-type] # all kinds come here
            data=data,
            registry=self.registry,
            router=self.router,
        )
        data[MANAGER_KEY] = manager
        return Attached(session, manager, data)


class Attached:
    """Give a manager for as long as an ``async with`` lasts."""

    def __init__(
        self,
        session: Session,
        manager: DialogManager,
        data: dict[str, Any],
    ) -> None:
        self._session = session
        self._manager = manager
        self._data = data

    async def __aenter__(self) -> DialogManager:
        return self._manager

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                await self._commit()
            elif is_outcome_unknown(error) or error is self._session.kept:
                await self._keep(error)
            else:
                await self._undo()
        finally:
            self._data.pop(MANAGER_KEY, None)
            await self._manager.close_manager()

    async def _keep(self, error: BaseException) -> None:
        """Store what was done until Telegram has failed.

        A refusal to draw is no reason to undo anything. Neither is a call
        without an answer: Telegram may have done it.
        """
        self._session.note_unsure()
        await self._commit()
        if self._session.is_in_use:
            note_kept(error)

    async def _commit(self) -> None:
        try:
            await self._session.commit()
        except LockTimeoutError:
            # The stack and its screen are somebody else's by now.
            await self._session.rollback()
            raise
        except BaseException:
            await self._undo()
            raise

    async def _undo(self) -> None:
        await self._session.rollback()
        if not self._session.is_drawn:
            return
        try:
            # What is on the screen cannot be undone.
            await self._session.commit()
        except Exception:
            logger.exception("Cannot store what is on the screen")


async def _redraw(
    session: Session,
    event: TelegramObject,
    manager: DialogManager,
) -> None:
    """Draw what the screen should show since an earlier event."""
    if isinstance(event, ErrorEvent):
        # That is the same event, and Telegram has failed just now.
        return
    try:
        with session.drawing_cosmetically():
            await manager.show(ShowMode.EDIT)
    except AiogramError:
        raise
    except Exception:
        # The work of this event has not failed: it is stored.
        logger.exception("Cannot draw the window of an earlier event")


class BgFactoryMiddleware(BaseMiddleware):
    """Give handlers of all events the factory of background managers."""

    def __init__(self, bg_manager_factory: BgManagerFactory) -> None:
        super().__init__()
        self.bg_manager_factory = bg_manager_factory

    async def __call__(
        self,
        handler: Handler,
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Call the handler with ``dialog_bg_factory``."""
        data[BG_FACTORY_KEY] = self.bg_manager_factory
        return await handler(event, data)
