"""Installing everything on a router."""

from aiogram import Dispatcher, Router
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.fsm.storage.base import BaseEventIsolation
from aiogram.types import TelegramObject

from aiogram_dialog.api.entities import DIALOG_EVENT_NAME, Stack
from aiogram_dialog.api.internal import DialogManagerFactory
from aiogram_dialog.api.protocols import (
    BgManagerFactory,
    MessageManagerProtocol,
    RecoveryPolicy,
    StackAccessValidator,
)
from aiogram_dialog.manager.update_handler import handle_update
from aiogram_dialog.session.opening import SessionOpener

from .arrival_order import keep_arrival_order
from .attach import BgFactoryMiddleware, ManagerMiddleware
from .errors import ErrorGateway, ErrorSessions
from .gateway import Gateway
from .registry import DialogRegistry

# All kinds of events that have dialogs.
DIALOG_EVENTS = (
    "message",
    "business_message",
    "callback_query",
    DIALOG_EVENT_NAME,
    "my_chat_member",
    "chat_join_request",
)
ERROR_EVENT = "error"


async def _may_use_stack(
    event: TelegramObject,  # noqa: ARG001 - a filter's parameter
    aiogd_stack: Stack | None = None,
) -> bool:
    return aiogd_stack is not None


async def _keep_order(router: Router) -> None:
    *_, root = router.chain_head
    if isinstance(root, Dispatcher):
        keep_arrival_order(root)


def add_dialog_events(router: Router) -> None:
    """Add the observer of background commands.

    Raises ``ValueError`` if the router has one already.
    """
    if DIALOG_EVENT_NAME in router.observers:
        raise ValueError(
            f"setup_dialogs() was called for {router} before. Call it once "
            "and share the factory that it returns.",
        )
    observer = TelegramEventObserver(router, DIALOG_EVENT_NAME)
    router.observers[DIALOG_EVENT_NAME] = observer
    observer.register(handle_update, _may_use_stack)


def add_middlewares(
    router: Router,
    *,
    registry: DialogRegistry,
    manager_factory: DialogManagerFactory,
    access_validator: StackAccessValidator,
    events_isolation: BaseEventIsolation,
    bg_factory: BgManagerFactory,
    recovery: RecoveryPolicy,
    message_manager: MessageManagerProtocol,
) -> None:
    """Put the gate before all handlers, and managers around each."""
    sessions = SessionOpener(
        registry,
        access_validator,
        events_isolation,
        registry.upgrades,
    )
    gateway = Gateway(sessions, bg_factory, message_manager)
    attach = ManagerMiddleware(manager_factory, registry, router)
    for name in DIALOG_EVENTS:
        observer = router.observers[name]
        observer.outer_middleware(gateway)
        observer.middleware(attach)

    error_sessions = ErrorSessions(sessions)
    if isinstance(router, Dispatcher):
        keep_arrival_order(router)
    else:
        router.startup.register(_keep_order)
    errors = router.observers[ERROR_EVENT]
    errors.outer_middleware(
        ErrorGateway(
            error_sessions,
            bg_factory,
            attach,
            recovery,
            message_manager,
        ),
    )
    errors.middleware(error_sessions)
    errors.middleware(attach)

    only_factory = BgFactoryMiddleware(bg_factory)
    for name, observer in router.observers.items():
        if name not in {*DIALOG_EVENTS, ERROR_EVENT}:
            observer.outer_middleware(only_factory)
