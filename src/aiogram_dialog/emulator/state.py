"""All that is, and the few ways in which it changes."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from typing import Any

from .journal import Deleted, Edited, Entry, Noted, Queued, Sent
from .messages import (
    Draft,
    File,
    Keyboard,
    Message,
    PressedQuery,
    QueuedUpdate,
    Topic,
)
from .records import (
    BotAccount,
    BotSettings,
    BusinessConnection,
    Chat,
    ChatRef,
    Json,
    Member,
    User,
)

EPOCH = 1_767_225_600.0
"""The first of January 2026, when a virtual world begins."""

_MINUTE = 60.0
_DAY = 86_400.0
_LIFE = {
    "callback_query": 150.0,
    "shipping_query": 150.0,
    "pre_checkout_query": 150.0,
    "inline_query": 30.0,
    "chosen_inline_result": 10 * _MINUTE,
}
_ON_DEMAND = {"chat_member", "message_reaction", "message_reaction_count"}


class Snapshot:
    """Keep a state of the world to go back to."""

    __slots__ = ("values",)

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values


@dataclass(slots=True, kw_only=True)
class State:
    """Hold the records of a world by their keys.

    Records are frozen, so a snapshot copies the tables and no record.
    """

    shift: float = 0.0
    counters: dict[str, int] = field(default_factory=dict)
    users: dict[int, User] = field(default_factory=dict)
    bots: dict[int, BotAccount] = field(default_factory=dict)
    settings: dict[int, BotSettings] = field(default_factory=dict)
    chats: dict[ChatRef, Chat] = field(default_factory=dict)
    members: dict[tuple[ChatRef, int], Member] = field(default_factory=dict)
    messages: dict[tuple[ChatRef, int], Message] = field(
        default_factory=dict,
    )
    topics: dict[tuple[ChatRef, int], Topic] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    urls: dict[tuple[str, str], Json] = field(default_factory=dict)
    web: dict[str, bytes | None] = field(default_factory=dict)
    queues: dict[int, tuple[QueuedUpdate, ...]] = field(default_factory=dict)
    queries: dict[str, PressedQuery] = field(default_factory=dict)
    inline_queries: dict[str, Json] = field(default_factory=dict)
    inline_ids: dict[str, tuple[ChatRef, int]] = field(default_factory=dict)
    ephemeral: dict[tuple[ChatRef, int, int], Message] = field(
        default_factory=dict,
    )
    keyboards: dict[tuple[ChatRef, int], Keyboard] = field(
        default_factory=dict,
    )
    business: dict[str, BusinessConnection] = field(default_factory=dict)
    drafts: dict[tuple[ChatRef, int], Draft] = field(default_factory=dict)
    reactions: dict[tuple[ChatRef, int, int], tuple[Json, ...]] = field(
        default_factory=dict,
    )
    votes: dict[tuple[str, int], tuple[int, ...]] = field(
        default_factory=dict,
    )
    commands: dict[tuple[int, str, str], tuple[Json, ...]] = field(
        default_factory=dict,
    )
    join_requests: dict[tuple[ChatRef, int], Json] = field(
        default_factory=dict,
    )
    buckets: dict[str, tuple[float, float]] = field(default_factory=dict)
    journal: list[Entry] = field(default_factory=list)

    clock: Callable[[], float] = field(default=lambda: EPOCH)
    chance: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311 - dice, not secrets
    listeners: list[Callable[[int], None]] = field(default_factory=list)

    @property
    def now(self) -> float:
        """The time of the world, in seconds since 1970."""
        return self.clock() + self.shift

    def count(self, name: str, start: int = 1) -> int:
        """Return the next number of a counter."""
        value = self.counters.get(name, start - 1) + 1
        self.counters[name] = value
        return value

    def note(self, text: str) -> None:
        """Write a remark into the journal."""
        self.journal.append(Noted(text))

    def member(self, chat: ChatRef, user_id: int) -> Member:
        """Return the place of a user in a chat; strangers have left."""
        return self.members.get((chat, user_id), Member("left"))

    def bots_in(self, chat: ChatRef) -> list[int]:
        """List the bots that hear a chat."""
        if self.chats[chat].is_private:
            return [chat.account] if chat.account in self.bots else []
        return [
            bot_id
            for bot_id in self.bots
            if self.member(chat, bot_id).is_present
        ]

    def messages_in(self, chat: ChatRef) -> list[Message]:
        """List the messages of a chat, the oldest first."""
        return [m for (ref, _), m in self.messages.items() if ref == chat]

    def next_message_id(self, chat: ChatRef) -> int:
        """Take the id of the next message of a chat."""
        return self.count(f"message {chat.account} {chat.id}")

    def peek_message_id(self, chat: ChatRef) -> int:
        """Tell the id that the next message of a chat will have."""
        return self.counters.get(f"message {chat.account} {chat.id}", 0) + 1

    def add_message(self, message: Message) -> Message:
        """Make a message appear in its chat."""
        self._store(message)
        self.journal.append(Sent(message))
        return message

    def change_message(self, message: Message, by: int) -> Message:
        """Replace a message by its new version."""
        self._store(message)
        self.journal.append(Edited(by, message))
        return message

    def remove_message(self, message: Message, by: int) -> None:
        """Delete a message for everyone."""
        if message.receiver is not None and message.ephemeral_id is not None:
            key = message.chat, message.receiver, message.ephemeral_id
            del self.ephemeral[key]
        else:
            del self.messages[message.chat, message.id]
        chat = self.chats[message.chat]
        if message.id in chat.pinned:
            pinned = tuple(p for p in chat.pinned if p != message.id)
            self.chats[chat.ref] = replace(chat, pinned=pinned)
        self.journal.append(Deleted(by, message))

    def _store(self, message: Message) -> None:
        if message.receiver is not None and message.ephemeral_id is not None:
            key = message.chat, message.receiver, message.ephemeral_id
            self.ephemeral[key] = message
        else:
            self.messages[message.chat, message.id] = message

    def queue(self, bot_id: int, kind: str, payload: Json) -> int | None:
        """Put an update into the queue of a bot that asked for its kind.

        Returns the id of the update, None if the bot does not want it.
        """
        if not self._is_wanted(bot_id, kind):
            return None
        update_id = self.count(f"update {bot_id}", start=1000)
        update = QueuedUpdate(
            update_id,
            kind,
            payload,
            self.now + _LIFE.get(kind, _DAY),
        )
        self.queues[bot_id] = (*self.queues.get(bot_id, ()), update)
        self.journal.append(Queued(bot_id, update_id, kind))
        self.notify(bot_id)
        return update_id

    def notify(self, bot_id: int) -> None:
        """Tell those who wait that there is something for a bot."""
        for listener in tuple(self.listeners):
            listener(bot_id)

    def _is_wanted(self, bot_id: int, kind: str) -> bool:
        allowed = self.settings[bot_id].allowed_updates
        if allowed is None:
            return kind not in _ON_DEMAND
        return kind in allowed

    def pending(self, bot_id: int) -> tuple[QueuedUpdate, ...]:
        """List the updates that wait for a bot and are still of use."""
        now = self.now
        alive = tuple(
            update
            for update in self.queues.get(bot_id, ())
            if update.expires > now
        )
        self.queues[bot_id] = alive
        return alive

    def confirm(self, bot_id: int, below: int) -> None:
        """Forget the updates with smaller ids."""
        self.queues[bot_id] = tuple(
            update
            for update in self.pending(bot_id)
            if update.update_id >= below
        )

    def forget(self, bot_id: int, update_id: int) -> None:
        """Take one update out of the queue of a bot."""
        self.queues[bot_id] = tuple(
            update
            for update in self.pending(bot_id)
            if update.update_id != update_id
        )

    def snapshot(self) -> Snapshot:
        """Keep the present state; listeners and the clock are not part."""
        values: dict[str, Any] = {"random": self.chance.getstate()}
        for table in fields(self):
            value = getattr(self, table.name)
            if isinstance(value, dict | list) and value is not self.listeners:
                values[table.name] = value.copy()
        values["shift"] = self.shift
        return Snapshot(values)

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to a kept state; it may be used again."""
        for name, value in snapshot.values.items():
            if name == "random":
                self.chance.setstate(value)
            elif isinstance(value, dict | list):
                setattr(self, name, value.copy())
            else:
                setattr(self, name, value)
