"""The text of a message as HTML, with Telegram's tags and no others."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from aiogram.types import MessageEntity

from aiogram_dialog.emulator.formatting import (
    FormattedText,
    FormattingError,
    format_text,
)

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


@dataclass(frozen=True, slots=True)
class MessageHtml:
    """Hold a text, and why Telegram would refuse it, if it would."""

    html: str
    problem: str = ""


def message_html(text: str | None, parse_mode: object) -> MessageHtml:
    """Return a text as Telegram shows it in this parse mode.

    What is no string is no mode: the bot may have a default one, but no
    bot is known here. A text that cannot be parsed is shown as it is.
    """
    # An enum of modes would be written with its name.
    mode = str.__str__(parse_mode) if isinstance(parse_mode, str) else None
    try:
        formatted = format_text(text or "", parse_mode=mode, entities=None)
    except FormattingError as error:
        return MessageHtml(_plain(text or ""), error.description)
    return MessageHtml("".join(_marked(formatted)))


def _plain(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _marked(formatted: FormattedText) -> Iterator[str]:
    # Offsets of entities count units of UTF-16.
    units = formatted.text.encode("utf-16-le")
    position = 0
    ends: list[tuple[int, str]] = []

    def text_until(end: int) -> str:
        return _plain(units[position * 2 : end * 2].decode("utf-16-le"))

    for entity in sorted(
        formatted.entities,
        key=lambda entity: (entity.offset, -entity.length),
    ):
        while ends and ends[-1][0] <= entity.offset:
            end, closing = ends.pop()
            yield text_until(end) + closing
            position = end
        yield text_until(entity.offset)
        position = entity.offset
        shown = units[position * 2 : (position + entity.length) * 2]
        opening, closing = _tags(entity, shown.decode("utf-16-le"))
        yield opening
        ends.append((position + entity.length, closing))
    for end, closing in reversed(ends):
        yield text_until(end) + closing
        position = end
    yield text_until(len(units) // 2)


def _tags(entity: MessageEntity, shown: str) -> tuple[str, str]:
    """Return the tags around what an entity marks."""
    match entity.type:
        case "expandable_blockquote":
            return "<blockquote expandable>", "</blockquote>"
        case "pre" if entity.language:
            language = escape(f"language-{entity.language}")
            return f'<pre><code class="{language}">', "</code></pre>"
        case "text_link" | "text_mention" | "url" | "email":
            return f'<a href="{escape(_address(entity, shown))}">', "</a>"
        case kind if kind in _TAGS:
            return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
        case kind:
            # Mentions, hashtags, times and the like.
            return f'<span class="{escape(kind)}">', "</span>"


def _address(entity: Any, shown: str) -> str:
    match entity.type:
        case "text_link":
            return str(entity.url)
        case "text_mention":
            return f"tg://user?id={entity.user.id}"
        case "email":
            return f"mailto:{shown}"
        case _:
            return shown if "://" in shown else f"http://{shown}"
