"""Functions that are called in processes of their own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

T = TypeVar("T")

_PRELOADED = "aiogram_dialog.tools.web_preview"


class ApartError(Exception):
    """Tell what was raised in the other process."""


async def call_apart(function: Callable[..., T], *args: Any) -> T:
    """Call a function in a process where nothing of a bot is imported yet.

    Raises ``ApartError``.
    """
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(1, mp_context=_clean_processes()) as pool:
        return await loop.run_in_executor(pool, _guard, function, *args)


def _clean_processes() -> BaseContext:
    """Return what starts processes in which no bot was imported yet."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    # What takes long to import is imported once.
    context.set_forkserver_preload([_PRELOADED])
    return context


def _guard(function: Callable[..., T], *args: Any) -> T:
    """Raise what comes through to another process, whatever it was."""
    try:
        return function(*args)
    except (Exception, SystemExit) as error:
        reason = f"{type(error).__name__}: {error}"
        raise ApartError(reason) from error
