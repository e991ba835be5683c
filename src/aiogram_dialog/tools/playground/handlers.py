"""Handlers of all that the page may ask for."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from aiogram_dialog.emulator import ImpossibleDeedError, NoSuchButtonError

from .chat_handlers import CHAT_HANDLERS
from .control_handlers import CONTROL_HANDLERS
from .people_handlers import PEOPLE_HANDLERS
from .plain import Json
from .playground import Playground
from .requests import PageRequest, RequestError

logger = logging.getLogger(__name__)

_Handler: TypeAlias = Callable[[PageRequest], Awaitable[Any]]

HANDLERS: dict[str, _Handler] = {
    **CHAT_HANDLERS,
    **PEOPLE_HANDLERS,
    **CONTROL_HANDLERS,
}

_REASONS = (RequestError, ImpossibleDeedError, NoSuchButtonError)


async def handle(playground: Playground, fields: Json) -> Json:
    """Do what the page asks for and return the answer to it.

    What is impossible becomes the words of ``error``.
    """
    error, result = None, None
    try:
        result = await _find(fields)(PageRequest(playground, fields))
    except _REASONS as reason:
        error = str(reason)
    except Exception as mistake:
        logger.exception("The playground has failed")
        error = f"The playground has failed: {mistake!r}"
    number = fields.get("id")
    return {"type": "done", "id": number, "error": error, "result": result}


def _find(fields: Json) -> _Handler:
    name = fields.get("do")
    handler = HANDLERS.get(name) if isinstance(name, str) else None
    if handler is None:
        known = ", ".join(sorted(HANDLERS))
        raise RequestError(f"There is no deed {name!r}; there are {known}.")
    return handler
