"""What Telegram does to every text before it is shown."""

import re
from dataclasses import replace

from .spans import Span

_REMOVED = re.compile("[\r\u202a-\u202e\u030a\u0333\u033f]")
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
    """Return the label of a button as it is shown."""
    return clean(text).strip()


def is_blank(text: str) -> bool:
    """Tell whether nothing of a text is seen."""
    return not text.strip(_BLANKS)


def find_edges(text: str, first_span: int | None) -> tuple[int, int]:
    """Return where the text begins and ends once it is trimmed.

    Blanks at the beginning stay if something is marked in them.
    """
    start = len(text) - len(text.lstrip(_TRIMMED))
    if first_span is not None:
        start = min(start, first_span)
    return start, max(start, len(text.rstrip(_TRIMMED)))
