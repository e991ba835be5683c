"""A bot in a sandbox: its world and storage can be taken back."""

import random
from collections.abc import AsyncIterator, Iterator
from contextlib import (
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
    suppress,
)
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties

from aiogram_dialog.emulator import (
    ChatRef,
    Person,
    World,
    connect,
    feed_one,
)
from aiogram_dialog.emulator.bot_capture import BotCapture, capturing
from aiogram_dialog.manager.bg_manager import BgManagerFactoryImpl
from aiogram_dialog.manager.updater import idle

from .faults import ErrorWatch, find_faults, find_refused, find_unanswered
from .finding import Fault
from .screen import Looking, Screen, View, read_screen
from .snapshot import Mark, SandboxSnapshot
from .steps import Gather, Step, Wait
from .storage import RewindableStorage
from .virtual_clock import VirtualClock
from .windows import Windows

# Seconds of the world that tasks of a bot may sleep.
LONGEST_WAIT = 600.0
# Rounds in which tasks of a bot may go on and sleep again.
_MOST_WAKE_UPS = 1000


class Sandbox:
    """Let people do things to a bot, and see what comes of it."""

    def __init__(
        self,
        dispatcher: Dispatcher,
        world: World,
        default: DefaultBotProperties | None = None,
    ) -> None:
        self._default = default
        self.dispatcher = dispatcher
        self.world = world
        self.windows = Windows(dispatcher)
        self.storage = RewindableStorage()
        self.clock = VirtualClock(world.advance)
        self._watch = ErrorWatch()
        self._bot: Bot | None = None
        self._people: dict[str, Person] = {}
        self._chat: ChatRef | None = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Sandbox"]:
        """Run the bot, with Ann before it."""
        account = self.world.add_bot("bot")
        ann = self.world.add_person("Ann")
        self.bring(
            connect(self.world, account, self._default),
            {ann.name: ann},
            self.world.private_chat(ann, account),
        )
        data = {
            **self.dispatcher.workflow_data,
            "dispatcher": self.dispatcher,
            "bots": (self.bot,),
            "bot": self.bot,
        }
        capture = BotCapture(self.world, account, self._watch.refused.append)
        with (
            capturing(capture),
            self.own_storage(),
            self.watching(),
            self.clock.installed(),
        ):
            try:
                await self.clock.finish(self.dispatcher.emit_startup(**data))
                self.clock.set_baseline()
                yield self
            finally:
                await self.clock.cancel_spawned()
                await self.clock.finish(self.dispatcher.emit_shutdown(**data))
                await self.bot.session.close()

    def bring(
        self,
        bot: Bot,
        people: dict[str, Person],
        chat: ChatRef,
    ) -> None:
        """Say who is in the sandbox, by their names, and in which chat."""
        self._bot, self._people, self._chat = bot, people, chat

    @property
    def bot(self) -> Bot:
        """The bot of the world."""
        if self._bot is None:
            raise RuntimeError("Nobody is in the sandbox: call bring() first.")
        return self._bot

    @property
    def chat(self) -> ChatRef:
        """The chat in which all happens."""
        if self._chat is None:
            raise RuntimeError("Nobody is in the sandbox: call bring() first.")
        return self._chat

    @contextmanager
    def own_storage(self) -> Iterator[None]:
        """Let the bot use the storage of the sandbox meanwhile."""
        fsm = self.dispatcher.fsm
        original, fsm.storage = fsm.storage, self.storage
        try:
            yield
        finally:
            fsm.storage = original

    def watching(self) -> AbstractContextManager[None]:
        """See what is raised by handlers and by tasks of nobody."""
        return self._watch.installed(self.dispatcher)

    # What can be taken back

    def snapshot(self) -> SandboxSnapshot:
        """Return all that the sandbox can be taken back to."""
        return SandboxSnapshot(
            self.world.snapshot(),
            self.storage.snapshot(),
            random.getstate(),
            self.chat,
        )

    async def restore(self, snapshot: SandboxSnapshot) -> None:
        """Go back to a snapshot; tasks of the bot begun since are cancelled."""
        await self.clock.cancel_spawned()
        self._watch.take()
        self._watch.take_refused()
        state = self.world.state
        files, number = state.files, state.counters.get("file")
        self.world.restore(snapshot.world)
        # The bot may know files that it has sent since then.
        state.files = files
        if number is not None:
            state.counters["file"] = number
        self.storage.restore(snapshot.records)
        random.setstate(snapshot.chance)
        self._chat = snapshot.chat

    # What people do

    @property
    def people(self) -> list[str]:
        """The names of those who are in the chat."""
        is_private = self.world.state.chats[self.chat].is_private
        return list(self._people)[: 1 if is_private else None]

    @property
    def has_sleepers(self) -> bool:
        """Tell whether tasks of the bot wait for time to pass."""
        return self.clock.has_spawned_sleepers

    async def perform(self, step: Step) -> list[Fault]:
        """Do something, let the bot handle it; return what went wrong."""
        mark = self.mark()
        if isinstance(step, Gather):
            self._gather(step)
        elif not isinstance(step, Wait):
            step.do(self._people[step.who], self.chat)
        await self._handle(self._settle())
        if isinstance(step, Wait):
            await self.let_time_pass()
        widget = getattr(step, "widget", "")
        return self.faults_since(mark, step.window or "no window", widget)

    def _take_task_errors(self) -> None:
        for error in self.clock.take_errors():
            self._watch.add(error)

    def raise_errors(self) -> None:
        """Raise the first error that was seen, if there is one."""
        self._take_task_errors()
        for error in self._watch.errors:
            raise error

    def mark(self) -> Mark:
        """Return where the journal is now."""
        return Mark(len(self.world.journal), set(self.world.state.queries))

    def faults_since(
        self,
        mark: Mark,
        where: str,
        button: str = "",
    ) -> list[Fault]:
        """Return what has gone wrong, and forget it."""
        world = self.world
        new = [
            query for query in world.state.queries if query not in mark.queries
        ]
        self._take_task_errors()
        errors, refused = self._watch.take(), self._watch.take_refused()
        entries = world.journal[mark.entries :]
        faults = find_faults(errors, entries, where)
        faults += find_refused(refused, where)
        # What fails before it answers is told of once.
        if not errors:
            faults += find_unanswered(world, new, where, button)
        return faults

    def _gather(self, step: Gather) -> None:
        ann = self._people[step.who]
        friend = self.world.add_person(step.friend)
        self._people = {step.who: ann, step.friend: friend}
        self._chat = self.world.supergroup(
            step.title,
            ann,
            friend,
            admins=(self.world.state.bots[self.bot.id],),
        )

    async def _handle(self, work: Any) -> None:
        try:
            await self.clock.finish(work)
        except Exception as error:  # noqa: BLE001 - whatever a bot raises
            self._watch.add(error)

    async def _settle(self) -> None:
        """Let the bot handle all that waits for it."""
        await self._feed()
        await idle(self.dispatcher)
        # Tasks that were begun do what they can without time.
        await self.clock.turns(5)
        await idle(self.dispatcher)
        await self._feed()

    async def _feed(self) -> None:
        state = self.world.state
        while waiting := state.pending(self.bot.id):
            state.confirm(self.bot.id, waiting[0].update_id + 1)
            await feed_one(self.dispatcher, self.bot, waiting[0])

    async def let_time_pass(self) -> None:
        """Let time pass until no task of the bot sleeps, within bounds."""
        deadline = self.clock.deadline(LONGEST_WAIT)
        for _ in range(_MOST_WAKE_UPS):
            if not self.has_sleepers or not self.clock.wake_next(deadline):
                break
            await self.clock.turns()
            await self._handle(self._settle())

    # What they see

    def look(self) -> Screen:
        """Return what is to be seen now."""
        person = self._people[self.people[0]]
        looking = Looking(self.world, self.chat, person, self.windows)
        return read_screen(looking, self.storage.records)

    async def refreshed(self, view: View) -> object:
        """Show a window again, and return what it looks like."""
        manager = BgManagerFactoryImpl(self.dispatcher).bg(
            self.bot,
            self._people[self.people[0]].id,
            self.chat.id,
            stack_id=view.stack_id,
        )
        with suppress(Exception):
            await manager.update({})
            await self._handle(self._settle())
        self._watch.take()
        for shown in self.look().views:
            key = (self.chat, shown.message_id or 0)
            message = self.world.state.messages.get(key)
            if shown.stack_id == view.stack_id and message is not None:
                return message.kind, message.text, message.reply_markup
        return None
