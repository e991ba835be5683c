"""A walk through a bot: somebody presses and says things at random."""

import asyncio
import itertools
import random
from collections.abc import Iterator
from typing import Any, Protocol

from aiogram import Dispatcher
from aiogram.client.session.base import Response
from aiogram.filters import Command, CommandObject
from aiogram.fsm.state import State
from aiogram.types import Message as Sent
from bots.notes import NOTES
from storage import TextStorage
from writing_down import PlainIds, calls

from aiogram_dialog import Dialog, StartMode, setup_dialogs
from aiogram_dialog.context.media_storage import MediaIdStorage
from aiogram_dialog.emulator import (
    Message,
    World,
    connect,
    feed,
    screen,
)
from aiogram_dialog.emulator.labels import visible

SHORT, LONG = 7, 25
NOW = 1_700_000_000

# Models of answers are forgotten and made again while nobody holds them,
# which takes longer than all else.
HELD = [Response[bool], Response[Sent], Response[Sent | bool]]


class Bot(Protocol):
    """A module of `bots`."""

    STATES: list[State]
    """Where walks begin."""

    WORDS: list[str]
    """What people may say."""

    TALK: float
    """How likely they say something."""

    def dialogs(self) -> list[Dialog]: ...


class PreparedBot:
    """A bot that is set up once, for many walks."""

    def __init__(self, bot: Bot) -> None:
        self.module = bot
        self.storage = TextStorage()
        self.media = MediaIdStorage()
        self.dispatcher = Dispatcher(storage=self.storage)
        self.dispatcher.message.register(self._start, Command("start"))
        self.dispatcher.include_routers(*bot.dialogs())
        setup_dialogs(self.dispatcher, media_id_storage=self.media)

    async def _start(
        self,
        message: Any,
        command: CommandObject,
        dialog_manager: Any,
    ) -> None:
        state = self.module.STATES[int(command.args or 0)]
        await dialog_manager.start(state, mode=StartMode.RESET_STACK)

    async def starts(self) -> None:
        await self.dispatcher.emit_startup()

    def clear(self) -> None:
        self.storage.texts.clear()
        self.media.cache.clear()


class Walk:
    """Play with a bot, in a group of two at every fourth time."""

    def __init__(self, prepared: PreparedBot, seed: int) -> None:
        prepared.clear()
        self.module = prepared.module
        self.dispatcher = prepared.dispatcher
        self.storage = prepared.storage
        self.chance = random.Random(seed)
        self.is_long = seed % 20 == 0
        self.next_window = itertools.count(seed).__next__
        self.world = World(clock=lambda: NOW, seed=seed)
        account = self.world.add_bot("bot", privacy_mode=False)
        self.bot = connect(self.world, account)
        self.people = [self.world.add_person("Ann")]
        self.chat = self.world.private_chat(self.people[0], account)
        if seed % 4 == 3:
            self.people.append(self.world.add_person("Bob"))
            self.chat = self.world.supergroup("Us", *self.people, account)
        self.ids = PlainIds()
        self.old: list[Message] = []
        self.written: dict[str, Any] = {}

    async def steps(self) -> list[str]:
        """Do a few things here and there, many at every twentieth time."""
        count = LONG if self.is_long else SHORT
        deeds = [self.starts, *[self.acts] * (count - 1)]
        return [await self.step(deed) for deed in deeds]

    async def step(self, act: Any) -> str:
        """Let somebody do something and write down what it leads to."""
        since = len(self.world.journal)
        NOTES.clear()
        deed = act()
        error = await self._settle()
        return self.ids.written(
            {
                "deed": deed,
                "error": error,
                "notes": list(NOTES),
                "calls": calls(self.world, since),
                "records": self._changes(),
                "screen": screen(self.world, self.chat, self.people[0]),
            },
        )

    async def _settle(self) -> str | None:
        error = None
        while self.world.state.pending(self.bot.id) or _others():
            try:
                await feed(self.dispatcher, self.bot, self.world)
            except Exception as raised:  # noqa: BLE001 - it is noted
                error = type(raised).__name__
            for task in _others():
                done, _ = await asyncio.wait([task], timeout=1)
                if not done:
                    raise AssertionError(f"{task} never ends")
                if task.exception() is not None:
                    error = f"{error} and {type(task.exception()).__name__}"
        return error

    def _changes(self) -> dict[str, Any]:
        records = self.storage.records()
        before, self.written = self.written, records
        changed = {k: v for k, v in records.items() if before.get(k) != v}
        return changed | {k: None for k in before if k not in records}

    def starts(self) -> str:
        """Open one window after the other; each seed begins at another."""
        number = self.next_window() % len(self.module.STATES)
        self.people[0].says(self.chat, f"/start {number}")
        return f"/start {number}"

    def acts(self) -> str:
        """Choose what to do, from a fresh chance each time.

        So a step that leads to another screen does not change all later
        choices.
        """
        self.chance = random.Random(self.chance.random())
        who = self.chance.choice(self.people * 3 + self.people[:1])
        kind = self.chance.random()
        restless = 0.06 if self.is_long else 0.25
        if kind < restless:
            return self.starts()
        if kind < restless + self.module.TALK:
            return self._talks(who)
        buttons = list(self._buttons(who))
        if kind > 0.95 and self.old:
            buttons = list(_inline(self.chance.choice(self.old)))
        if not buttons:
            return self.starts()
        return self._presses(who, *self.chance.choice(buttons))

    def _talks(self, who: Any) -> str:
        word = self.chance.choice([*self.module.WORDS, ""])
        if word:
            who.says(self.chat, word)
        else:
            who.sends_photo(self.chat, "a photo")
        return f"{who.name} says {word or 'a photo'}"

    def _buttons(self, who: Any) -> Iterator[tuple[Any, Any]]:
        for message in self.world.messages(self.chat):
            buttons = list(_inline(message))
            if buttons:
                yield from buttons
                self.old.append(message)
        for row, labels in enumerate(who.keyboard(self.chat)):
            for column in range(len(labels)):
                yield None, (row, column)

    def _presses(self, who: Any, message: Any, button: Any) -> str:
        if message is None:
            label = who.keyboard(self.chat)[button[0]][button[1]]
            who.taps(self.chat, button)
            return f"{who.name} taps {visible(label)}"
        row, column = button
        label = message.inline_keyboard[row][column]["text"]
        who.presses(self.chat, button, of=message)
        return f"{who.name} presses {label} of {message.id}"


def _inline(message: Message) -> Iterator[tuple[Any, Any]]:
    for row, buttons in enumerate(message.inline_keyboard):
        for column, button in enumerate(buttons):
            if "callback_data" in button:
                yield message, (row, column)


def _others() -> list[asyncio.Task[Any]]:
    current = asyncio.current_task()
    return [task for task in asyncio.all_tasks() if task is not current]
