"""Parts of a text that look or act differently, counted in symbols."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from aiogram.types import MessageEntity


@dataclass(frozen=True, slots=True)
class Span:
    """Mark the symbols from `start` to before `end`.

    `facts` are the other fields of the entity, like `url`.
    """

    type: str
    start: int
    end: int
    facts: tuple[tuple[str, Any], ...] = ()

    def moved(self, by: int, length: int) -> "Span":
        """Return the span in a text cut at both ends."""
        return replace(
            self,
            start=min(max(0, self.start + by), length),
            end=min(max(0, self.end + by), length),
        )

    def overlaps(self, other: "Span") -> bool:
        """Tell whether there are symbols in both."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether all symbols of the other are in this one."""
        return self.start <= other.start and other.end <= self.end


def to_entities(text: str, spans: Iterable[Span]) -> Iterator[MessageEntity]:
    """Return entities, whose offsets count UTF-16 code units."""
    offsets = utf16_offsets(text)
    for span in spans:
        yield MessageEntity(
            type=span.type,
            offset=offsets[span.start],
            length=offsets[span.end] - offsets[span.start],
            **dict(span.facts),
        )


def utf16_offsets(text: str) -> list[int]:
    """Return where each symbol begins in UTF-16 code units, and the end."""
    sizes = (1 + (symbol > "\uffff") for symbol in text)
    return list(accumulate(sizes, initial=0))
