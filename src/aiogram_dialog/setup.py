"""Putting the parts together."""

from collections.abc import Callable, Iterable
from importlib import import_module
from logging import ERROR, INFO, WARNING, getLogger
from typing import Any

from aiogram import Router
from aiogram.fsm.storage.base import BaseEventIsolation
from aiogram.fsm.storage.memory import SimpleEventIsolation

from aiogram_dialog.about import about_dialog
from aiogram_dialog.api.internal import DialogManagerFactory
from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.api.protocols import (
    BgManagerFactory,
    MediaIdStorageProtocol,
    MessageManagerProtocol,
    OrphanPolicy,
    RecoveryPolicy,
    StackAccessValidator,
)
from aiogram_dialog.context.access_validator import DefaultAccessValidator
from aiogram_dialog.context.isolation import LocalEventIsolation
from aiogram_dialog.context.media_storage import MediaIdStorage
from aiogram_dialog.context.sweeper import Sweeper
from aiogram_dialog.manager.bg_manager import BgManagerFactoryImpl
from aiogram_dialog.manager.manager_factory import DefaultManagerFactory
from aiogram_dialog.message.message_manager import MessageManager
from aiogram_dialog.recovery.orphans import close_all
from aiogram_dialog.recovery.policy import Recovery
from aiogram_dialog.widgets.utils import GetterVariant, ensure_data_getter
from aiogram_dialog.wiring.observers import add_dialog_events, add_middlewares
from aiogram_dialog.wiring.registry import DialogRegistry, collect_dialogs
from aiogram_dialog.wiring.state_router import install_state_routers

logger = getLogger(__name__)

_LEVELS = {"ERROR": ERROR, "WARNING": WARNING, "NOTE": INFO}

__all__ = ["DialogRegistry", "collect_dialogs", "setup_dialogs"]

__getattr__ = moved_names(__name__)


def setup_dialogs(
    router: Router,
    *,
    dialog_manager_factory: DialogManagerFactory | None = None,
    message_manager: MessageManagerProtocol | None = None,
    media_id_storage: MediaIdStorageProtocol | None = None,
    stack_access_validator: StackAccessValidator | None = None,
    events_isolation: BaseEventIsolation | None = None,
    getter: GetterVariant = None,
    recovery: RecoveryPolicy | None = None,
    orphans: OrphanPolicy | None = None,
    sweeper: Sweeper | None = None,
    check: bool | Iterable[str] = False,
) -> BgManagerFactory:
    """Make dialogs work that are included in a router, now or later.

    ``router``: as a rule the dispatcher.
    ``dialog_manager_factory``: makes the managers; with it
    ``message_manager``, ``media_id_storage`` and ``getter`` are its affair.
    ``events_isolation``: whose locks keep events of one stack apart; with
    several processes it has to be a shared one, like Redis'.
    ``getter``: gives data to all windows of all dialogs.
    ``recovery``: what is done if a dialog cannot be restored and no error
    handler of the bot has taken the error.
    ``orphans``: what becomes of such a dialog, for bots that only want to
    choose this: see ``aiogram_dialog.recovery.orphans``.
    ``sweeper``: removes what is left of dialogs, where nothing expires.
    ``check``: look for mistakes at start-up and log them; or the codes of
    those to be ignored, like ``["AD301"]``. See ``aiogram_dialog.check``.

    Return the factory of background managers. Raises ``ValueError`` if it
    was called for the router before, and for both ``recovery`` and
    ``orphans``.
    """
    if recovery is not None and orphans is not None:
        raise ValueError("`recovery` decides about orphans: give only one.")
    add_dialog_events(router)
    router.include_router(about_dialog())
    if events_isolation is None:
        events_isolation = LocalEventIsolation()
    if message_manager is None:
        # A bot whose locks are its own is one process.
        is_alone = isinstance(
            events_isolation,
            LocalEventIsolation | SimpleEventIsolation,
        )
        message_manager = MessageManager(skip_unchanged=is_alone)
    if dialog_manager_factory is None:
        dialog_manager_factory = DefaultManagerFactory(
            message_manager=message_manager,
            media_id_storage=(
                MediaIdStorage()
                if media_id_storage is None
                else media_id_storage
            ),
            getter=ensure_data_getter(getter),
        )
    registry = DialogRegistry(router)
    router.startup.register(_refresher(registry))
    if sweeper is not None:
        sweeper.install(router, registry, events_isolation)
    if check:
        ignore = () if check is True else tuple(check)
        router.startup.register(_checker(router, ignore))
    bg_factory = BgManagerFactoryImpl(router)
    add_middlewares(
        router,
        registry=registry,
        manager_factory=dialog_manager_factory,
        access_validator=stack_access_validator or DefaultAccessValidator(),
        events_isolation=events_isolation,
        bg_factory=bg_factory,
        recovery=recovery or Recovery(message_manager, orphans or close_all),
        message_manager=message_manager,
    )
    return bg_factory


def _refresher(registry: DialogRegistry) -> Callable[..., Any]:
    async def refresh_dialogs(router: Router) -> None:  # noqa: ARG001 - aiogram's parameter
        registry.refresh()
        install_state_routers(registry.router)

    return refresh_dialogs


def _checker(router: Router, ignore: tuple[str, ...]) -> Callable[..., Any]:
    async def check_dialogs() -> None:
        # Most bots do not check when they start: it is imported here.
        check = import_module("aiogram_dialog.check").check
        for finding in check(router, ignore):
            level = _LEVELS[finding.rule.severity.name]
            logger.log(level, "%s", finding)

    return check_dialogs
