"""A bot that runs: started, given its updates, and stopped."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

from aiogram import Bot, loggers
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.middlewares.manager import (
    RequestMiddlewareManager,
)
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.fsm.storage.base import StorageKey
from aiogram.methods import TelegramMethod
from aiogram.types import Update

from aiogram_dialog.emulator import connect, take
from aiogram_dialog.emulator.messages import QueuedUpdate
from aiogram_dialog.manager.updater import idle

from .activity_log import ActivityLog
from .bot_world import BotWorld
from .call_recording import CallRecorder
from .gateways import gateways_of
from .loading import LoadedBot
from .log_recording import LogRecorder
from .storage_recording import StorageRecorder
from .update_recording import UpdateRecorder

PATIENCE = 2.0
"""Seconds that handlers may take when the bot stops."""


class RunningBot:
    """Give a bot its updates as polling does, and record what it does.

    ``keys``: gets what the storage is asked for.
    ``on_change``: called when the bot may have changed the world.
    ``others``: the middlewares of bots that the bot makes itself.
    """

    def __init__(
        self,
        loaded: LoadedBot,
        bot_world: BotWorld,
        log: ActivityLog,
        keys: dict[StorageKey, None],
        on_change: Callable[[], None],
        others: RequestMiddlewareManager,
        default: DefaultBotProperties | None = None,
    ) -> None:
        self.dispatcher = loaded.dispatcher
        self.locations = loaded.locations
        self.storages = StorageRecorder(log, keys)
        self.bot: Bot = connect(bot_world.world, bot_world.account, default)
        # What has left the handlers since somebody has looked.
        self.raised: list[Exception] = []
        self._bot_world = bot_world
        self._log = log
        self._on_change = on_change
        self._others = others
        self._dismiss = loaded.dismiss
        self._updates = UpdateRecorder(log)
        self._tasks: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the bot: start-up first, shutdown handlers at the end.

        A main function that waits goes on after them. What start-up handlers
        raise is raised here.
        """
        try:
            async with self._running():
                yield
        finally:
            await self._dismiss()

    @asynccontextmanager
    async def _running(self) -> AsyncIterator[None]:
        calls = CallRecorder(
            self._log,
            self._bot_world.state,
            self._on_change,
        )
        self.bot.session.middleware(calls)
        self._others.register(calls)
        self._updates.watch(self.dispatcher)
        logs = LogRecorder(self._log, self._updates.knows)
        with logs.listening(), self.storages.watching(self._guarded()):
            await self.dispatcher.emit_startup(**self._workflow_data())
            listeners = self._bot_world.state.listeners
            listeners.append(self._hear)
            self._hear(self.bot.id)
            try:
                yield
            finally:
                listeners.remove(self._hear)
                await self.halt()
                await self.dispatcher.emit_shutdown(**self._workflow_data())
                self._others.unregister(calls)
                await self.bot.session.close()

    def _guarded(self) -> list[Any]:
        fsm = self.dispatcher.fsm
        locks = [
            gateway.sessions.events_isolation
            for gateway in gateways_of(self.dispatcher)
        ]
        return [fsm.storage, fsm.events_isolation, *locks]

    def _workflow_data(self) -> dict[str, Any]:
        return {
            "dispatcher": self.dispatcher,
            "bots": (self.bot,),
            **self.dispatcher.workflow_data,
            "bot": self.bot,
        }

    async def halt(self) -> None:
        """Give handlers some time to end, then end them."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=PATIENCE)
        tasks = set(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def settle(self) -> None:
        """Wait until all updates and background commands are handled."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))
            await idle(self.dispatcher)
        await idle(self.dispatcher)

    async def wipe(self, keys: Iterable[StorageKey]) -> None:
        """Remove what is stored under some keys."""
        storage = self.dispatcher.storage
        for key in keys:
            await type(storage).set_state(storage, key, None)
            await type(storage).set_data(storage, key, {})

    def _hear(self, bot_id: int) -> None:
        """Handle what waits, each update in a task of its own."""
        if bot_id != self.bot.id:
            return
        for queued in take(self._bot_world.world, self.bot):
            task = asyncio.create_task(self._handle(queued))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _handle(self, queued: QueuedUpdate) -> None:
        update = Update.model_validate(
            queued.as_json(),
            context={"bot": self.bot},
        )
        try:
            with self._updates.handling(update, self.bot.id) as entry:
                result = await self.dispatcher.feed_update(self.bot, update)
                if isinstance(result, TelegramMethod):
                    await self.dispatcher.silent_call_request(self.bot, result)
                if result is UNHANDLED:
                    self._log.change(
                        entry,
                        reason="No handler has taken it.",
                    )
        except Exception as error:  # noqa: BLE001 - handlers of a bot
            self.raised.append(error)
            self._updates.note_error(error)
            # As polling does: it is the console's affair, too.
            loggers.event.exception(
                "Cause exception while process update id=%d by bot id=%d",
                update.update_id,
                self.bot.id,
            )
        finally:
            self._on_change()
