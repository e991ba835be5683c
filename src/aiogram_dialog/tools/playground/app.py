"""The server of the playground: who may ask, and what is answered."""

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import TracebackType

from aiohttp import WSMsgType, web
from typing_extensions import Self

from .deeds import do
from .file_kinds import UNKNOWN, kind_of
from .game import Game
from .plain import Json
from .uploads import Upload

HOST = "127.0.0.1"
LARGEST_UPLOAD = 50 * 1024 * 1024

_PAGE = Path(__file__).with_name("page")
_PAGE_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; "
        "media-src 'self' blob:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # The address has the token in it.
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_Next = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PlaygroundServer:
    """Serve the page of a game on loopback, to who knows its address.

    ``port``: 0 for any that is free.
    """

    def __init__(self, game: Game, *, port: int = 0) -> None:
        self._game = game
        self._port = port
        self._token = secrets.token_urlsafe(24)
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """The address of the page, while it is served."""
        return f"http://{HOST}:{self._port}/{self._token}/"

    async def __aenter__(self) -> Self:
        app = web.Application(
            client_max_size=LARGEST_UPLOAD,
            middlewares=[self._guard],
        )
        app.on_response_prepare.append(_add_headers)
        app.add_routes(
            [
                web.get("/{token}/", self._index),
                web.get("/{token}/page/{name:.+}", self._page),
                web.get("/{token}/files/{file}", self._file),
                web.post("/{token}/upload", self._upload),
                web.get("/{token}/live", self._live),
            ],
        )
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        self._runner = runner
        await web.TCPSite(runner, HOST, self._port).start()
        self._port = runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._runner is not None:
            self._game.hub.close()
            await self._runner.cleanup()
            self._runner = None

    # Who may ask

    @web.middleware
    async def _guard(
        self,
        request: web.Request,
        handler: _Next,
    ) -> web.StreamResponse:
        """Keep out other sites, and names that lead here by a trick."""
        hosts = {f"{name}:{self._port}" for name in (HOST, "localhost")}
        if request.host not in hosts:
            raise web.HTTPForbidden
        origin = request.headers.get("Origin")
        is_socket = request.headers.get("Upgrade", "").lower() == "websocket"
        if (origin is not None or is_socket) and (
            origin != f"http://{request.host}"
        ):
            raise web.HTTPForbidden
        token = request.match_info.get("token", "")
        if not secrets.compare_digest(token.encode(), self._token.encode()):
            raise web.HTTPNotFound
        return await handler(request)

    # What is answered

    async def _index(self, _: web.Request) -> web.StreamResponse:
        return _answer_file(_PAGE / "index.html", "text/html")

    async def _page(self, request: web.Request) -> web.StreamResponse:
        path = (_PAGE / request.match_info["name"]).resolve()
        kind = _PAGE_TYPES.get(path.suffix)
        if kind is None or not path.is_relative_to(_PAGE.resolve()):
            raise web.HTTPNotFound
        return _answer_file(path, kind)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        files = self._game.stage.state.files
        file = files.get(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound
        kind = kind_of(file.content)
        response = web.Response(body=file.content, content_type=kind)
        if kind == UNKNOWN:
            response.headers["Content-Disposition"] = "attachment"
        return response

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        name = Path(request.query.get("name", "")).name
        upload = Upload(name, await request.read())
        return web.json_response({"upload": self._game.uploads.add(upload)})

    async def _live(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        first = self._game.broadcast.first()
        with self._game.hub.listening(first) as queue:
            telling = asyncio.create_task(_tell(socket, queue))
            try:
                async for message in socket:
                    if message.type is WSMsgType.TEXT:
                        queue.put_nowait(await self._do(message.data))
            finally:
                telling.cancel()
                await asyncio.gather(telling, return_exceptions=True)
        return socket

    async def _do(self, text: str) -> Json:
        try:
            ask = json.loads(text)
        except ValueError:
            ask = None
        if not isinstance(ask, dict):
            error = "That is no object in JSON."
            return {"type": "done", "id": None, "error": error, "result": None}
        return await do(self._game, ask)


async def _tell(
    socket: web.WebSocketResponse,
    queue: "asyncio.Queue[Json | None]",
) -> None:
    while True:
        event = await queue.get()
        if event is None:
            await socket.close()
            return
        await socket.send_json(event)


def _answer_file(path: Path, kind: str) -> web.StreamResponse:
    if not path.is_file():
        raise web.HTTPNotFound
    return web.Response(
        body=path.read_bytes(),
        content_type=kind,
        charset="utf-8",
    )


async def _add_headers(
    _: web.Request,
    response: web.StreamResponse,
) -> None:
    response.headers.update(_HEADERS)
