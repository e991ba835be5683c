"""A call of a method, and the registry of the methods' rules."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from aiogram_dialog.emulator.json_reading import parse_json
from aiogram_dialog.emulator.records import BotSettings
from aiogram_dialog.emulator.state import State

_TRUE = {"true", "yes", "1"}


@dataclass(frozen=True, slots=True)
class Upload:
    """Hold a file that came with a call."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """Hold what a bot asks, and read its parameters as leniently as Telegram.

    An absent parameter is an empty string, 0 or False.
    """

    state: State
    bot_id: int
    method: str
    params: Mapping[str, str]
    files: Mapping[str, Upload]

    @property
    def settings(self) -> BotSettings:
        """What of the bot may change."""
        return self.state.settings[self.bot_id]

    @property
    def date(self) -> int:
        """The time of the world in whole seconds."""
        return int(self.state.now)

    def has(self, name: str) -> bool:
        """Tell whether a parameter is given at all."""
        return name in self.params

    def text(self, name: str) -> str:
        """Read a string."""
        return self.params.get(name, "")

    def integer(self, name: str) -> int:
        """Read an integer; garbage is 0."""
        return as_integer(self.text(name))

    def flag(self, name: str) -> bool:
        """Read a boolean."""
        return self.text(name).lower() in _TRUE

    def number(self, name: str) -> float | None:
        """Read a number, None if there is none."""
        try:
            return float(self.text(name))
        except ValueError:
            return None

    def json(self, name: str, default: Any = None) -> Any:
        """Read a nested value; raises ValueError if it is not JSON."""
        text = self.text(name)
        return parse_json(text) if text else default


def as_integer(value: object) -> int:
    """Read an integer as Telegram does: garbage is 0."""
    try:
        return int(str(value))
    except ValueError:
        return 0


Rule: TypeAlias = Callable[[Call], Any]
"""Carry out a call and return its result as JSON, or raise RefusedError."""

RULES: dict[str, Rule] = {}
"""The rules by the names of their methods in small letters."""


def rule(function: Rule) -> Rule:
    """Register a function as the rule of the method it is named after."""
    RULES[function.__name__.replace("_", "")] = function
    return function
