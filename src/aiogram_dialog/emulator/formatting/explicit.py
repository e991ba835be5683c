"""Entities that are sent along with a text."""

from collections.abc import Sequence

from aiogram.types import MessageEntity

from .errors import FormattingError, byte_offset
from .links import make_emoji, make_link, make_time
from .nesting import CODE, QUOTES, STYLES
from .spans import Span, utf16_offsets


def read_entities(text: str, entities: Sequence[MessageEntity]) -> list[Span]:
    """Return what the entities mark; empty ones are left out.

    So are those that Telegram finds itself, and those without what they
    need. Raises `FormattingError` for places that are not in the text.
    """
    offsets = utf16_offsets(text)
    symbols = {offset: number for number, offset in enumerate(offsets)}
    spans = (
        _make_span(entity, *_place(text, entity, symbols, offsets[-1]))
        for entity in entities
        if entity.length > 0
    )
    return [span for span in spans if span is not None]


def _place(
    text: str,
    entity: MessageEntity,
    symbols: dict[int, int],
    total: int,
) -> tuple[int, int]:
    """Return the numbers of the first symbol and of the one behind."""
    offset, end = entity.offset, entity.offset + entity.length
    if not 0 <= offset < total:
        raise FormattingError(
            "entity begins after the end of the text at UTF-16 offset "
            f"{offset}",
        )
    if end > total:
        raise FormattingError(
            f"entity beginning at UTF-16 offset {offset} ends after the end "
            f"of the text at UTF-16 offset {end}",
        )
    for place, word in ((offset, "begins"), (end, "ends")):
        if place not in symbols:
            inside = byte_offset(text, symbols[place - 1])
            raise FormattingError(
                f"entity {word} in a middle of a UTF-16 symbol at byte "
                f"offset {inside}",
            )
    return symbols[offset], symbols[end]


def _make_span(entity: MessageEntity, start: int, end: int) -> Span | None:
    match entity.type:
        case "text_link":
            return make_link(entity.url or "", start, end)
        case "text_mention" if entity.user is not None:
            facts = (("user", entity.user),)
            return Span("text_mention", start, end, facts)
        case "custom_emoji":
            return make_emoji(entity.custom_emoji_id or "", start, end)
        case "date_time":
            # Older aiogram keeps these two fields without naming them.
            unix = getattr(entity, "unix_time", None)
            look = getattr(entity, "date_time_format", None)
            return make_time(str(unix), look or "", start, end)
        case kind if kind in CODE | QUOTES | STYLES:
            language = entity.language if kind == "pre" else None
            known = (("language", language),) if language else ()
            return Span(kind, start, end, known)
        case _:
            return None
