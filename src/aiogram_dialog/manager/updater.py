"""Feeding background commands to the root dispatcher.

Each command is a task of its own. Commands to one stack form a lane: each
waits for the one before it, so they keep their order. Tasks are held until
they are done, and are waited for when the dispatcher shuts down.
"""

import asyncio
from asyncio import Task
from collections.abc import Awaitable, Callable, Hashable
from functools import partial
from logging import getLogger
from typing import Any
from weakref import WeakKeyDictionary

from aiogram import Bot, Dispatcher, Router

from aiogram_dialog.api.entities import DialogUpdate, DialogUpdateEvent
from aiogram_dialog.context.storage import fix_stack_id

logger = getLogger(__name__)

_Work = Callable[[], Awaitable[Any]]

# Seconds that the commands under way may take when the bot stops.
SHUTDOWN_TIMEOUT = 10.0
_CANCELLATIONS = 5


class _Lanes:
    """Hold the commands of one dispatcher that are under way."""

    def __init__(self) -> None:
        self._tasks: set[Task[Any]] = set()
        self._last: dict[Hashable, Task[Any]] = {}

    def run(self, lane: Hashable, work: _Work) -> Task[Any]:
        """Do the work after what is in the lane already."""
        previous = self._last.get(lane)
        if previous is not None and (
            previous.get_loop() is not asyncio.get_running_loop()
        ):
            previous = None
        task = asyncio.create_task(_run_after(previous, work))
        self._tasks.add(task)
        self._last[lane] = task
        task.add_done_callback(lambda task: self._forget(lane, task))
        return task

    def _forget(self, lane: Hashable, task: Task[Any]) -> None:
        if not task.cancelled():
            # Whoever has asked for the command is told in another way.
            task.exception()
        self._tasks.discard(task)
        if self._last.get(lane) is task:
            del self._last[lane]

    async def idle(self) -> None:
        """Wait until nothing is under way, however long that takes."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))
            # What they were awaited by may ask for more.
            await asyncio.sleep(0)

    async def drain(self) -> None:
        """Wait for what is under way, but not for ever."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + SHUTDOWN_TIMEOUT
        while self._tasks and loop.time() < deadline:
            await asyncio.wait(
                set(self._tasks),
                timeout=deadline - loop.time(),
            )
        for task in list(self._tasks):
            logger.error("Cancel a background command: %r", task)
            await _cancel(task)


async def _cancel(task: "Task[Any]") -> None:
    # What a command waits for may lose a cancellation, as clients of Redis
    # have done.
    for _ in range(_CANCELLATIONS):
        task.cancel()
        done, _ = await asyncio.wait({task}, timeout=1)
        if done:
            return
    logger.error("Leave a background command alone: %r", task)


async def _run_after(previous: "Task[Any] | None", work: _Work) -> Any:
    if previous is not None:
        await asyncio.wait({previous})
    return await work()


_lanes: WeakKeyDictionary[Dispatcher, _Lanes] = WeakKeyDictionary()


def _lanes_of(dispatcher: Dispatcher) -> _Lanes:
    lanes = _lanes.get(dispatcher)
    if lanes is None:
        lanes = _lanes[dispatcher] = _Lanes()
        # Before the dispatcher closes the storage that commands need.
        dispatcher.shutdown.register(lanes.drain)
        handlers = dispatcher.shutdown.handlers
        handlers.insert(0, handlers.pop())
    return lanes


async def idle(dispatcher: Dispatcher) -> None:
    """Wait until the background commands of a bot are done, for tests."""
    await _lanes_of(dispatcher).idle()


class Updater:
    """Feed commands to the root of a router.

    Raises ``TypeError`` if the root is not a ``Dispatcher``.
    """

    def __init__(self, dp: Router) -> None:
        root = dp
        while root.parent_router is not None:
            root = root.parent_router
        if not isinstance(root, Dispatcher):
            raise TypeError(
                "Root router must be Dispatcher. Include "
                f"{root} in a dispatcher first.",
            )
        self.dp = root

    async def notify(self, bot: Bot, update: DialogUpdate) -> None:
        """Have a command handled soon; errors of it are logged."""
        task = self.notify_task(bot, update)
        task.add_done_callback(_log_error)

    def notify_task(self, bot: Bot, update: DialogUpdate) -> "Task[Any]":
        """Have a command handled soon, seeing the caller's context vars."""
        lane = _lane_of(bot, update.event)
        return _lanes_of(self.dp).run(
            lane,
            partial(self._process_update, bot, update),
        )

    async def _process_update(self, bot: Bot, update: DialogUpdate) -> Any:
        event = update.event
        return await self.dp.propagate_event(
            update_type="update",
            event=update,
            **{
                **self.dp.workflow_data,
                "dispatcher": self.dp,
                "bot": bot,
                "event_from_user": event.from_user,
                "event_chat": event.chat,
                "event_thread_id": event.thread_id,
            },
        )


def _lane_of(bot: Bot, event: DialogUpdateEvent) -> Hashable:
    if event.stack_id is None:
        return (bot.id, event.chat.id, event.intent_id)
    stack_id = fix_stack_id(
        event.stack_id,
        event.from_user.id,
        event.chat.id,
        event.business_connection_id,
    )
    return (
        bot.id,
        event.chat.id,
        event.thread_id,
        event.business_connection_id,
        stack_id,
    )


def _log_error(task: "Task[Any]") -> None:
    if task.cancelled():
        return
    error = task.exception()
    if error is not None:
        logger.error("A background command failed", exc_info=error)
