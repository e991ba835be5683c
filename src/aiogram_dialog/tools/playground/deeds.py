"""All that the page may ask for."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from aiogram_dialog.emulator import ImpossibleDeedError, NoSuchButtonError

from .asks import Ask, AskError
from .controls import CONTROLS
from .founding import FOUNDING
from .plain import Json
from .playground import Playground
from .talking import TALKING

logger = logging.getLogger(__name__)

_Deed: TypeAlias = Callable[[Ask], Awaitable[Any]]

DEEDS: dict[str, _Deed] = {**TALKING, **FOUNDING, **CONTROLS}

_REASONS = (AskError, ImpossibleDeedError, NoSuchButtonError)


async def do(playground: Playground, ask: Json) -> Json:
    """Do what the page asks for and return the answer to it.

    What is impossible becomes the words of ``error``.
    """
    error, result = None, None
    try:
        result = await _find(ask)(Ask(playground, ask))
    except _REASONS as reason:
        error = str(reason)
    except Exception as mistake:
        logger.exception("The playground has failed")
        error = f"The playground has failed: {mistake!r}"
    number = ask.get("id")
    return {"type": "done", "id": number, "error": error, "result": result}


def _find(ask: Json) -> _Deed:
    name = ask.get("do")
    deed = DEEDS.get(name) if isinstance(name, str) else None
    if deed is None:
        known = ", ".join(sorted(DEEDS))
        raise AskError(f"There is no deed {name!r}; there are {known}.")
    return deed
