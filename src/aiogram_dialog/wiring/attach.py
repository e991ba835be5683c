"""Giving handlers their manager, and ending it with them."""

from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.types import TelegramObject

from aiogram_dialog.api.internal import DialogManagerFactory
from aiogram_dialog.api.internal.never_called import warn_of_never_called
from aiogram_dialog.api.protocols import (
    BgManagerFactory,
    DialogManager,
    DialogRegistryProtocol,
)
from aiogram_dialog.manager.session import SESSION_KEY, Session

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
        async with self.attach(session, event, data):
            return await handler(event, data)

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
            else:
                await self._session.rollback()
        finally:
            self._data.pop(MANAGER_KEY, None)
            await self._manager.close_manager()

    async def _commit(self) -> None:
        try:
            await self._session.commit()
        except BaseException:
            await self._session.rollback()
            raise


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
