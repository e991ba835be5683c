"""The server of the playground: who may ask, and what is answered."""

import asyncio
import secrets
from pathlib import Path
from types import TracebackType

from aiohttp import WSMsgType, web
from typing_extensions import Self

from aiogram_dialog.emulator.json_reading import parse_json
from aiogram_dialog.emulator.server.guard import Guard, policy_of_page

from .file_kinds import UNKNOWN, kind_of
from .handlers import handle
from .plain import Json
from .playground import Playground
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
_POLICY = policy_of_page(
    default_src="'self'",
    img_src="'self' data: blob:",
    media_src="'self' blob:",
)


class PlaygroundServer:
    """Serve the page of a playground on loopback, to who knows its address.

    ``port``: 0 for any that is free.
    """

    def __init__(self, playground: Playground, *, port: int = 0) -> None:
        self._playground = playground
        self._port = port
        self._token = secrets.token_urlsafe(24)
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """The address of the page, while it is served."""
        return f"http://{HOST}:{self._port}/{self._token}/"

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=LARGEST_UPLOAD)
        Guard(_POLICY, self._token).protect(app)
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
            self._playground.events.close()
            await self._runner.cleanup()
            self._runner = None

    # What is answered

    async def _index(self, _: web.Request) -> web.StreamResponse:
        return _answer_file(_PAGE / "index.html", "text/html")

    async def _page(self, request: web.Request) -> web.StreamResponse:
        path = _page_files().get(request.match_info["name"])
        if path is None:
            raise web.HTTPNotFound
        return _answer_file(path, _PAGE_TYPES[path.suffix])

    async def _file(self, request: web.Request) -> web.StreamResponse:
        files = self._playground.bot_world.state.files
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
        return web.json_response(
            {"upload": self._playground.uploads.add(upload)},
        )

    async def _live(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        first = self._playground.publisher.first()
        with self._playground.events.listening(first) as queue:
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
            request = parse_json(text)
        except ValueError:
            request = None
        if not isinstance(request, dict):
            error = "That is no object in JSON."
            return {"type": "done", "id": None, "error": error, "result": None}
        return await handle(self._playground, request)


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


def _page_files() -> dict[str, Path]:
    """Return the files of the page by their names in addresses.

    A name from outside is looked up, and never becomes a path.
    """
    return {
        path.relative_to(_PAGE).as_posix(): path
        for path in _PAGE.rglob("*")
        if path.suffix in _PAGE_TYPES
    }


def _answer_file(path: Path, kind: str) -> web.StreamResponse:
    return web.Response(
        body=path.read_bytes(),
        content_type=kind,
        charset="utf-8",
    )
