"""The transport in memory: an aiogram session without a socket."""

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any, cast

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile

from .faults import Dropped, Html, Outcome
from .methods import Upload
from .records import BotAccount
from .transports import Request, serve
from .world import World


class EmulatorSession(BaseSession):
    """Carry the calls of a Bot to a world in the same process."""

    def __init__(self, world: World, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.world = world
        self._tasks: set[asyncio.Task[Outcome]] = set()

    def token_of(self, bot: Bot) -> str:
        """Return the token by which the world knows a bot.

        Args:
            bot: The bot that calls.
        """
        return bot.token

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,
    ) -> TelegramType:
        """Call a method of the world."""
        files: dict[str, InputFile] = {}
        params: dict[str, str] = {}
        for name, value in method.model_dump(warnings=False).items():
            prepared = self.prepare_value(value, bot=bot, files=files)
            if prepared:
                params[name] = prepared
        request = Request(
            self.token_of(bot),
            method.__api_method__,
            params,
            {part: await _read(file, bot) for part, file in files.items()},
        )
        outcome = await self._served(method, request, timeout)
        if isinstance(outcome, Dropped):
            raise TelegramNetworkError(method, "Server disconnected")
        if isinstance(outcome, Html):
            status, content = outcome.status, outcome.body
        else:
            status, content = outcome.code, json.dumps(outcome.as_json())
        response = self.check_response(bot, method, status, content)
        return cast("TelegramType", response.result)

    async def _served(
        self,
        method: TelegramMethod[Any],
        request: Request,
        timeout: float | None,
    ) -> Outcome:
        """Wait for the answer; a call that takes too long is not undone."""
        seconds = self.timeout if timeout is None else timeout
        task = asyncio.create_task(serve(self.world, request))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            return await asyncio.wait_for(asyncio.shield(task), seconds)
        except asyncio.TimeoutError as error:
            raise TelegramNetworkError(
                method,
                "Request timeout error",
            ) from error

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,  # noqa: ARG002 - of the base
        timeout: int = 30,  # noqa: ARG002 - of the base
        chunk_size: int = 65536,
        raise_for_status: bool = True,  # noqa: ARG002 - of the base
    ) -> AsyncGenerator[bytes, None]:
        """Stream a file of the world, or a page of its web.

        Raises FileNotFoundError for what is not there.
        """
        content = self._content(url)
        if content is None:
            raise FileNotFoundError(url)
        for start in range(0, len(content), chunk_size):
            yield content[start : start + chunk_size]

    def _content(self, url: str) -> bytes | None:
        prefix = self.api.file_url("", "")
        root = prefix.partition("/file/bot")[0] + "/file/bot"
        if not url.startswith(root):
            return self.world.state.web.get(url, url.encode())
        path = url.removeprefix(root).partition("/")[2]
        file = self.world.file(path)
        return None if file is None else file.content

    async def close(self) -> None:
        """End the calls that are still on their way."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _read(file: InputFile, bot: Bot) -> Upload:
    content = b"".join([chunk async for chunk in file.read(bot)])
    return Upload(file.filename or "", content)


def connect(
    world: World,
    account: BotAccount,
    default: DefaultBotProperties | None = None,
) -> Bot:
    """Make the aiogram Bot of an account of the world."""
    return Bot(account.token, session=EmulatorSession(world), default=default)
