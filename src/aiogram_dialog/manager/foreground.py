"""Lending the manager of an event to whoever waits for it.

The asker and the handler of its event run in two tasks and meet in the
futures of a ``DialogFgEvent``. Whatever happens on one side, the other one
learns of it and does not wait in vain.
"""

import asyncio
from asyncio import Future, Task
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from aiogram_dialog.api.entities.update_event import DialogFgEvent
from aiogram_dialog.api.exceptions import DialogsError
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.session.shielding import outlast


@asynccontextmanager
async def hold_foreground(
    event: DialogFgEvent,
    dispatch: Callable[[DialogFgEvent], "Task[Any]"],
) -> AsyncIterator[DialogManager]:
    """Dispatch the event and yield the manager of its handler.

    The handler is over when the block is. An error in the block is raised
    in the handler too, so that nothing of it is kept.
    """
    task = dispatch(event)
    try:
        await asyncio.wait(
            {event.entered, task},
            return_when=asyncio.FIRST_COMPLETED,
        )
        yield _entered_manager(event, task)
        # Whoever shuts the bot down may have ended the handler before.
        if not event.exited.done():
            event.exited.set_result(None)
        await asyncio.wait({task})
    except BaseException as error:
        _break_off(event, task, error)
        await outlast(task)
        raise
    if event.saved is not None and event.saved.done():
        event.saved.result()


def _entered_manager(
    event: DialogFgEvent,
    task: "Task[Any]",
) -> DialogManager:
    if event.entered.done():
        manager: DialogManager = event.entered.result()
        return manager
    error = None if task.cancelled() else task.exception()
    raise error or DialogsError(
        "The dialog was not entered: a middleware or a filter of the bot "
        "has kept the event from its handler, or the bot stops.",
    )


def _break_off(
    event: DialogFgEvent,
    task: "Task[Any]",
    error: BaseException,
) -> None:
    if (
        event.entered.done()
        and not event.exited.done()
        # A future takes neither cancellations nor the ends of iterators.
        and isinstance(error, Exception)
        and not isinstance(error, StopIteration)
    ):
        event.exited.set_exception(error)
        # Marked as retrieved: the handler may have failed before.
        event.exited.exception()
    else:
        # What the handler would wait for, should it lose a cancellation.
        event.exited.cancel()
        task.cancel()


@contextmanager
def reporting(event: DialogFgEvent) -> Iterator[None]:
    """Tell the asker of an event how handling it ends."""
    try:
        yield
    except BaseException as error:
        refuse(event, error)
        raise
    if event.saved is not None and not event.saved.done():
        event.saved.set_result(None)


def refuse(event: DialogFgEvent, error: BaseException) -> None:
    """Tell the asker that the event has failed."""
    for future in (event.entered, event.saved):
        _fail(future, error)


def _fail(future: "Future[Any] | None", error: BaseException) -> None:
    if future is None or future.done():
        return
    if not isinstance(error, Exception) or isinstance(error, StopIteration):
        future.cancel()
        return
    future.set_exception(error)
    # Marked as retrieved: the asker may have gone.
    future.exception()


async def lend_manager(
    event: DialogFgEvent,
    manager: DialogManager,
) -> None:
    """Give the manager to the asker and wait until it is given back."""
    if not event.entered.done():
        event.entered.set_result(manager)
    await event.exited
