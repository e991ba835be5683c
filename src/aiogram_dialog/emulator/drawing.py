"""A chat as a person sees it, and the calls behind it, as text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from .journal import (
    Acted,
    Answered,
    Deleted,
    Edited,
    Entry,
    Pressed,
    Sent,
)
from .labels import visible
from .messages import File, Message
from .records import ChatRef, Json
from .state import State
from .world import World

MessageKey: TypeAlias = tuple[ChatRef, int, int | None]


def key_of(message: Message) -> MessageKey:
    """Tell messages apart; those for one person have ids of their own."""
    return message.chat, message.id, message.ephemeral_id


@dataclass(slots=True)
class Names:
    """Name messages in order of appearance.

    Those of bots are m1, m2 …, those of people u1, u2 …
    """

    state: State
    names: dict[MessageKey, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def learn(self, message: Message) -> str:
        """Name a message that has just appeared."""
        by_bot = (message.business_bot or message.author) in self.state.bots
        letter = "m" if by_bot else "u"
        self.counts[letter] = self.counts.get(letter, 0) + 1
        name = f"{letter}{self.counts[letter]}"
        self.names[key_of(message)] = name
        return name

    def of(
        self,
        chat: ChatRef,
        message_id: int,
        ephemeral_id: int | None = None,
    ) -> str:
        """Return the name of a message, ``?`` for an unknown one."""
        return self.names.get((chat, message_id, ephemeral_id), "?")

    def user(self, user_id: int | None) -> str:
        """Name a person by first name, a bot by username."""
        if user_id is None:
            return "somebody"
        user = self.state.users[user_id]
        return user.username or "bot" if user.is_bot else user.first_name

    def author(self, message: Message) -> str:
        """Name who has sent a message: a chat by its title."""
        if message.sender_chat is not None:
            return self.state.chats[message.sender_chat].title or "somebody"
        return self.user(message.business_bot or message.author)


def draw(
    world: World,
    chat: ChatRef | None = None,
    *,
    since: int = 0,
) -> str:
    """Draw what happened in a chat, or in all, as people saw it.

    ``since`` leaves out the first so many entries of the journal. The
    transcript holds no ids and no times: compare it with a golden one.
    """
    names = Names(world.state)
    lines: list[str] = []
    for position, entry in enumerate(world.journal):
        name = names.learn(entry.message) if isinstance(entry, Sent) else ""
        if position >= since and chat in {None, _chat_of(entry)}:
            lines += _lines(names, entry, name)
    return "".join(f"{line}\n" for line in lines)


def _chat_of(entry: Entry) -> ChatRef | None:
    if isinstance(entry, Sent | Edited | Deleted):
        return entry.message.chat
    if isinstance(entry, Pressed | Answered | Acted):
        return entry.chat
    return None


def _lines(names: Names, entry: Entry, name: str) -> Iterator[str]:
    if isinstance(entry, Sent):
        yield from _sent(names, entry.message, name)
    elif isinstance(entry, Edited):
        message = entry.message
        shown = names.of(*key_of(message))
        yield f"{names.user(entry.user_id)} edits {shown}"
        yield from bubble(names.state, message)
    elif isinstance(entry, Deleted):
        shown = names.of(*key_of(entry.message))
        yield f"{names.user(entry.user_id)} deletes {shown}"
    elif isinstance(entry, Pressed):
        shown = names.of(entry.chat, entry.message_id, entry.ephemeral_id)
        label = visible(entry.button["text"])
        yield f"{names.user(entry.user_id)} presses [{label}] of {shown}"
    elif isinstance(entry, Answered):
        yield from _answered(names, entry)
    elif isinstance(entry, Acted):
        yield f"{names.user(entry.user_id)} {entry.action}"


def _answered(names: Names, entry: Answered) -> Iterator[str]:
    verb = "alerts" if entry.show_alert else "notifies"
    who = f"{names.user(entry.bot_id)} {verb} {names.user(entry.user_id)}"
    if entry.text:
        yield f"{who}: {entry.text}"
    elif entry.url:
        yield f"{who}: opens {entry.url}"


def _sent(names: Names, message: Message, name: str) -> Iterator[str]:
    author = names.author(message)
    details = about(names, message)
    if (
        name.startswith("u")
        and message.kind == "text"
        and ("\n" not in message.text)
    ):
        yield f"{author}{details}: {visible(message.text)}"
        return
    shown = f" {name}" if name.startswith("m") else ""
    yield f"{author} sends{shown}{details}"
    yield from bubble(names.state, message)


def about(names: Names, message: Message) -> str:
    """Tell what is special about a message, in brackets."""
    parts: list[str] = []
    if message.reply_to is not None:
        parts.append(f"in reply to {names.of(message.chat, message.reply_to)}")
    if message.thread_id is not None:
        topic = names.state.topics.get((message.chat, message.thread_id))
        parts.append(f"in topic {topic.name if topic else '?'}")
    if message.receiver is not None:
        parts.append(f"for {names.user(message.receiver)} alone")
    if message.is_protected:
        parts.append("protected")
    if message.album_id is not None:
        parts.append("in an album")
    if message.forward_origin is not None:
        parts.append("forwarded")
    return f" ({', '.join(parts)})" if parts else ""


def bubble(
    state: State,
    message: Message,
    *,
    with_reply_markup: bool = True,
) -> Iterator[str]:
    """Draw the content of a message and the keyboard it came with."""
    if message.kind != "text":
        yield f"  <{content_words(state, message)}>"
    for line in _text_lines(message):
        yield f"  | {visible(line)}".rstrip()
    if with_reply_markup or not message.has_foreign_markup:
        yield from markup_lines(message.reply_markup)


def _text_lines(message: Message) -> list[str]:
    """Return the lines of a text, a caption, a rich message or a poll."""
    content = message.content
    if message.kind == "rich_message":
        blocks = content["rich_message"]["blocks"]
        return [str(block.get("text", block["type"])) for block in blocks]
    if message.kind == "poll":
        return [f"- {option['text']}" for option in content["poll"]["options"]]
    return message.text.split("\n") if message.text else []


def content_words(state: State, message: Message) -> str:
    """Describe content that is not text in few words."""
    words = message.kind.replace("_", " ")
    value = message.content.get(message.kind)
    file = _file(state, value)
    if file is not None:
        words += f" {file.name}" if file.name else ""
    elif isinstance(value, dict):
        told = next(
            (value[name] for name in _TELLING if name in value),
            "",
        )
        words += f" {told}" if told != "" else ""
    if message.content.get("has_media_spoiler"):
        words += ", hidden"
    return words


_TELLING = ("title", "question", "value", "first_name", "latitude", "data")


def _file(state: State, value: object) -> File | None:
    media = value[-1] if isinstance(value, list) and value else value
    if not isinstance(media, dict):
        return None
    return state.files.get(str(media.get("file_unique_id")))


def markup_lines(markup: Json | None) -> Iterator[str]:
    """Draw a keyboard: [inline] and {reply} buttons row by row."""
    if not markup:
        return
    for row in markup.get("inline_keyboard", []):
        yield "  " + " ".join(f"[{visible(b['text'])}]" for b in row)
    for row in markup.get("keyboard", []):
        yield "  " + " ".join(f"{{{visible(b['text'])}}}" for b in row)
    if markup.get("remove_keyboard"):
        yield "  {no keyboard}"
    if markup.get("force_reply") and "keyboard" not in markup:
        yield "  {reply}"
