"""A server that speaks the playground's contract, with nothing behind it.

``python tests/live/playground_page/served.py`` serves it for a look.
"""

import asyncio
import json
import struct
import sys
import zlib
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

sys.path.insert(0, str(Path(__file__).parent))
import talks
import told

PAGE = Path(__file__).parents[3] / "src/aiogram_dialog/tools/playground/page"
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
Json = dict[str, Any]


def picture(width: int = 160, height: int = 100) -> bytes:
    """Return a PNG of an evening sky."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    rows = b"".join(
        b"\0"
        + b"".join(
            bytes((230 - y, 120 + x // 4, 80 + y)) for x in range(width)
        )
        for y in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", head),
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        ),
    )


class Served:
    """Remember what the page asks for, and tell it what a test says."""

    def __init__(self, messages: dict[str, list[Json]] | None = None) -> None:
        self.world = told.world()
        self.messages = messages or {
            told.PRIVATE: talks.every_kind(),
            told.BUSY: talks.long_talk(3),
            told.GROUP: talks.group_talk(),
        }
        self.deeds: list[Json] = []
        self.uploads: list[bytes] = []
        self.results: dict[str, Any] = {"copy_test": "async def test(): ...\n"}
        self.errors: dict[str, str] = {}
        self.answers = True
        self.sockets: set[web.WebSocketResponse] = set()
        self.url = ""

    async def start(self, port: int = 0) -> None:
        app = web.Application()
        app.router.add_get("/t/", self._index)
        app.router.add_get("/t/page/{name}", self._file_of_page)
        app.router.add_get("/t/files/{name}", self._file)
        app.router.add_post("/t/upload", self._upload)
        app.router.add_get("/t/live", self._live)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}/t/"

    async def stop(self) -> None:
        await self.drop()
        await self._runner.cleanup()

    async def drop(self) -> None:
        """Cut all lines."""
        for socket in list(self.sockets):
            await socket.close()

    async def tell(self, kind: str, **fields: Any) -> None:
        for socket in list(self.sockets):
            await socket.send_json({"type": kind, **fields})

    async def tell_world(self, **fields: Any) -> None:
        self.world |= fields
        await self.tell(**{"kind": "world"} | self._without_type())

    async def tell_message(
        self, chat: str, message: Json, change: str = "new"
    ) -> None:
        known = [it for it in self.messages[chat] if it["id"] != message["id"]]
        self.messages[chat] = known + [message] * (change != "deleted")
        await self.tell("message", chat=chat, change=change, message=message)

    def asked(self, name: str) -> list[Json]:
        """Return the deeds of a name, without their ids."""
        return [
            {key: it[key] for key in it if key not in {"id", "do"}}
            for it in self.deeds
            if it["do"] == name
        ]

    def _without_type(self) -> Json:
        return {key: it for key, it in self.world.items() if key != "type"}

    async def _index(self, _: web.Request) -> web.Response:
        return self._page("index.html")

    async def _file_of_page(self, request: web.Request) -> web.Response:
        return self._page(request.match_info["name"])

    def _page(self, name: str) -> web.Response:
        path = PAGE / name
        return web.Response(
            body=path.read_bytes(),
            content_type=KINDS[path.suffix],
            headers={"Content-Security-Policy": POLICY},
        )

    async def _file(self, request: web.Request) -> web.Response:
        if request.match_info["name"].endswith(".png"):
            return web.Response(body=picture(), content_type="image/png")
        raise web.HTTPNotFound

    async def _upload(self, request: web.Request) -> web.Response:
        self.uploads.append(await request.read())
        return web.json_response({"upload": f"u{len(self.uploads)}"})

    async def _live(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json(self.world)
        for chat, messages in self.messages.items():
            newest = messages[-100:] if chat == told.PRIVATE else messages
            await socket.send_json(
                {
                    "type": "messages",
                    "chat": chat,
                    "messages": newest,
                    "more": len(newest) < len(messages),
                },
            )
        await socket.send_json(
            {"type": "timeline", "entries": told.timeline()}
        )
        await socket.send_json(told.state())
        self.sockets.add(socket)
        async for received in socket:
            if received.type == WSMsgType.TEXT:
                await self._do(socket, json.loads(received.data))
        self.sockets.discard(socket)
        return socket

    async def _do(self, socket: web.WebSocketResponse, deed: Json) -> None:
        self.deeds.append(deed)
        name = deed["do"]
        if name == "press" and self.answers:
            await self._press(deed)
        if name == "say":
            await self._say(deed)
        await socket.send_json(
            {
                "type": "done",
                "id": deed["id"],
                "error": self.errors.get(name),
                "result": self.results.get(name),
            },
        )

    async def _press(self, deed: Json) -> None:
        query = f"q{len(self.deeds)}"
        place = ("chat", "message", "row", "column", "person")
        await self.tell(
            "pressed", query=query, **{it: deed[it] for it in place}
        )

    async def _say(self, deed: Json) -> None:
        chat = deed["chat"]
        number = max(it["id"] for it in self.messages[chat]) + 1
        thread = deed.get("thread")
        said = talks.message(
            number, deed["text"], author=deed["person"], thread=thread
        )
        await self.tell_message(chat, said)
        heard = talks.message(
            number + 1, f"You said: {deed['text']}", thread=thread
        )
        await self.tell_message(chat, heard)


async def main() -> None:
    served = Served()
    await served.start(8123)
    print(served.url)  # noqa: T201 - for who looks
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
