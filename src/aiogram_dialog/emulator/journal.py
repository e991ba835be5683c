"""The journal of a world: every call, and everything that happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from .answers import Answer
from .messages import Message
from .records import ChatRef, Json


@dataclass(frozen=True, slots=True)
class Called:
    """A bot called a method. ``files`` maps names of parts to file names."""

    bot_id: int
    method: str
    params: Mapping[str, str]
    files: Mapping[str, str]
    answer: Answer


@dataclass(frozen=True, slots=True)
class Sent:
    """A message appeared."""

    message: Message


@dataclass(frozen=True, slots=True)
class Edited:
    """A message was changed by ``user_id``."""

    user_id: int
    message: Message


@dataclass(frozen=True, slots=True)
class Deleted:
    """A message was deleted by ``user_id``."""

    user_id: int
    message: Message


@dataclass(frozen=True, slots=True)
class Pressed:
    """A person pressed an inline button; ``query_id`` if the bot hears it."""

    user_id: int
    chat: ChatRef
    message_id: int
    button: Json
    query_id: str | None
    ephemeral_id: int | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """A bot answered a press."""

    bot_id: int
    user_id: int
    chat: ChatRef | None
    text: str
    show_alert: bool
    url: str


@dataclass(frozen=True, slots=True)
class Acted:
    """Somebody did something else in a chat; ``action`` completes "Ann …"."""

    user_id: int
    chat: ChatRef
    action: str


@dataclass(frozen=True, slots=True)
class Queued:
    """An update came into the queue of a bot."""

    bot_id: int
    update_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class Faulted:
    """A switch of the faults was applied to a call."""

    bot_id: int
    method: str
    fault: str


@dataclass(frozen=True, slots=True)
class Noted:
    """Something worth a look: a method without a rule, a lint."""

    text: str


Entry: TypeAlias = (
    Called
    | Sent
    | Edited
    | Deleted
    | Pressed
    | Answered
    | Acted
    | Queued
    | Faulted
    | Noted
)
"""What a journal consists of."""
