"""The command ``aiogram-dialog-preview``: pictures of a bot in a browser."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable, Sequence
from logging import getLogger
from pathlib import Path
from typing import Any

from aiogram import Router
from aiohttp import web

from aiogram_dialog.emulator.server.guard import (
    Guard,
    Turns,
    is_loopback,
    policy_of_page,
)

from .own_process import call_apart
from .preview import render_preview_content
from .target import FORM, Target, TargetError, loading, parse_target
from .transitions import render_transitions

logger = getLogger(__name__)

PORT = 9876
# A bot is imported in each process, which takes time and memory.
_PROCESSES = 2
_WAITING = 8
# The style is in the page, and pictures are where the bot has them.
_POLICY = policy_of_page(
    style_src="'unsafe-inline'",
    img_src="'self' data: http: https:",
)
INTRO = f"""
Aiogram Dialog
====================

HTML preview:
http://127.0.0.1:{PORT}/

PNG transitions diagram:
http://127.0.0.1:{PORT}/transitions

======================
"""


class Renderer:
    """Render a bot; made for a process of its own for each picture.

    ``app_module`` is in ``directory``, and has ``dialogs_router``.
    """

    def __init__(
        self,
        app_module: str,
        dialogs_router: str,
        directory: str = ".",
    ) -> None:
        self.target = Target(directory, app_module, dialogs_router)

    def load_preview(self) -> str:
        """Return the page of all windows, events simulated."""
        return asyncio.run(self._load_preview())

    async def _load_preview(self) -> str:
        async with loading(self.target) as loaded:
            return await render_preview_content(
                loaded.router,
                simulate_events=True,
            )

    async def _load(self) -> Router:
        async with loading(self.target) as loaded:
            return loaded.router

    def load_transitions(self, path: str) -> None:
        """Draw the transitions into a file, as what its suffix says."""
        router = asyncio.run(self._load())
        file = Path(path)
        render_transitions(
            router,
            filename=str(file.with_suffix("")),
            format=file.suffix.removeprefix("."),
        )


class Controller:
    """Answer requests; each picture is rendered in a new process."""

    def __init__(
        self,
        app_module: str,
        dialogs_router: str,
        directory: str = ".",
    ) -> None:
        self.renderer = Renderer(app_module, dialogs_router, directory)
        self._turns = Turns(_PROCESSES, _WAITING)

    async def preview(self, _request: web.Request) -> web.Response:
        """Return the page of all windows."""
        async with self._turns.take():
            page = await call_apart(self.renderer.load_preview)
        return web.Response(text=page, content_type="text/html")

    async def transitions(self, _request: web.Request) -> web.Response:
        """Return the transitions as a PNG picture."""
        return await self._draw("png", "image/png")

    async def transitions_svg(self, _request: web.Request) -> web.Response:
        """Return the transitions as an SVG picture."""
        return await self._draw("svg", "image/svg+xml")

    async def _draw(self, suffix: str, content_type: str) -> web.Response:
        with tempfile.TemporaryDirectory() as directory:
            file = Path(directory, f"transitions.{suffix}")
            async with self._turns.take():
                await call_apart(self.renderer.load_transitions, str(file))
            picture = await asyncio.to_thread(file.read_bytes)
        return web.Response(body=picture, content_type=content_type)


@web.middleware
async def _tell_errors(
    request: web.Request,
    handler: Callable[[web.Request], Any],
) -> web.StreamResponse:
    """Answer what went wrong, and go on."""
    try:
        response: web.StreamResponse = await handler(request)
        return response
    except web.HTTPException:
        raise
    except Exception as error:
        logger.exception("Cannot answer %s", request.path)
        return web.Response(status=500, text=str(error))


def _make_app(target: Target) -> web.Application:
    controller = Controller(target.module, target.attribute, target.directory)
    app = web.Application(middlewares=[_tell_errors])
    Guard(_POLICY).protect(app)
    app.router.add_get("/", controller.preview)
    app.router.add_get("/transitions", controller.transitions)
    app.router.add_get("/transitions.svg", controller.transitions_svg)
    return app


def removesuffix(s: str, suffix: str) -> str:
    """Return a string without its end."""
    return s.removesuffix(suffix)


def disable_print(*_args: Any, **_kwargs: Any) -> None:
    """Print nothing."""


def main() -> None:
    """Run the command line."""
    options = _parse_arguments()
    host = f"[{options.host}]" if ":" in options.host else options.host
    address = f"{host}:{options.port}"
    print(INTRO.replace(f"127.0.0.1:{PORT}", address), flush=True)  # noqa: T201 - the user's screen
    try:
        web.run_app(
            _make_app(options.target),
            host=options.host,
            port=options.port,
            print=disable_print,
        )
    except OSError as error:
        sys.exit(f"Cannot listen on {address}: {error.strerror}")


def _parse_arguments(
    arguments: Sequence[str] | None = None,
) -> argparse.Namespace:
    """Return `target`, `host` and `port`; exit with 2 if they are wrong."""
    parser = argparse.ArgumentParser(
        prog="aiogram-dialog-preview",
        description=(
            "Show the windows of a bot and the ways between them. It "
            "listens on this machine only, and calls handlers of the bot."
        ),
    )
    parser.add_argument(
        "target",
        type=_target,
        metavar="TARGET",
        help=f"a router, or a function that returns one: {FORM}",
    )
    parser.add_argument(
        "--host",
        type=_loopback,
        default="127.0.0.1",
        help="the address to listen on, of this machine (%(default)s)",
    )
    parser.add_argument(
        "--port",
        type=_port,
        default=PORT,
        help="the port to listen on (%(default)s)",
    )
    return parser.parse_args(arguments)


def _target(text: str) -> Target:
    try:
        return parse_target(text)
    except TargetError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _loopback(text: str) -> str:
    host = "127.0.0.1" if text == "localhost" else text
    if not is_loopback(host):
        raise argparse.ArgumentTypeError(
            f"{text!r} is not an address of this machine alone: take "
            "127.0.0.1 or ::1.",
        )
    return host


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 2**16):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no port: take a number from 1 to 65535.",
        )
    return int(text)


if __name__ == "__main__":
    main()
