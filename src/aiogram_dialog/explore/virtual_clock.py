"""A clock that moves only when it is told to, for tasks that sleep."""

import asyncio
import heapq
from asyncio import AbstractEventLoop, Task, TimerHandle
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import Context
from itertools import count
from typing import Any, TypeVar, cast

T = TypeVar("T")

# Turns of the loop after which whoever can go on without time has done so.
_TURNS = 60
# Real seconds that a deed may take, and how long others are waited for.
_PATIENCE = 10.0
_PAUSE = 0.001


class VirtualClock:
    """Wake sleeping tasks of a loop when it is told to, not when it is time.

    Sleepers are tasks that await ``asyncio.sleep()``. Timeouts stay as they
    are: what really takes long, like a database, may take it.

    ``advance``: told how many seconds have passed.
    """

    def __init__(self, advance: Callable[[float], object]) -> None:
        self._advance = advance
        self._shift = 0.0
        self._order = count()
        self._sleepers: list[
            tuple[float, int, TimerHandle, Callable[[], object], Task[Any]]
        ] = []
        self._baseline: set[Task[Any]] = set()
        # Those that have slept: they are looked after, whoever holds them.
        self._spawned: set[Task[Any]] = set()

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Hold the time of the running loop.

        Tasks that run already are the baseline: they are never cancelled.
        """
        loop = asyncio.get_running_loop()
        original = loop.call_at

        def call_at(
            when: float,
            callback: Callable[..., object],
            *args: Any,
            context: Context | None = None,
        ) -> TimerHandle:
            task = _current_task()
            if task is None or not _is_sleep(callback):
                return original(when, callback, *args, context=context)
            handle = TimerHandle(when, callback, args, loop, context)
            self._schedule(loop, handle, callback, args, context, task)
            return handle

        loop.call_at = call_at  # type: ignore[assignment,method-assign] # of this loop alone
        self.set_baseline()
        try:
            yield
        finally:
            del loop.call_at
            self._wake_all()

    def set_baseline(self) -> None:
        """Make all tasks that run now the baseline."""
        self._baseline = asyncio.all_tasks()

    def _schedule(
        self,
        loop: AbstractEventLoop,
        handle: TimerHandle,
        callback: Callable[..., object],
        args: tuple[Any, ...],
        context: Context | None,
        task: Task[Any],
    ) -> None:
        def wake() -> None:
            loop.call_soon(callback, *args, context=context)

        entry = (
            handle.when() + self._shift,
            next(self._order),
            handle,
            wake,
            task,
        )
        heapq.heappush(self._sleepers, entry)
        if task not in self._baseline:
            self._spawned.add(task)

    def take_errors(self) -> list[BaseException]:
        """Return what spawned tasks have raised that nobody has looked at."""
        done = {task for task in self._spawned if task.done()}
        self._spawned -= done
        return [
            error
            for task in done
            # Whoever awaits a task has its error; nothing public tells.
            if getattr(task, "_log_traceback", False)
            and (error := task.exception()) is not None
        ]

    def _wake_all(self) -> None:
        for _, _, handle, wake, _ in self._sleepers:
            if not handle.cancelled():
                wake()
        self._sleepers.clear()

    @property
    def has_spawned_sleepers(self) -> bool:
        """Tell whether a task sleeps that is not of the baseline."""
        return any(
            not handle.cancelled() and task not in self._baseline
            for _, _, handle, _, task in self._sleepers
        )

    def _now(self) -> float:
        return asyncio.get_running_loop().time() + self._shift

    def wake_next(self, until: float | None = None) -> bool:
        """Let time pass until the next sleeper wakes; tell if one did.

        ``until``: how late it may get at most, as ``deadline()`` says it.
        """
        while self._sleepers:
            if self._sleepers[0][2].cancelled():
                heapq.heappop(self._sleepers)
                continue
            if until is not None and self._sleepers[0][0] > until:
                return False
            due, _, _, wake, _ = heapq.heappop(self._sleepers)
            seconds = max(0.0, due - self._now())
            self._shift += seconds
            self._advance(seconds)
            wake()
            return True
        return False

    def deadline(self, seconds: float) -> float:
        """Return the time that it will be in so many seconds."""
        return self._now() + seconds

    async def turns(self, number: int = _TURNS) -> None:
        """Let others go on as far as they can without time."""
        for _ in range(number):
            await asyncio.sleep(0)

    async def finish(self, work: Coroutine[Any, Any, T]) -> T:
        """Do some work; time passes where it sleeps.

        Raises ``TimeoutError`` if it does not end.
        """
        loop = asyncio.get_running_loop()
        task = loop.create_task(work)
        deadline = loop.time() + _PATIENCE
        try:
            while not task.done():
                await self._step(task)
                if loop.time() > deadline:
                    raise TimeoutError(
                        f"After {_PATIENCE:g} seconds it is not handled: "
                        "something is awaited that does not come.",
                    )
        finally:
            if not task.done():
                task.cancel()
                await asyncio.wait({task}, timeout=1)
        return task.result()

    async def _step(self, task: Task[Any]) -> None:
        for _ in range(_TURNS):
            await asyncio.sleep(0)
            if task.done():
                return
        if not self.wake_next():
            await asyncio.wait({task}, timeout=_PAUSE)

    async def cancel_spawned(self) -> None:
        """Cancel all tasks that have begun since the baseline."""
        spawned = asyncio.all_tasks() - self._baseline
        spawned.discard(cast("Task[Any]", asyncio.current_task()))
        for task in spawned:
            task.cancel()
        if spawned:
            await asyncio.wait(spawned, timeout=1)


def _current_task() -> Task[Any] | None:
    try:
        return asyncio.current_task()
    except RuntimeError:
        return None


def _is_sleep(callback: Callable[..., object]) -> bool:
    # What `asyncio.sleep()` waits for; timeouts call other things.
    name = getattr(callback, "__name__", "")
    return name == "_set_result_unless_cancelled"
