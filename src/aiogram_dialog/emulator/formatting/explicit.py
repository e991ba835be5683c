"""Entities that are sent along with a text."""

from collections.abc import Sequence

from aiogram.types import MessageEntity

from .errors import FormattingError, byte_offset
from .spans import Span, utf16_length

_PLACE = {"type", "offset", "length"}


def read_entities(text: str, entities: Sequence[MessageEntity]) -> list[Span]:
    """Return what the entities mark; empty ones are left out.

    Raises `FormattingError` for places that are not in the text.
    """
    starts = _index(text)
    total = utf16_length(text)
    return [
        _read(text, entity, starts, total)
        for entity in entities
        if entity.length > 0
    ]


def _index(text: str) -> dict[int, int]:
    """Return the number of each symbol by its UTF-16 offset."""
    starts: dict[int, int] = {}
    offset = 0
    for number, symbol in enumerate(text):
        starts[offset] = number
        offset += utf16_length(symbol)
    starts[offset] = len(text)
    return starts


def _read(
    text: str,
    entity: MessageEntity,
    starts: dict[int, int],
    total: int,
) -> Span:
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
        if place not in starts:
            inside = byte_offset(text, starts[place - 1])
            raise FormattingError(
                f"entity {word} in a middle of a UTF-16 symbol at byte "
                f"offset {inside}",
            )
    facts = tuple(
        (name, value)
        for name, value in entity
        if value is not None and name not in _PLACE
    )
    return Span(entity.type, starts[offset], starts[end], facts)
