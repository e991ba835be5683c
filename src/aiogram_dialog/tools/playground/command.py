"""Playing with a bot until somebody presses Ctrl+C."""

import asyncio
import signal
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from aiogram.client.default import DefaultBotProperties

from aiogram_dialog.tools.target import Target

from .app import PlaygroundServer
from .playground import Playground


async def play_bot(
    target: Target,
    *,
    port: int = 0,
    opens_browser: bool = True,
    parse_mode: str | None = None,
    tell: Callable[[str], object] = print,
) -> None:
    """Serve the playground of a bot until the process is told to stop.

    ``parse_mode``: of messages that name none, like that of the defaults
    of a ``Bot``.

    Raises ``TargetError`` if there is no such bot.
    """
    default = DefaultBotProperties(parse_mode=parse_mode)
    playground = Playground(target, default if parse_mode else None)
    with _stop_signals() as stopped:
        async with (
            playground.playing(),
            PlaygroundServer(playground, port=port) as server,
        ):
            tell(f"Playing with {target} at {server.url}")
            if playground.failure is not None:
                tell(f"{playground.failure}: the page shows where.")
            tell("Press Ctrl+C to stop.")
            if opens_browser:
                await asyncio.to_thread(webbrowser.open, server.url)
            await stopped.wait()
            tell("Stopping.")


@contextmanager
def _stop_signals() -> Iterator[asyncio.Event]:
    """Set an event where the process would be interrupted."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    heard = []
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stopped.set)
        except (NotImplementedError, RuntimeError, ValueError):
            # Not on Windows, and not outside of the main thread: there the
            # whole loop is interrupted, and ends as cleanly.
            continue
        heard.append(number)
    try:
        yield stopped
    finally:
        for number in heard:
            loop.remove_signal_handler(number)
