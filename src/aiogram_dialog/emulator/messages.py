"""Messages, and what hangs on them: files, keyboards, presses, updates."""

from dataclasses import dataclass, field
from typing import Any

from .records import ChatRef, Json


@dataclass(frozen=True, slots=True)
class Message:
    """Hold a message of a chat.

    ``kind``: the field of the Bot API's Message that holds the content,
    ``text``, ``photo``, ``pinned_message`` …
    ``content``: that field and what goes with it (caption, entities …), with
    files known by their unique id.
    ``reply_markup``: any markup it was sent with.
    ``sender_chat``: the chat in whose name ``author`` has sent it, if any.
    """

    chat: ChatRef
    id: int
    date: int
    author: int | None
    kind: str
    content: Json
    reply_markup: Json | None = None
    reply_to: int | None = None
    thread_id: int | None = None
    is_topic: bool = False
    edit_date: int | None = None
    is_protected: bool = False
    album_id: str | None = None
    forward_origin: Json | None = None
    via_bot: int | None = None
    business_bot: int | None = None
    effect_id: str | None = None
    is_service: bool = False
    ephemeral_id: int | None = None
    receiver: int | None = None
    inline_id: str | None = None
    sender_chat: ChatRef | None = None
    extra: Json = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text or caption, empty if it has none."""
        text = self.content.get("text") or self.content.get("caption")
        return str(text or "")

    @property
    def inline_keyboard(self) -> list[list[Json]]:
        """Rows of inline buttons."""
        rows: list[list[Json]] = (self.reply_markup or {}).get(
            "inline_keyboard",
            [],
        )
        return rows

    @property
    def has_foreign_markup(self) -> bool:
        """Whether it was sent with a markup other than an inline keyboard."""
        return bool(self.reply_markup) and not self.inline_keyboard


@dataclass(frozen=True, slots=True)
class File:
    """Hold a file as Telegram keeps it.

    ``media`` is what a message shows of it: an object like Video, or a list
    of PhotoSize, without file ids, which differ from bot to bot.
    """

    unique_id: str
    kind: str
    name: str
    content: bytes
    path: str
    media: Any
    declared_size: int | None = None

    @property
    def size(self) -> int:
        """Size in bytes; may be declared to be more than is held."""
        if self.declared_size is not None:
            return self.declared_size
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Topic:
    """Hold a topic of a forum."""

    name: str
    icon_color: int = 7322096
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class PressedQuery:
    """Hold a press of an inline button that waits for an answer."""

    bot_id: int
    user_id: int
    date: float
    chat: ChatRef | None
    message_id: int | None
    is_answered: bool = False
    ephemeral_id: int | None = None


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Hold what a person has in place of the keyboard of the phone.

    ``markup`` is a reply keyboard or a force reply of message ``message_id``.
    """

    message_id: int
    markup: Json
    is_collapsed: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold a message that a bot is still writing."""

    bot_id: int
    chat: ChatRef
    draft_id: int
    date: float
    text: str
    can_stop: bool


@dataclass(frozen=True, slots=True)
class QueuedUpdate:
    """Hold an update that a bot has not confirmed."""

    update_id: int
    kind: str
    payload: Json
    expires: float

    def as_json(self) -> Json:
        """Show it as an Update of the Bot API."""
        return {"update_id": self.update_id, self.kind: self.payload}
