"""The playground: a bot, its people and all that is known of them."""

import asyncio
import traceback
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import Any

from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.middlewares.manager import (
    RequestMiddlewareManager,
)
from aiogram.fsm.storage.base import StorageKey

from aiogram_dialog.emulator.bot_capture import BotCapture, capturing
from aiogram_dialog.tools.target import Target, TargetError

from .activity_log import ActivityLog, describe
from .bot_world import BotWorld
from .carry_over import carry_over
from .command_list import find_commands
from .conversation_recording import ConversationRecorder
from .event_stream import EventStream
from .faulty import FaultyTelegram
from .loading import LoadedBot, directory_of, load_bot
from .plain import Json
from .publisher import NOTHING_STORED, Publisher
from .reloading import saves
from .running import RunningBot
from .stored_view import stored_view
from .uploads import Uploads
from .world_view import bot_view, chats_view, people_view

USERNAME = "bot"


class Playground:
    """Let people meet a bot that can begin anew while they stay.

    ``default``: what the bot says in its calls where it says nothing.
    """

    def __init__(
        self,
        target: Target,
        default: DefaultBotProperties | None = None,
    ) -> None:
        self.target = target
        self.bot_world = BotWorld(USERNAME)
        self.events = EventStream()
        self.log = ActivityLog(self.events.tell)
        self.faults = FaultyTelegram(self.bot_world.world)
        self.recorder = ConversationRecorder(self.bot_world, target, default)
        self.publisher = Publisher(
            self.bot_world,
            self.events,
            self.log,
            self._view_world,
            self._view_stored,
        )
        self.uploads = Uploads()
        self.reloads = True
        self.loaded: LoadedBot | None = None
        self.running: RunningBot | None = None
        self._default = default
        # What sees the calls of bots that were not made here.
        self._calls = RequestMiddlewareManager()
        self._error: Json | None = None
        self._keys: dict[StorageKey, None] = {}
        self._run = AsyncExitStack()
        self._changing = asyncio.Lock()

    @asynccontextmanager
    async def playing(self) -> AsyncIterator[None]:
        """Run the bot, follow its files, and tell all pages.

        Raises ``TargetError`` if there is no such bot. A bot that cannot
        be imported or started is waited for: its files may be mended.
        """
        loop = asyncio.get_running_loop()
        capture = BotCapture(
            self.bot_world.world,
            self.bot_world.account,
            lambda error: loop.call_soon_threadsafe(self.log.add_error, error),
            self._calls,
        )
        with capturing(capture):
            async with self._playing():
                yield

    @asynccontextmanager
    async def _playing(self) -> AsyncIterator[None]:
        await self._begin(await self._load())
        tasks = [
            asyncio.create_task(self.publisher.run()),
            asyncio.create_task(self._follow_files()),
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            async with self._changing:
                await self._end()
            self.events.close()

    # What the page sees

    def _view_world(self) -> Json:
        running = self.running
        return {
            "type": "world",
            "bot": bot_view(self.bot_world, str(self.target)),
            "people": people_view(self.bot_world),
            "chats": chats_view(
                self.bot_world,
                self.publisher.typing,
                find_commands(running.dispatcher) if running else [],
            ),
            "faults": self.faults.view,
            "reload": self.reloads,
            "storage": type(running.dispatcher.storage).__name__
            if running
            else "",
            "running": running is not None,
            "error": self._error,
        }

    async def _view_stored(self) -> Json:
        if self.running is None:
            return NOTHING_STORED
        return await stored_view(
            self.running.dispatcher,
            self.running.locations,
            list(self._keys),
            self.bot_world.state,
        )

    # Beginning, and beginning anew

    async def restart(self, title: str = "Restart") -> str | None:
        """Import the bot anew; chats and what is stored stay.

        Returns why that is impossible, if it is; then all stays as it was.
        """
        async with self._changing:
            entry = self.log.add("control", title)
            with self.log.timing(entry):
                loaded = await self._load()
                if loaded is not None:
                    await self._begin(loaded)
                    self.recorder.add_remark(f"{title}: the bot began anew.")
            self.publisher.changed()
            return self.failure

    @property
    def failure(self) -> str | None:
        """Why the bot is not there, if it is not."""
        return None if self._error is None else str(self._error["title"])

    async def _load(self) -> LoadedBot | None:
        try:
            return await load_bot(self.target)
        except (Exception, SystemExit) as error:
            if self.loaded is None and isinstance(error, TargetError):
                raise
            self._fail("The bot cannot be imported", error)
            return None

    async def _begin(self, loaded: LoadedBot | None) -> None:
        if loaded is None:
            return
        old = self.running
        await self._end()
        if old is not None:
            self._carry_over(old, loaded)
        running = RunningBot(
            loaded,
            self.bot_world,
            self.log,
            self._keys,
            self.publisher.changed,
            self._calls,
            _merge(loaded.default, self._default),
        )
        try:
            await self._run.enter_async_context(running.running())
        except Exception as error:  # noqa: BLE001 - handlers of a bot
            self._fail("The bot cannot be started", error)
            return
        self.loaded, self.running, self._error = loaded, running, None
        self.recorder.loaded = loaded

    async def _end(self) -> None:
        self.running = None
        try:
            await self._run.aclose()
        except Exception as error:  # noqa: BLE001 - handlers of a bot
            self.log.add_error(error)

    def _carry_over(self, old: RunningBot, loaded: LoadedBot) -> None:
        lost = carry_over(old.dispatcher.storage, loaded.dispatcher.storage)
        for line in lost:
            self.log.add(
                "log",
                f"A real storage would have refused {line}",
                ok=False,
            )

    def _fail(self, title: str, error: BaseException) -> None:
        self._error = {
            "title": f"{title}: {describe(error)}",
            "traceback": "".join(traceback.format_exception(error)),
        }
        self.log.add_error(error)

    async def _follow_files(self) -> None:
        async for paths in saves(directory_of(self.target)):
            if self.reloads:
                names = ", ".join(paths)
                await self.restart(f"{names} saved")

    async def forget(self) -> None:
        """Remove all chats, people but the first, and what is stored."""
        async with self._changing:
            if self.running is not None:
                await self.running.halt()
                await self.running.wipe(self._keys)
            self._keys.clear()
            self.bot_world.forget()
            self.recorder.clear()
            self.publisher.begin_anew()

    # What an action leads to

    def acted(self) -> None:
        """Tell of an action, and record it once the bot has answered."""
        self.publisher.changed()
        if self.running is not None:
            self.recorder.watch(self.running)

    def note(self, title: str, **details: Any) -> None:
        """Put what the page has asked for in the activity log."""
        self.log.add("control", title, details=details)


def _merge(
    own: DefaultBotProperties | None,
    wanted: DefaultBotProperties | None,
) -> DefaultBotProperties | None:
    """Return the defaults of a bot with the parse mode that is wanted."""
    if own is None or wanted is None:
        return own or wanted
    return replace(own, parse_mode=wanted.parse_mode)
