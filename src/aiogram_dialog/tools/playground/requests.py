"""Requests of the page, read with care."""

from typing import Any, TypeVar

from aiogram_dialog.emulator import ChatRef, Person

from .chat_keys import chat_ref
from .conversation_recording import Seat
from .plain import Json
from .playground import Playground

T = TypeVar("T")


class RequestError(Exception):
    """Tell why a request cannot be fulfilled."""


class PageRequest:
    """Read the fields of a request.

    Raises ``RequestError`` for what is missing or of another type.
    """

    def __init__(self, playground: Playground, fields: Json) -> None:
        self.playground = playground
        self.fields = fields

    def text(self, name: str) -> str:
        """Return a text, which has no halves of symbols."""
        text = self._field(name, str, "a text")
        try:
            text.encode()
        except UnicodeEncodeError:
            raise RequestError(f"{name!r} has a half of a symbol.") from None
        return text

    def integer(self, name: str) -> int:
        """Return a whole number."""
        return self._field(name, int, "a whole number")

    def number(self, name: str) -> float:
        """Return a number."""
        value = self.fields.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise RequestError(f"{name!r} should be a number, not {value!r}.")
        return float(value)

    def flag(self, name: str) -> bool:
        """Return true or false."""
        return self._field(name, bool, "true or false")

    def record(self, name: str) -> Json:
        """Return an object."""
        return self._field(name, dict, "an object")

    def integers(self, name: str) -> list[int]:
        """Return a list of whole numbers."""
        values: list[Any] = self._field(name, list, "a list")
        if not all(type(value) is int for value in values):
            raise RequestError(f"{name!r} should be a list of whole numbers.")
        return values

    def has(self, name: str) -> bool:
        """Tell whether there is a field that says something."""
        value = self.fields.get(name)
        return value is not None and value != ""

    def optional_integer(self, name: str) -> int | None:
        """Return a whole number, None if there is none."""
        return self.integer(name) if self.has(name) else None

    def _field(self, name: str, kind: type[T], words: str) -> T:
        value = self.fields.get(name)
        # `True` is a whole number for Python alone.
        if type(value) is not kind:
            raise RequestError(f"{name!r} should be {words}, not {value!r}.")
        return value

    # What is in the world

    def chat(self) -> ChatRef:
        """Return the chat."""
        key = self.text("chat")
        ref = chat_ref(key)
        if ref is None or ref not in self.playground.bot_world.state.chats:
            raise RequestError(f"There is no chat {key!r}.")
        return ref

    def person(self) -> Person:
        """Return the person who does it."""
        return self.person_by_id(self.integer("person"))

    def person_by_id(self, user_id: int) -> Person:
        """Return a person."""
        person = self.playground.bot_world.person(user_id)
        if person is None:
            raise RequestError(f"There is no person {user_id}.")
        return person

    def seat(self) -> Seat:
        """Return who does it and where."""
        thread = self.optional_integer("thread")
        return Seat(self.person().id, self.chat(), thread)
