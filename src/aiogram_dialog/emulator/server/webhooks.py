"""Delivery of updates to webhooks on this machine."""

import asyncio
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlsplit

from aiohttp import (
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    MultipartReader,
)

from aiogram_dialog.emulator.messages import QueuedUpdate
from aiogram_dialog.emulator.methods import Upload
from aiogram_dialog.emulator.records import Json, Webhook
from aiogram_dialog.emulator.transports import Request, serve
from aiogram_dialog.emulator.world import World

from .bodies import Body, TooLargeError, read_body, read_multipart
from .guard import is_loopback

_TIMEOUT = 60.0
_LONGEST_DELAY = 60.0
_NOT_AS_ANSWER = {"setwebhook", "deletewebhook", "close", "logout"}


class WebhookDelivery:
    """Deliver what waits for bots that have a webhook.

    Updates of one chat or user go in order, others side by side. After a
    failure the second try follows at once, later ones after doubling
    delays.
    """

    def __init__(self, world: World, retry_delay: float) -> None:
        self._world = world
        self._retry_delay = retry_delay
        self._wake = asyncio.Event()
        self._lanes: dict[tuple[int, str], asyncio.Task[None]] = {}
        self._task: asyncio.Task[None] | None = None
        self._client: ClientSession | None = None

    async def start(self) -> None:
        """Begin to deliver."""
        self._client = ClientSession(timeout=ClientTimeout(_TIMEOUT))
        self._world.state.listeners.append(self._woken)
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stop delivering; what was not confirmed stays in the queues."""
        tasks = [*self._lanes.values()]
        if self._task is not None:
            tasks.append(self._task)
            self._world.state.listeners.remove(self._woken)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._client is not None:
            await self._client.close()

    def _woken(self, _: int) -> None:
        self._wake.set()

    async def _run(self) -> None:
        """Start a lane for each chat or user that waits."""
        while True:
            for bot_id, settings in list(self._world.state.settings.items()):
                if settings.webhook is not None:
                    self._start_lanes(bot_id)
            await self._wake.wait()
            self._wake.clear()

    def _start_lanes(self, bot_id: int) -> None:
        for update in self._world.state.pending(bot_id):
            lane = bot_id, _lane_of(update)
            if lane not in self._lanes:
                task = asyncio.create_task(self._drive(lane))
                self._lanes[lane] = task

    async def _drive(self, lane: tuple[int, str]) -> None:
        bot_id, name = lane
        failures = 0
        try:
            while update := self._next(bot_id, name):
                pause = await self._deliver(bot_id, update)
                if pause is None:
                    failures = 0
                    self._world.state.forget(bot_id, update.update_id)
                    continue
                failures += 1
                await asyncio.sleep(pause or self._delay(failures))
        finally:
            del self._lanes[lane]

    def _next(self, bot_id: int, name: str) -> QueuedUpdate | None:
        if self._world.state.settings[bot_id].webhook is None:
            return None
        for update in self._world.state.pending(bot_id):
            if _lane_of(update) == name:
                return update
        return None

    def _delay(self, failures: int) -> float:
        if failures == 1:
            return 0.0
        delay: float = self._retry_delay * 2 ** (failures - 2)
        return min(delay, _LONGEST_DELAY)

    async def _deliver(
        self,
        bot_id: int,
        update: QueuedUpdate,
    ) -> float | None:
        """Deliver an update; returns the pause asked for if that fails."""
        webhook = self._world.state.settings[bot_id].webhook
        if webhook is None or self._client is None:
            return 0.0
        if not _is_here(webhook.url):
            self._failed(bot_id, "Connection refused")
            return 0.0
        try:
            async with self._client.post(
                webhook.url,
                json=update.as_json(),
                headers=_headers(webhook),
                # A redirection is no delivery, and may lead elsewhere.
                allow_redirects=False,
            ) as response:
                return await self._received(bot_id, response)
        except asyncio.TimeoutError:
            self._failed(bot_id, "Read timeout expired")
        except ClientError:
            self._failed(bot_id, "Connection refused")
        return 0.0

    async def _received(
        self,
        bot_id: int,
        response: ClientResponse,
    ) -> float | None:
        if response.ok and response.status < HTTPStatus.MULTIPLE_CHOICES:
            await self._call_answer(bot_id, response)
            return None
        words = f"{response.status} {response.reason}"
        self._failed(bot_id, f"Wrong response from the webhook: {words}")
        asked = response.headers.get("Retry-After", "")
        return float(asked) if asked.isdecimal() else 0.0

    async def _call_answer(
        self,
        bot_id: int,
        response: ClientResponse,
    ) -> None:
        """Carry out the method that an answer may name; its result is lost."""
        try:
            params, files = await _read_answer(response)
        except (ValueError, TooLargeError):
            self._world.state.note("the answer of a webhook is unreadable")
            return
        method = params.pop("method", "")
        name = method.lower()
        if not name or name.startswith("get") or name in _NOT_AS_ANSWER:
            return
        token = self._world.state.bots[bot_id].token
        await serve(self._world, Request(token, method, params, files))

    def _failed(self, bot_id: int, message: str) -> None:
        settings = self._world.state.settings[bot_id]
        if settings.webhook is None:
            return
        webhook = replace(
            settings.webhook,
            last_error_date=int(self._world.now),
            last_error_message=message,
        )
        self._world.state.settings[bot_id] = replace(
            settings,
            webhook=webhook,
        )


async def _read_answer(response: ClientResponse) -> Body:
    params: dict[str, str] = {}
    files: dict[str, Upload] = {}
    if response.content_type.startswith("multipart/"):
        reader = MultipartReader(response.headers, response.content)
        files = await read_multipart(reader, params)
    else:
        body = await response.read()
        params.update(read_body(response.content_type, body))
    return params, files


def _lane_of(update: QueuedUpdate) -> str:
    """Name the chat or user whose updates go in order."""
    payload: Json = update.payload
    message = payload.get("message")
    holder = message if isinstance(message, dict) else payload
    chat = holder.get("chat") or holder.get("from") or holder.get("user")
    return str(chat["id"]) if isinstance(chat, dict) else ""


def _headers(webhook: Webhook) -> dict[str, str]:
    if not webhook.secret_token:
        return {}
    return {"X-Telegram-Bot-Api-Secret-Token": webhook.secret_token}


def _is_here(url: str) -> bool:
    return is_loopback(urlsplit(url).hostname or "")
