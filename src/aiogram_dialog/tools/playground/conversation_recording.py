"""Recording of a conversation, to be played again as a test."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiogram.client.default import DefaultBotProperties

from aiogram_dialog.emulator import ChatRef, Person
from aiogram_dialog.tools.target import Target

from .bot_world import BotWorld
from .loading import LoadedBot
from .running import RunningBot


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold the newest message of a chat: its text and its buttons."""

    text: str
    buttons: list[list[str]]


@dataclass(frozen=True, slots=True)
class Seat:
    """Say who acts where."""

    person: int
    chat: ChatRef
    thread: int | None = None


@dataclass(slots=True)
class Action:
    """Hold something that a person has done.

    ``call``: returns what is awaited, by the name of the visitor:
    ``ann.says('Hello')`` for ``ann``.
    ``raised``: what has left the handlers then.
    """

    seat: Seat
    call: Callable[[str], str]
    seen: Seen | None = None
    raised: list[Exception] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Say that somebody came."""

    person: int
    name: str


@dataclass(frozen=True, slots=True)
class NewGroup:
    """Say that a group was founded."""

    chat: ChatRef
    title: str
    people: list[int]
    is_forum: bool


@dataclass(frozen=True, slots=True)
class NewTopic:
    """Say that a topic was opened."""

    seat: Seat
    title: str


@dataclass(frozen=True, slots=True)
class Changed:
    """Say that somebody's name or language was changed."""

    person: int
    changes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Remark:
    """Say what a test cannot repeat."""

    text: str


Step = Action | NewPerson | NewGroup | NewTopic | Changed | Remark


class ConversationRecorder:
    """Record the steps of a conversation, and what was seen after each."""

    def __init__(
        self,
        bot_world: BotWorld,
        target: Target,
        default: DefaultBotProperties | None,
    ) -> None:
        self.target = target
        self.default = default
        self.loaded: LoadedBot | None = None
        self.steps: list[Step] = []
        self._bot_world = bot_world
        self._watching: set[asyncio.Task[None]] = set()
        self.clear()

    def clear(self) -> None:
        """Begin anew: there is the first person, and nothing else."""
        first: Person = self._bot_world.people[0]
        self.steps = [NewPerson(first.id, first.name)]

    def add(self, step: Step) -> None:
        """Add a step."""
        self.steps.append(step)

    def add_remark(self, text: str) -> None:
        """Add what a test cannot repeat, but its reader should know."""
        self.add(Remark(text))

    def watch(self, running: RunningBot) -> None:
        """Note what is seen once the bot has done with the last step.

        Only then a test sees the same: it waits after each step.
        """
        last = self.steps[-1]
        if isinstance(last, Action):
            running.raised.clear()
            task = asyncio.create_task(self._watch(last, running))
            self._watching.add(task)
            task.add_done_callback(self._watching.discard)

    async def _watch(self, action: Action, running: RunningBot) -> None:
        await running.settle()
        if self.steps[-1] is action:
            action.raised = list(running.raised)
            action.seen = self._look(action.seat.chat)

    def _look(self, chat: ChatRef) -> Seen | None:
        messages = self._bot_world.world.messages(chat)
        if not messages:
            return None
        newest = messages[-1]
        rows = newest.inline_keyboard
        buttons = [[button["text"] for button in row] for row in rows]
        return Seen(newest.text, buttons)
