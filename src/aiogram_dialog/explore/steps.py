"""What people do, one deed after the other."""

from dataclasses import dataclass, field
from typing import Any

from aiogram_dialog.emulator import ChatRef, Person

_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Describe a deed of somebody.

    ``who``: their first name.
    ``window``: the name of the window that it is done to, if any.
    """

    who: str
    window: str = ""

    def words(self) -> str:
        """Tell it to people."""
        raise NotImplementedError

    def code(self) -> str:
        """Write it for the kit of ``aiogram_dialog.test_tools``."""
        raise NotImplementedError

    def do(self, person: Person, chat: ChatRef) -> None:
        """Do it."""
        raise NotImplementedError

    @property
    def identity(self) -> object:
        """Tell whether two deeds try the same thing."""
        return self

    @property
    def name(self) -> str:
        """Return the variable that stands for who does it."""
        return self.who.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Press(Step):
    """Press an inline button.

    ``place``: its row and column.
    ``target``: how it is named, by label or by place.
    ``is_newest``: whether the message need not be named.
    """

    label: str
    place: tuple[int, int]
    message: int
    target: str | tuple[int, int]
    is_newest: bool
    widget: str = ""

    @property
    def identity(self) -> object:
        """Tell buttons apart by their widgets."""
        return type(self), self.who, self.window, self.widget

    def words(self) -> str:
        """Tell it to people."""
        return f"{self.who} presses [{self.label}]"

    def code(self) -> str:
        """Write it for the kit."""
        of = "" if self.is_newest else f", of={self.message}"
        return f"await {self.name}.presses({self.target!r}{of})"

    def do(self, person: Person, chat: ChatRef) -> None:
        """Press it."""
        person.presses(chat, self.place, of=self.message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap(Step):
    """Tap a button of the reply keyboard.

    ``gives``: what the answer to a request has.
    """

    label: str
    place: tuple[int, int]
    target: str | tuple[int, int]
    gives: dict[str, Any] | None = field(default=None, hash=False)
    widget: str = ""

    @property
    def identity(self) -> object:
        """Tell buttons apart by their widgets."""
        return type(self), self.who, self.window, self.widget

    def words(self) -> str:
        """Tell it to people."""
        return f"{self.who} taps {{{self.label}}}"

    def code(self) -> str:
        """Write it for the kit."""
        gives = "" if self.gives is None else f", gives={self.gives!r}"
        return f"await {self.name}.taps({self.target!r}{gives})"

    def do(self, person: Person, chat: ChatRef) -> None:
        """Tap it."""
        person.taps(chat, self.place, gives=self.gives)


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(Step):
    """Send a text, or a command."""

    text: str

    def words(self) -> str:
        """Tell it to people."""
        if len(self.text) > _SHOWN:
            return f"{self.who} writes {len(self.text)} symbols"
        return f"{self.who} writes {self.text!r}"

    def code(self) -> str:
        """Write it for the kit."""
        text = repr(self.text)
        if len(self.text) > _SHOWN and len(set(self.text)) == 1:
            text = f"{self.text[0]!r} * {len(self.text)}"
        return f"await {self.name}.says({text})"

    def do(self, person: Person, chat: ChatRef) -> None:
        """Say it."""
        person.says(chat, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Send(Step):
    """Send something that is no text."""

    kind: str

    def words(self) -> str:
        """Tell it to people."""
        return f"{self.who} sends a {self.kind.replace('_', ' ')}"

    def code(self) -> str:
        """Write it for the kit."""
        match self.kind:
            case "contact" | "location":
                return f"await {self.name}.sends_{self.kind}()"
            case "dice":
                return f"await {self.name}.does({self.name}.person.rolls)"
        return f"await {self.name}.sends({self.kind!r})"

    def do(self, person: Person, chat: ChatRef) -> None:
        """Send it."""
        match self.kind:
            case "contact":
                person.sends_contact(chat)
            case "location":
                person.sends_location(chat)
            case "dice":
                person.rolls(chat)
            case kind:
                person.sends(chat, kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait(Step):
    """Let time pass until tasks of the bot have nothing to wait for."""

    def words(self) -> str:
        """Tell it to people."""
        return f"{self.who} waits"

    def code(self) -> str:
        """Write it for the kit."""
        return "await bot.lets_time_pass()"

    def do(self, person: Person, chat: ChatRef) -> None:
        """Do nothing: whoever plays the step knows how to wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gather(Step):
    """Meet somebody and the bot in a group."""

    title: str
    friend: str

    def words(self) -> str:
        """Tell it to people."""
        return f"{self.who} and {self.friend} are in a group with the bot"

    def code(self) -> str:
        """Write it for the kit."""
        friend = f"telegram.person({self.friend!r})"
        return (
            f"{self.name}, {self.friend.lower()} = "
            f"telegram.group({self.title!r}, {self.name}, {friend})"
        )

    def do(self, person: Person, chat: ChatRef) -> None:
        """Do nothing: whoever plays the step founds the group."""


Path = tuple[Step, ...]
"""Deeds one after the other."""
