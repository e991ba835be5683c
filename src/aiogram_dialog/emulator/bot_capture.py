"""The capture of bots: whoever made them, they speak to a world.

A bot may have sessions, proxies and even further ``Bot`` objects of its own.
While they are captured, none of them reaches Telegram: sessions of all
classes lead to the world, and what goes past them is refused.
"""

import re
import socket
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.client.session.middlewares.manager import (
    RequestMiddlewareManager,
)
from aiogram.methods import TelegramMethod
from yarl import URL

from .patching import patched
from .records import BotAccount
from .session import EmulatorSession
from .world import World

_TELEGRAM = "api.telegram.org"
# Where a Bot API server is, such addresses begin; they have a token in them.
_CALL = re.compile(r"^(?:/file)?/bot\d+:[^/]+(?=/)")


class PastTheBotError(OSError):
    """A request goes to Telegram and is refused: no Bot has made it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what

    def __str__(self) -> str:
        return (
            f"{self.what} is refused: no request leaves this machine. Only "
            "those of a Bot can be answered here."
        )


@dataclass(slots=True)
class BotCapture:
    """The world that captures the bots of this process.

    Attributes:
        world: The Telegram that they speak to.
        account: Who they are there; a bot whose token the world does not
            know is this one.
        on_refused: Told of requests to Telegram that no bot has made; they
            are refused. Any thread may call it.
        middleware: Middlewares of all sessions that are captured.
    """

    world: World
    account: BotAccount
    on_refused: Callable[[PastTheBotError], object] = lambda _: None
    middleware: RequestMiddlewareManager = field(
        default_factory=RequestMiddlewareManager,
    )

    def refuse(self, what: str) -> PastTheBotError:
        """Tell of what is refused, and return the error to raise."""
        error = PastTheBotError(what)
        self.on_refused(error)
        return error


# All requests of aiohttp go through it, whatever their method.
_original_request = aiohttp.ClientSession._request  # noqa: SLF001
_original_getaddrinfo = socket.getaddrinfo

# Those that are open, the last one counts.
_open: list[BotCapture] = []
_patches = ExitStack()


@contextmanager
def capturing(capture: BotCapture) -> Iterator[None]:
    """Let every Bot of this process speak to a world.

    Contexts may be nested: the innermost one counts.

    Args:
        capture: The world, and who bots are there.
    """
    if not _open:
        _patch_transports()
    _open.append(capture)
    try:
        yield
    finally:
        _open[:] = [other for other in _open if other is not capture]
        if not _open:
            _patches.close()


@contextmanager
def capturing_bots(username: str = "bot") -> Iterator[None]:
    """Capture every Bot in a world nobody sees, unless they are captured.

    Args:
        username: The name of the bot in that world.
    """
    if _open:
        yield
        return
    world = World()
    with capturing(BotCapture(world, world.add_bot(username))):
        yield


def _patch_transports() -> None:
    for session in _session_classes(BaseSession):  # type: ignore[type-abstract] # none is made
        _redirect(session)

    def redirect_new(cls: type[BaseSession], /, **options: Any) -> None:
        super(BaseSession, cls).__init_subclass__(**options)
        if not issubclass(cls, EmulatorSession):
            _redirect(cls)

    replaced = (
        (BaseSession, "__init_subclass__", classmethod(redirect_new)),
        (Bot, "id", property(_id)),
        (aiohttp.ClientSession, "_request", _request),
        (socket, "getaddrinfo", _getaddrinfo),
    )
    for owner, name, value in replaced:
        _patches.enter_context(patched(owner, name, value))


def _session_classes(
    base: type[BaseSession],
) -> Iterator[type[BaseSession]]:
    for session in base.__subclasses__():
        if not issubclass(session, EmulatorSession):
            yield session
            yield from _session_classes(session)


def _redirect(session: type[BaseSession]) -> None:
    """Let sessions of a class lead to the world.

    Subclasses are redirected each: what they override is not called.
    """
    _patches.enter_context(patched(session, "__call__", BaseSession.__call__))
    _patches.enter_context(patched(session, "make_request", _make_request))
    _patches.enter_context(patched(session, "stream_content", _stream_content))


class _CapturedSession(EmulatorSession):
    """A session that takes foreign bots for the one that the world knows."""

    def token_of(self, bot: Bot) -> str:
        """Return the token by which the world knows a bot."""
        return _token_of(bot.token)


def _token_of(token: str) -> str:
    capture = _open[-1]
    known = capture.world.state.bots.get(World.bot_id(token))
    is_known = known is not None and known.token == token
    return token if is_known else capture.account.token


async def _make_request(
    session: BaseSession,
    bot: Bot,
    method: TelegramMethod[Any],
    timeout: int | None = None,
) -> Any:
    request = _open[-1].middleware.wrap_middlewares(
        _captured_session(session).make_request,
        timeout=timeout,
    )
    return await request(bot, method)


def _stream_content(
    session: BaseSession,
    url: str,
    *args: Any,
    **options: Any,
) -> AsyncGenerator[bytes, None]:
    return _captured_session(session).stream_content(url, *args, **options)


def _captured_session(session: BaseSession) -> _CapturedSession:
    return _CapturedSession(
        _open[-1].world,
        api=session.api,
        json_loads=session.json_loads,
        json_dumps=session.json_dumps,
        timeout=session.timeout,
    )


def _id(bot: Bot) -> int:
    """Return the id of a bot in the world, by which all of it is kept."""
    session = getattr(bot, "session", None)
    is_ours = isinstance(session, EmulatorSession)
    return World.bot_id(bot.token if is_ours else _token_of(bot.token))


async def _request(
    session: aiohttp.ClientSession,
    method: str,
    url: Any,
    **options: Any,
) -> Any:
    address = URL(url)
    call = _CALL.sub("/bot…", address.path)
    if call != address.path or _is_telegram(address.host):
        raise _open[-1].refuse(f"{method} {address.host or ''}{call}")
    return await _original_request(session, method, url, **options)


def _getaddrinfo(host: Any, *args: Any, **options: Any) -> Any:
    if _is_telegram(host):
        raise _open[-1].refuse(f"A connection to {_TELEGRAM}")
    return _original_getaddrinfo(host, *args, **options)


def _is_telegram(host: Any) -> bool:
    name = host.decode(errors="replace") if isinstance(host, bytes) else host
    # Names may be spelled in capitals, and end in a dot.
    return str(name).lower().removesuffix(".") == _TELEGRAM
