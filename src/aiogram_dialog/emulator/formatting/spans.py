"""Parts of a text that look or act differently, counted in symbols."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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


# Nothing looks different inside of these.
_VERBATIM = frozenset({"code", "pre"})
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})
# What is typed there is not looked through for links.
_OPAQUE = _VERBATIM | {"text_link", "text_mention", "custom_emoji"}


def tidy(spans: Iterable[Span]) -> list[Span]:
    """Drop empty spans and impossible nestings, join equal neighbours."""
    ordered = sorted(
        (span for span in spans if span.start < span.end),
        key=lambda span: (span.start, -span.end),
    )
    kept: list[Span] = []
    for span in ordered:
        if not _is_forbidden(span, kept):
            _join(span, kept)
    return sorted(kept, key=lambda span: (span.start, -span.end))


def _is_forbidden(span: Span, kept: Sequence[Span]) -> bool:
    outer = [other for other in kept if span.start < other.end]
    if any(other.type in _VERBATIM for other in outer):
        return True
    return span.type in _QUOTES and any(
        other.type in _QUOTES for other in outer
    )


def _join(span: Span, kept: list[Span]) -> None:
    for index, other in enumerate(kept):
        if (
            other.type == span.type
            and other.facts == span.facts
            and other.end >= span.start
            and other.type not in _QUOTES
        ):
            kept[index] = replace(other, end=max(other.end, span.end))
            return
    kept.append(span)


def add_automatic(
    spans: Sequence[Span],
    automatic: Iterable[Span],
) -> list[Span]:
    """Add what was found in the text where it does not cross others."""
    added = list(spans)
    for span in automatic:
        crossed = (
            other
            for other in spans
            if span.start < other.end and other.start < span.end
        )
        if all(_may_hold(other, span) for other in crossed):
            added.append(span)
    return sorted(added, key=lambda span: (span.start, -span.end))


def _may_hold(outer: Span, inner: Span) -> bool:
    return (
        outer.type not in _OPAQUE
        and outer.start <= inner.start
        and inner.end <= outer.end
    )


def to_entities(text: str, spans: Iterable[Span]) -> Iterator[MessageEntity]:
    """Return entities, whose offsets count UTF-16 code units."""
    for span in spans:
        offset = utf16_length(text[: span.start])
        length = utf16_length(text[span.start : span.end])
        yield MessageEntity(
            type=span.type,
            offset=offset,
            length=length,
            **dict(span.facts),
        )


def utf16_length(text: str) -> int:
    """Return the number of UTF-16 code units of a text."""
    return len(text) + sum(symbol > "\uffff" for symbol in text)
