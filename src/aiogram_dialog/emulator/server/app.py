"""The HTTP transport: a Bot API server on a free port of this machine."""

import json
from types import TracebackType

from aiohttp import web
from typing_extensions import Self

from aiogram_dialog.emulator.answers import Refusal, refusal
from aiogram_dialog.emulator.faults import Dropped, Html, Outcome
from aiogram_dialog.emulator.transports import Request, serve
from aiogram_dialog.emulator.world import World

from .bodies import TooLargeError, read_request
from .guard import Guard
from .webhooks import WebhookDelivery

_HOST = "127.0.0.1"
_LARGEST_BODY = 60 * 1024 * 1024


class EmulatorServer:
    """Serve the Bot API of a world over HTTP, on loopback only.

    ::

        async with EmulatorServer(world) as server:
            api = TelegramAPIServer.from_base(server.base_url)
            bot = Bot(account.token, session=AiohttpSession(api=api))

    Webhooks are delivered to addresses on loopback; ``retry_delay`` is the
    pause in seconds before a failed delivery is tried for the third time.
    """

    def __init__(
        self,
        world: World,
        *,
        port: int = 0,
        retry_delay: float = 1.0,
    ) -> None:
        self._world = world
        self._port = port
        self._webhooks = WebhookDelivery(world, retry_delay)
        self._runner: web.AppRunner | None = None
        self._base_url = ""

    @property
    def base_url(self) -> str:
        """The address for TelegramAPIServer.from_base, while it runs."""
        return self._base_url

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=_LARGEST_BODY)
        Guard().protect(app)
        app.router.add_route("*", "/{path:.*}", self._handle)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        self._runner = runner
        await web.TCPSite(runner, _HOST, self._port).start()
        self._base_url = f"http://{_HOST}:{runner.addresses[0][1]}"
        await self._webhooks.start()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._webhooks.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        kind, _, rest = request.match_info["path"].partition("bot")
        token, _, tail = rest.partition("/")
        if kind == "file/" and request.method == "GET":
            return self._file(token, tail)
        method = tail.removeprefix("test/")
        if kind or not method or "/" in method:
            return _response(refusal(404))
        outcome = await self._call(request, token, method)
        if isinstance(outcome, Dropped):
            return _drop(request)
        return _response(outcome)

    async def _call(
        self,
        request: web.Request,
        token: str,
        method: str,
    ) -> Outcome:
        try:
            params, files = await read_request(request)
        except TooLargeError as error:
            return refusal(413, str(error))
        except web.HTTPRequestEntityTooLarge:
            return refusal(413)
        except UnicodeDecodeError:
            return refusal(400, "strings must be encoded in UTF-8")
        except (ValueError, web.RequestPayloadError):
            return refusal(400, "can't parse the request")
        return await serve(
            self._world,
            Request(token, method, params, files),
        )

    def _file(self, token: str, path: str) -> web.StreamResponse:
        refused = self._world.refuse_token(token)
        if refused is not None:
            return _response(refused)
        file = self._world.file(path)
        if file is None:
            return _response(refusal(404))
        return web.Response(
            body=file.content,
            content_type="application/octet-stream",
        )


def _drop(request: web.Request) -> web.StreamResponse:
    """Close the connection in the face of the client."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _response(outcome: Outcome) -> web.Response:
    if isinstance(outcome, Html):
        return web.Response(
            status=outcome.status,
            text=outcome.body,
            content_type="text/html",
        )
    if isinstance(outcome, Dropped):
        return web.Response(status=500)
    headers = {}
    if isinstance(outcome, Refusal) and "retry_after" in outcome.parameters:
        headers["Retry-After"] = str(outcome.parameters["retry_after"])
    return web.json_response(
        outcome.as_json(),
        status=outcome.code,
        headers=headers,
        dumps=json.dumps,
    )
