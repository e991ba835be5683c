"""Main functions that hand over their bot instead of running it.

The ``main()`` of a bot makes a dispatcher and a bot, and then polls Telegram
or serves a webhook until the program ends. While a handover desk is open, it
stops right there and is kept as it is, with all that it has opened, until it
is dismissed.
"""

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from functools import wraps
from itertools import chain
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.webhook import aiohttp_server
from aiohttp import web, web_runner

from .handover_desk import Handover, HandoverDesk
from .patching import patched, signals_kept


@asynccontextmanager
async def handed_over(
    function: Callable[[], Any],
) -> AsyncIterator[Handover]:
    """Call a function for its dispatcher, and let it end afterwards.

    Args:
        function: It returns a dispatcher, or hands one over; it may be a
            coroutine function.

    Yields:
        Its dispatcher and bots.

    Raises:
        TypeError: It does neither.
        NoHandoverError: It does neither for long.
    """
    with open_handover_desk() as desk:
        result = await desk.call(function)
        if isinstance(result, Dispatcher):
            desk.take(Handover(result))
    if desk.handover is None:
        raise TypeError(
            f"{function} has returned {result!r}: it should return a "
            "Dispatcher, poll with one, or serve its webhook.",
        )
    try:
        yield desk.handover
    finally:
        await desk.dismiss()


@contextmanager
def open_handover_desk() -> Iterator[HandoverDesk]:
    """Let main functions hand over their bots while the context is open.

    Handlers of signals that they install are not installed meanwhile.
    """
    desk = HandoverDesk()
    patches = (
        _of_dispatchers(desk),
        _of_webhooks(desk),
        _of_loops(desk),
    )
    with ExitStack() as stack:
        stack.enter_context(signals_kept(desk.loop))
        for owner, name, value in chain(*patches):
            stack.enter_context(patched(owner, name, value))
        try:
            yield desk
        finally:
            desk.is_open = False


_Patches = Iterator[tuple[Any, str, Any]]


def _of_dispatchers(desk: HandoverDesk) -> _Patches:
    start = Dispatcher.start_polling
    signature = inspect.signature(start)

    def handover(
        dispatcher: Dispatcher,
        *bots: Bot,
        **options: Any,
    ) -> Handover:
        bound = signature.bind(dispatcher, *bots, **options).arguments
        return Handover(dispatcher, bots, bound.get("kwargs", {}))

    async def start_polling(*args: Any, **options: Any) -> None:
        await desk.keep(handover(*args, **options))

    def run_polling(*args: Any, **options: Any) -> None:
        desk.take(handover(*args, **options))
        desk.leave()

    make = Dispatcher.__init__

    def note(dispatcher: Dispatcher, *args: Any, **options: Any) -> None:
        make(dispatcher, *args, **options)
        desk.note_dispatcher(dispatcher)

    yield Dispatcher, "start_polling", start_polling
    yield Dispatcher, "run_polling", run_polling
    yield Dispatcher, "__init__", note


def _of_webhooks(desk: HandoverDesk) -> _Patches:
    set_webhook = Bot.set_webhook
    register = aiohttp_server.BaseRequestHandler.register
    start_site = web_runner.BaseSite.start

    async def note_webhook(bot: Bot, *args: Any, **options: Any) -> bool:
        if args or options.get("url"):
            desk.note_webhook(bot)
        return await set_webhook(bot, *args, **options)

    def note_served(handler: Any, *args: Any, **options: Any) -> None:
        bots = (handler.bot,) if hasattr(handler, "bot") else ()
        desk.note_served(Handover(handler.dispatcher, bots, handler.data))
        register(handler, *args, **options)

    def run_app(*_: Any, **__: Any) -> None:
        desk.take_served()
        desk.leave()

    async def start(site: web_runner.BaseSite) -> None:
        # Other servers may be needed, those of webhooks are not.
        if desk.served is None:
            await start_site(site)
            return
        await desk.keep(desk.served)
        # It would begin to listen now.
        raise asyncio.CancelledError

    yield Bot, "set_webhook", note_webhook
    yield aiohttp_server.BaseRequestHandler, "register", note_served
    yield web, "run_app", run_app
    yield web_runner.BaseSite, "start", start


def _of_loops(desk: HandoverDesk) -> _Patches:
    def is_ours() -> bool:
        # Other threads run loops of their own.
        return desk.is_open and _running_loop() is desk.loop

    def taking(run: Callable[..., Any], position: int) -> Callable[..., Any]:
        """Make a function that runs a loop leave its work to the desk."""

        @wraps(run)
        def leave_to_desk(*args: Any, **options: Any) -> Any:
            if not is_ours():
                return run(*args, **options)
            work = [*args, *options.values()][position:]
            # What runs for ever has begun its work already.
            desk.run(work[0] if work else asyncio.Event().wait())
            return None

        return leave_to_desk

    loops = asyncio.BaseEventLoop
    yield asyncio, "run", taking(asyncio.run, 0)
    for name in ("run_until_complete", "run_forever"):
        yield loops, name, taking(getattr(loops, name), 1)
    runner = getattr(asyncio, "Runner", None)
    if runner is not None:
        yield runner, "run", taking(runner.run, 1)


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
