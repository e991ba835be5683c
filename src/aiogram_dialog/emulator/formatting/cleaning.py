"""What Telegram does to every text before it is shown."""

import re
from collections.abc import Iterable
from dataclasses import replace

from .errors import FormattingError
from .spans import Span

_REMOVED = re.compile("[\r\u2028-\u202e\u030a\u0333\u033f]")
_BLANKED = re.compile("[\x00-\x09\x0b-\x1f]")
# Symbols that alone make a text empty.
_BLANKS = " \n\u00a0\u2800\ufeff\u200b\u200c\u200d\u200e\u200f"
_TRIMMED = " \n"


def clean(text: str) -> str:
    """Return a text without control characters."""
    return _BLANKED.sub(" ", _REMOVED.sub("", text))


def clean_marked(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Return a clean text, and the spans where their symbols are now."""
    places = [0]
    for symbol in text:
        places.append(places[-1] + (not _REMOVED.match(symbol)))
    moved = [
        replace(span, start=places[span.start], end=places[span.end])
        for span in spans
    ]
    return clean(text), moved


def clean_label(text: str) -> str:
    """Return the label of a button as it is shown.

    A label of blanks alone stays: the empty days of calendars have it.
    """
    label = clean(text)
    return label.strip(_TRIMMED) or label


def require_utf8(text: str) -> None:
    """Refuse halves of symbols, which have no UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise FormattingError("strings must be encoded in UTF-8") from error


def is_blank(text: str) -> bool:
    """Tell whether nothing of a text is seen."""
    return not text.strip(_BLANKS)


def trim(text: str, spans: Iterable[Span]) -> tuple[str, list[Span]]:
    """Cut blanks off both ends, and drop what marks nothing else.

    Blanks at the beginning stay if something that is seen begins in them.
    """
    seen = [
        span for span in spans if text[span.start : span.end].strip(_TRIMMED)
    ]
    start = min(
        [
            len(text) - len(text.lstrip(_TRIMMED)),
            *(span.start for span in seen),
        ],
    )
    text = text[start:].rstrip(_TRIMMED)
    return text, [span.moved(-start, len(text)) for span in seen]
