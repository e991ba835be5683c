"""Calling the handler of a dialog without asking aiogram for the way.

aiogram goes to a handler through six functions, each of which gets a copy of
the data. A dialog has one handler for events of a kind, without filters, and
nothing is left to be asked where a bot has added nothing to that.
``tests/unit/wiring/test_fast_path.py`` compares both ways.
"""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import REJECTED, UNHANDLED, SkipHandler
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.types import TelegramObject

_Line = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


def find_line(router: Router, event_name: str) -> _Line | None:
    """Return what calls the one handler that a router has for an event.

    None if there are several, or if there is something around it but inner
    middlewares.
    """
    observer = router.observers.get(event_name)
    if (
        observer is None
        or len(observer.handlers) != 1
        or len(observer.outer_middleware)
        or observer.handlers[0].filters
    ):
        return None
    return partial(_call, observer.handlers[0], router, observer)


async def _call(
    handler: HandlerObject,
    router: Router,
    observer: TelegramEventObserver,
    event: TelegramObject,
    data: dict[str, Any],
) -> Any:
    data["event_router"] = router
    is_allowed, found = await observer.check_root_filters(event, **data)
    if not is_allowed:
        return UNHANDLED
    data.update(found, handler=handler)

    async def handle(event: TelegramObject, data: dict[str, Any]) -> Any:
        return await handler.call(event, **data)

    line: _Line = handle
    for parent in router.chain_head:
        around = parent.observers.get(observer.event_name)
        if around is not None:
            for middleware in around.middleware[::-1]:
                line = partial(middleware, line)
    try:
        result = await line(event, data)
    except SkipHandler:
        return UNHANDLED
    return UNHANDLED if result is REJECTED else result
