"""The desk at which main functions leave what they would run."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties

from .patching import signals_kept

PATIENCE = 30.0
"""Seconds that a main function may take until it hands over its bot."""
_QUIET = 1.0
"""Seconds after which a bot with a webhook counts as handed over."""
_FAREWELL = 2.0
"""Seconds that a main function may take to end."""


@dataclass(frozen=True, slots=True)
class Handover:
    """What a main function would have run.

    Attributes:
        dispatcher: Its dispatcher.
        bots: The bots whose updates it would have handled.
        data: What it would have given to handlers besides.
    """

    dispatcher: Dispatcher
    bots: tuple[Bot, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def default(self) -> DefaultBotProperties | None:
        """What its bot says in calls that do not say it."""
        return self.bots[-1].default if self.bots else None


class NoHandoverError(Exception):
    """A main function neither ends nor hands over a bot."""


class LeavingError(BaseException):
    """A plain function ends where it would have run a loop."""


# Whoever waits to be let go is kept by nothing else.
_kept: set["HandoverDesk"] = set()


class HandoverDesk:
    """A desk at which main functions hand over what they would run."""

    def __init__(self) -> None:
        self.handover: Handover | None = None
        self.is_open = True
        self.loop = asyncio.get_running_loop()
        self._is_importing = True
        self._handed = asyncio.Event()
        self._let_go = asyncio.Event()
        self._main: asyncio.Future[_Outcome] | None = None
        self._left: Awaitable[Any] | None = None
        # What a webhook would be served with, as far as that is known.
        self._made: list[Dispatcher] = []
        self._served: Handover | None = None

    # What main functions come to

    def take(self, handover: Handover) -> None:
        """Take over a bot; the first one counts."""
        if self.handover is None:
            handover.dispatcher.workflow_data.update(handover.data)
            self.handover = handover
            self._handed.set()

    async def keep(self, handover: Handover) -> None:
        """Take over a bot, and let its main function wait."""
        self.take(handover)
        _kept.add(self)
        await self._let_go.wait()

    def leave(self) -> None:
        """End a plain function; a module that is imported goes on.

        Raises:
            LeavingError: No module is being imported.
        """
        if not self._is_importing:
            raise LeavingError

    def run(self, work: Awaitable[Any]) -> None:
        """Remember what a plain function would run in a loop of its own."""
        self._left = work
        self.leave()

    def note_dispatcher(self, dispatcher: Dispatcher) -> None:
        """Remember a dispatcher: a webhook may be meant for it."""
        self._made.append(dispatcher)

    def note_webhook(self, bot: Bot) -> None:
        """Remember a bot that gets its updates by a webhook."""
        if self._served is None and self._made:
            self.note_served(Handover(self._made[-1], (bot,)))

    def note_served(self, handover: Handover) -> None:
        """Remember what a server would give its updates to."""
        self._served = handover
        self.loop.call_later(_QUIET, self.take_served)

    def take_served(self) -> None:
        """Take over what a webhook would be served with, if that is known."""
        if self._served is not None:
            self.take(self._served)

    @property
    def served(self) -> Handover | None:
        """What a webhook would be served with, if that is known."""
        return self._served

    # Running main functions

    async def call(self, function: Callable[[], Any]) -> Any:
        """Call a function until it returns or has handed over its bot.

        Args:
            function: It takes nothing; it may be a coroutine function.

        Returns:
            What it returns; None if it has handed over its bot.

        Raises:
            NoHandoverError: It does neither.
        """
        self._is_importing = False
        try:
            result = function()
        except LeavingError:
            return await self.finish()
        if inspect.isawaitable(result):
            self._left = result
            return await self.finish()
        return result

    async def finish(self) -> Any:
        """Run what was left to be run in a loop, if there is something.

        Returns:
            What it returns.

        Raises:
            NoHandoverError: It neither ends nor hands over a bot.
        """
        self._is_importing = False
        work, self._left = self._left, None
        result = None if work is None else await self._wait_for(work)
        if result is None:
            self.take_served()
        return result

    async def _wait_for(self, work: Awaitable[Any]) -> Any:
        main = self._main = asyncio.ensure_future(_enclose(work))
        handed = asyncio.ensure_future(self._handed.wait())
        await asyncio.wait(
            {main, handed},
            timeout=PATIENCE,
            return_when=asyncio.FIRST_COMPLETED,
        )
        handed.cancel()
        if main.done():
            return main.result().open()
        if self.handover is None:
            await self.dismiss()
            raise NoHandoverError
        return None

    async def dismiss(self) -> None:
        """Let the main function end, and wait for that a little."""
        _kept.discard(self)
        self._let_go.set()
        main, self._main = self._main, None
        if main is None:
            return
        with signals_kept(self.loop):
            await asyncio.wait({main}, timeout=_FAREWELL)
            if not main.done():
                main.cancel()
                await asyncio.wait({main}, timeout=_FAREWELL)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a function has returned or raised.

    A task must not raise ``SystemExit``: that would end the loop.
    """

    result: Any = None
    error: BaseException | None = None

    def open(self) -> Any:
        if self.error is not None:
            raise self.error
        return self.result


async def _enclose(work: Any) -> _Outcome:
    try:
        return _Outcome(await work)
    except LeavingError:
        return _Outcome()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - it is raised elsewhere
        return _Outcome(error=error)
