"""Handlers that cannot work, or that leave nothing to dialogs."""

from collections.abc import Iterator

from aiogram import Dispatcher, Router
from aiogram.dispatcher.event.handler import HandlerObject

from aiogram_dialog.api.entities import DIALOG_EVENT_NAME
from aiogram_dialog.api.protocols import DialogProtocol
from aiogram_dialog.dialog import DIALOG_CALLBACKS
from aiogram_dialog.widgets.mistakes import odd_callbacks, odd_functions
from aiogram_dialog.window import WINDOW_CALLBACKS

from .bot_model import BotModel
from .finding import (
    CATCH_ALL_BEFORE_DIALOGS,
    NO_SETUP,
    PLAIN_FUNCTION,
    Finding,
)

_EVENTS = ("message", "business_message", "callback_query")


def check_functions(bot: BotModel) -> Iterator[Finding]:
    """Yield handlers that are no coroutine functions."""
    for dialog in bot.dialogs:
        callbacks = {
            name: getattr(dialog.dialog, name) for name in DIALOG_CALLBACKS
        }
        callbacks["getter"] = dialog.dialog.getter.normal_getter
        for odd in odd_functions(dialog.dialog, callbacks):
            yield Finding(PLAIN_FUNCTION, dialog.name, odd)
    for window in bot.windows():
        callbacks = {
            name: getattr(window.window, name) for name in WINDOW_CALLBACKS
        }
        callbacks["getter"] = window.window.getter.normal_getter
        for odd in odd_functions(window.window, callbacks):
            yield Finding(PLAIN_FUNCTION, window.name, odd)
        for odd in odd_callbacks(window.window.parts()):
            yield Finding(PLAIN_FUNCTION, window.name, odd)


def check_order(bot: BotModel) -> Iterator[Finding]:
    """Yield handlers that leave nothing to the dialogs."""
    if not bot.protocols:
        return
    for event in _EVENTS:
        early: list[HandlerObject] = []
        for router in _in_order(bot.root):
            if isinstance(router, DialogProtocol):
                for handler in early:
                    yield _too_early(handler, event)
                break
            early += _catch_alls(router, event)


def _in_order(router: Router) -> Iterator[Router]:
    """Yield routers in the order in which aiogram asks them."""
    yield router
    for sub_router in router.sub_routers:
        yield from _in_order(sub_router)


def _catch_alls(router: Router, event: str) -> list[HandlerObject]:
    if any(_filters(part, event) for part in router.chain_head):
        return []
    handlers = router.observers[event].handlers
    return [handler for handler in handlers if not handler.filters]


def _filters(router: Router, event: str) -> object:
    # Filters of a whole router stand in a handler that is never called.
    observer = router.observers[event]
    return observer._handler.filters  # noqa: SLF001 - nothing public tells


def _too_early(handler: HandlerObject, event: str) -> Finding:
    name = getattr(handler.callback, "__qualname__", repr(handler.callback))
    return Finding(
        CATCH_ALL_BEFORE_DIALOGS,
        f"{event} handlers",
        f"{name}() has no filter and comes before the dialogs: they will "
        "never see an event. Include its router after them, or give it a "
        "filter.",
    )


def check_setup(bot: BotModel) -> Iterator[Finding]:
    """Yield a finding if nobody has set up the dialogs."""
    if not isinstance(bot.root, Dispatcher) or not bot.dialogs:
        return
    if not any(
        DIALOG_EVENT_NAME in router.observers for router in _in_order(bot.root)
    ):
        yield Finding(
            NO_SETUP,
            "dispatcher",
            "There are dialogs, but nobody has called "
            "setup_dialogs(dispatcher): they will never see an event.",
        )
