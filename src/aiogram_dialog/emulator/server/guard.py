"""Who may ask a server of this machine, and what browsers may do there.

Every server of the package stands behind it. They listen on loopback, which
keeps other machines out but not the pages that a browser of this machine
shows: those are told apart by what browsers say of a request.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web

NO_PAGE = "default-src 'none'; frame-ancestors 'none'"
"""The policy of a server that has no pages."""

_ENDS_POLICY = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # An address may have a token in it.
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_HTTP_PORT = 80
# What a browser says if a person, or a page of the server itself, asks.
_OWN_SITE = {"none", "same-origin"}

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def policy_of_page(**sources: str) -> str:
    """Return the policy of a page that is framed and submitted nowhere.

    Args:
        **sources: The sources of each kind of thing, by the name of its
            directive: ``img_src="'self' data:"``. What is not named comes
            from nowhere.
    """
    named = {"default_src": "'none'", **sources}
    directives = [
        f"{name.replace('_', '-')} {value}" for name, value in named.items()
    ]
    return "; ".join([*directives, _ENDS_POLICY])


@dataclass(frozen=True, slots=True)
class Guard:
    """The rules of one server on loopback.

    Attributes:
        policy: The Content-Security-Policy of what is answered.
        token: A secret that the first part of every path has to be. The
            routes call this part ``{token}``. Without a token, browsers have
            to say that no other site asks.
    """

    policy: str = NO_PAGE
    token: str = field(default="", repr=False)

    def protect(self, app: web.Application) -> None:
        """Check all requests of an application before anything else.

        Args:
            app: The application, before it is started.
        """
        app.middlewares.insert(0, self._let_in)
        app.on_response_prepare.append(self._add_headers)

    @web.middleware
    async def _let_in(
        self,
        request: web.Request,
        handler: _Handler,
    ) -> web.StreamResponse:
        self._check(request)
        try:
            return await handler(request)
        except web.RequestPayloadError as error:
            raise web.HTTPBadRequest(text="Unreadable body.") from error

    def _check(self, request: web.Request) -> None:
        if not _is_asked_by_name(request):
            raise web.HTTPForbidden(text="This is no name of the server.")
        if not _is_of_own_origin(request):
            raise web.HTTPForbidden(text="Another site asks.")
        if self.token:
            given = request.match_info.get("token", "")
            if not _is_same(given, self.token):
                raise web.HTTPNotFound
        elif not _is_of_own_site(request):
            raise web.HTTPForbidden(
                text="Another site leads here. "
                "Type the address into a new tab.",
            )

    async def _add_headers(
        self,
        _: web.Request,
        response: web.StreamResponse,
    ) -> None:
        response.headers.update(_HEADERS)
        response.headers["Content-Security-Policy"] = self.policy


def is_loopback(name: str) -> bool:
    """Tell whether a host can be nothing but this machine.

    Args:
        name: An address, without brackets, or the name of a host.
    """
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _is_asked_by_name(request: web.Request) -> bool:
    """Tell whether the server is asked under a name of loopback.

    A page can rebind the name of its own site to loopback; then it counts
    as the same site for a browser, and only the name gives it away.
    """
    try:
        host = urlsplit(f"//{request.host}")
        port = host.port or _HTTP_PORT
    except ValueError:
        return False
    return port == _port_of(request) and is_loopback(host.hostname or "")


def _port_of(request: web.Request) -> int | None:
    transport = request.transport
    address = transport and transport.get_extra_info("sockname")
    return address[1] if address else None


def _is_of_own_origin(request: web.Request) -> bool:
    """Tell whether no page asks, or one of this server.

    Browsers name the origin of each page that opens a socket.
    """
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Upgrade", "").lower() != "websocket"
    return origin == f"http://{request.host}"


def _is_of_own_site(request: web.Request) -> bool:
    return request.headers.get("Sec-Fetch-Site", "none") in _OWN_SITE


def _is_same(given: str, token: str) -> bool:
    # What is not UTF-8 in an address is there as surrogates.
    raw = given.encode(errors="surrogatepass")
    return secrets.compare_digest(raw, token.encode())


class Turns:
    """A limit on what is done at once, and on what waits for that.

    Args:
        at_once: How many may work at the same time.
        waiting: How many may wait for their turn besides.
    """

    def __init__(self, at_once: int, waiting: int) -> None:
        self._working = asyncio.Semaphore(at_once)
        self._most = at_once + waiting
        self._inside = 0

    @asynccontextmanager
    async def take(self) -> AsyncIterator[None]:
        """Wait for a turn and work while the context is open.

        Raises:
            HTTPServiceUnavailable: As many as may are waiting already.
        """
        if self._inside >= self._most:
            raise web.HTTPServiceUnavailable(
                text="Too much is asked at once. Try again.",
                headers={"Retry-After": "1"},
            )
        self._inside += 1
        try:
            async with self._working:
                yield
        finally:
            self._inside -= 1
