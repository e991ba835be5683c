"""Feeding background commands to the root dispatcher.

Each command is a task of its own. Commands to one stack form a lane, where
they are handled one by one in the order they were asked for. Tasks are held
until they are done, and are waited for when the dispatcher shuts down.
"""

import asyncio
from asyncio import AbstractEventLoop, Lock, Task
from collections import Counter
from collections.abc import Awaitable, Callable, Hashable, Iterable
from functools import partial
from logging import getLogger
from typing import Any
from weakref import WeakKeyDictionary, WeakValueDictionary

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
        # What they ask for, by task.
        self._tasks: dict[Task[Any], DialogUpdateEvent] = {}
        # Locks wake those who wait in their order, whoever of them leaves.
        self._locks: WeakValueDictionary[
            tuple[AbstractEventLoop, Hashable],
            Lock,
        ] = WeakValueDictionary()
        self._is_closed = False

    def run(
        self,
        lane: Hashable,
        event: DialogUpdateEvent,
        work: _Work,
    ) -> Task[Any]:
        """Do the work after what is in the lane already.

        Once the bot has stopped waiting for commands, the task is cancelled.
        """
        task = asyncio.create_task(_run(self._lock(lane), work))
        if self._is_closed:
            logger.warning(
                "Refuse a background command, for the bot stops: %s",
                _describe(event),
            )
            task.cancel()
        self._tasks[task] = event
        task.add_done_callback(self._forget)
        return task

    def _lock(self, lane: Hashable) -> Lock:
        place = asyncio.get_running_loop(), lane
        lock = self._locks.get(place)
        if lock is None:
            lock = self._locks[place] = Lock()
        return lock

    def _forget(self, task: Task[Any]) -> None:
        if not task.cancelled():
            # Whoever has asked for the command is told in another way.
            task.exception()
        self._tasks.pop(task, None)

    def _under_way(self) -> set[Task[Any]]:
        # Those of other loops can be neither waited for nor cancelled here.
        loop = asyncio.get_running_loop()
        return {task for task in self._tasks if task.get_loop() is loop}

    async def idle(self) -> None:
        """Wait until nothing is under way, however long that takes."""
        while tasks := self._under_way():
            await asyncio.wait(tasks)
            # What they were awaited by may ask for more.
            await asyncio.sleep(0)

    async def drain(self) -> None:
        """Wait for what is under way, but not for ever.

        All that is left is cancelled at once: what was handled of a lane is
        always a beginning of what was asked for.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + SHUTDOWN_TIMEOUT
        while (tasks := self._under_way()) and loop.time() < deadline:
            await asyncio.wait(tasks, timeout=deadline - loop.time())
        if not tasks:
            return
        logger.error(
            "The bot stops: cancel %s background commands that are not done "
            "after %s s: %s",
            len(tasks),
            SHUTDOWN_TIMEOUT,
            self._describe_all(tasks),
        )
        self._is_closed = True
        try:
            left = await _cancel(tasks)
        finally:
            # A dispatcher may be started again.
            self._is_closed = False
        if left:
            logger.error(
                "Leave %s background commands alone, for they do not end "
                "when they are cancelled: %s",
                len(left),
                self._describe_all(left),
            )

    def _describe_all(self, tasks: Iterable[Task[Any]]) -> str:
        events = (it for task, it in self._tasks.items() if task in tasks)
        counts = Counter(map(_describe, events))
        return "; ".join(
            f"{text} ({count} times)" if count > 1 else text
            for text, count in counts.items()
        )


def _describe(event: DialogUpdateEvent) -> str:
    return (
        f"{event.action.name} by user {event.from_user.id} in stack "
        f"{event.stack_id!r} of chat {event.chat.id}"
    )


async def _cancel(tasks: set[Task[Any]]) -> set[Task[Any]]:
    """Cancel tasks; return those that do not end.

    What a command waits for may lose a cancellation, as clients of Redis
    have done.
    """
    for _ in range(_CANCELLATIONS):
        for task in tasks:
            task.cancel()
        _, tasks = await asyncio.wait(tasks, timeout=1)
        if not tasks:
            break
    return tasks


async def _run(lane: Lock, work: _Work) -> Any:
    async with lane:
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
        return _lanes_of(self.dp).run(
            _lane_of(bot, update.event),
            update.event,
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
    stack_id = None
    if event.stack_id is not None:
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
        # Only what names no stack is known by its dialog.
        event.intent_id if stack_id is None else None,
    )


def _log_error(task: "Task[Any]") -> None:
    if task.cancelled():
        return
    error = task.exception()
    if error is not None:
        logger.error("A background command failed", exc_info=error)
