"""The publisher of what has changed, soon after it has."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

from aiogram_dialog.emulator import ChatRef, Ok
from aiogram_dialog.emulator.journal import Called, Entry, Sent
from aiogram_dialog.emulator.methods.call import as_integer

from .activity_log import ActivityLog
from .bot_world import BotWorld
from .changes import events_of
from .chat_keys import chat_key, chat_of_bot
from .event_stream import EventStream
from .message_view import message_view
from .plain import Json

NEWEST = 100
"""How many messages of a chat are told of at once."""

NOTHING_STORED: Json = {"type": "state", "stacks": [], "other": []}
"""The event of a bot that has stored nothing."""

TYPING = 5.0
"""Seconds for which Telegram shows what a bot is doing."""

_PAUSE = 0.03


class Publisher:
    """Send messages at once, and the rest when things calm down.

    ``view_world`` and ``view_stored`` return the events that are sent
    whole, whenever they differ from those sent before.
    """

    def __init__(
        self,
        bot_world: BotWorld,
        events: EventStream,
        log: ActivityLog,
        view_world: Callable[[], Json],
        view_stored: Callable[[], Awaitable[Json]],
    ) -> None:
        self.typing: dict[ChatRef, str] = {}
        self._bot_world = bot_world
        self._events = events
        self._log = log
        self._view_world = view_world
        self._view_stored = view_stored
        self._told = len(bot_world.world.journal)
        self._world: Json = {}
        self._stored = NOTHING_STORED
        self._has_changed = asyncio.Event()

    def changed(self) -> None:
        """Tell what is new in the chats, and look at the rest soon."""
        journal = self._bot_world.world.journal
        new, self._told = journal[self._told :], len(journal)
        for entry in new:
            self._note_typing(entry)
            for event in events_of(self._bot_world.state, entry):
                self._events.tell(event)
        self._has_changed.set()

    async def run(self) -> None:
        """Tell of people, chats and what is stored, for ever."""
        while True:
            await self._has_changed.wait()
            self._has_changed.clear()
            await self.tell_rest()
            await asyncio.sleep(_PAUSE)

    async def tell_rest(self) -> None:
        """Tell of people, chats and what is stored if they have changed."""
        self._tell_world()
        stored = await self._view_stored()
        if stored != self._stored:
            self._stored = stored
            self._events.tell(stored)

    def _tell_world(self) -> None:
        world = self._view_world()
        if world != self._world:
            self._world = world
            self._events.tell(world)

    def first(self) -> Iterator[Json]:
        """Yield what somebody who has just come needs to know."""
        self._tell_world()
        yield self._world
        for chat in self._bot_world.state.chats:
            yield {
                "type": "messages",
                "chat": chat_key(chat),
                **self.history(chat),
            }
        yield self._log.newest()
        yield self._stored

    def history(self, chat: ChatRef, before: int | None = None) -> Json:
        """Return messages of a chat, and whether there are older ones."""
        state = self._bot_world.state
        messages = [
            message
            for message in state.messages_in(chat)
            if before is None or message.id < before
        ]
        return {
            "messages": [
                message_view(state, message) for message in messages[-NEWEST:]
            ],
            "more": len(messages) > NEWEST,
        }

    def begin_anew(self) -> None:
        """Let everybody forget what they know; nothing is stored now."""
        self._stored = NOTHING_STORED
        self._told = len(self._bot_world.world.journal)
        self.typing.clear()
        self._log.clear()
        self._events.tell({"type": "reset"})
        for event in self.first():
            self._events.tell(event)
        self._has_changed.set()

    def _note_typing(self, entry: Entry) -> None:
        match entry:
            case Called(method="sendChatAction", answer=Ok()):
                chat_id = as_integer(entry.params["chat_id"])
                chat = chat_of_bot(entry.bot_id, chat_id)
                self.typing[chat] = entry.params["action"]
                loop = asyncio.get_running_loop()
                loop.call_later(TYPING, self._end_typing, chat)
            case Sent(message) if message.author == self._bot_world.account.id:
                self.typing.pop(message.chat, None)

    def _end_typing(self, chat: ChatRef) -> None:
        if self.typing.pop(chat, None) is not None:
            self._has_changed.set()
