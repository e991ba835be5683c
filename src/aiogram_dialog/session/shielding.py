"""Finishing what must not be left half done."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

R = TypeVar("R")


async def shielded(coroutine: Coroutine[Any, Any, R]) -> R:
    """Run to the end, even if the caller is cancelled meanwhile.

    The cancellation is raised afterwards.
    """
    task = asyncio.ensure_future(coroutine)
    try:
        await outlast(task)
    except asyncio.CancelledError:
        if not task.cancelled():
            # Retrieved here, for it will not be raised.
            task.exception()
        raise
    return task.result()


async def outlast(task: "asyncio.Task[Any]") -> None:
    """Wait for the end of a task, even if the caller is cancelled.

    The cancellation is raised afterwards; errors of the task are not.
    """
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled
