"""Which parts of a text may stand in which.

Of two with common symbols one is inside the other. Styles stand in all but
code; quotes hold all but quotes; nothing else holds anything but styles.
Telegram: https://core.telegram.org/bots/api#formatting-options
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from .spans import Span

QUOTES = frozenset({"blockquote", "expandable_blockquote"})
CODE = frozenset({"code", "pre"})
STYLES = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler"},
)
# More of them in one text are not shown.
LIMIT = 100


def nest(marked: Sequence[Span], found: Iterable[Span]) -> list[Span]:
    """Sort out what was marked in a text and what was found in it."""
    quotes = apart(span for span in marked if span.type in QUOTES)[:LIMIT]
    whole = [
        span
        for span in apart(span for span in marked if _is_whole(span))
        if _fits(span, quotes)
    ]
    taken = {place for span in whole for place in range(span.start, span.end)}
    whole += (
        span
        for span in found
        if taken.isdisjoint(range(span.start, span.end))
        and _fits(span, quotes)
    )
    fixed = sorted([*quotes, *whole], key=_order)[:LIMIT]
    nested = _with_styles(fixed, _united(marked)[:LIMIT])
    return sorted(nested, key=_order)[:LIMIT]


def apart(spans: Iterable[Span]) -> list[Span]:
    """Keep the first of those with common symbols, the longer of equals."""
    kept: list[Span] = []
    for span in sorted(spans, key=_order):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return kept


def _is_whole(span: Span) -> bool:
    return span.type not in QUOTES | STYLES


def _order(span: Span) -> tuple[int, int, bool, bool]:
    return (
        span.start,
        -span.end,
        span.type not in QUOTES,
        span.type in STYLES,
    )


def _fits(span: Span, quotes: Sequence[Span]) -> bool:
    return all(
        quote.contains(span) for quote in quotes if quote.overlaps(span)
    )


def _united(spans: Iterable[Span]) -> list[Span]:
    """Return the styles; neighbours of one style are one."""
    last: dict[str, Span] = {}
    done: list[Span] = []
    for span in sorted(spans, key=_order):
        if span.type not in STYLES:
            continue
        before = last.get(span.type)
        if before is not None and span.start <= before.end:
            end = max(before.end, span.end)
            last[span.type] = replace(before, end=end)
        else:
            done.extend(filter(None, [before]))
            last[span.type] = span
    return sorted([*done, *last.values()], key=_order)


def _with_styles(fixed: list[Span], styles: Iterable[Span]) -> list[Span]:
    nested = list(fixed)
    code = [span for span in fixed if span.type in CODE]
    for style in styles:
        nested += [
            piece
            for piece in _pieces(style, nested)
            if not any(piece.overlaps(span) for span in code)
        ]
    return nested


def _pieces(style: Span, others: Iterable[Span]) -> list[Span]:
    """Cut a style where it would cross others, and around code."""
    cuts = {style.start, style.end}
    for other in others:
        is_inside = style.contains(other) and other.type not in CODE
        if other.overlaps(style) and not is_inside:
            cuts |= {other.start, other.end}
    edges = sorted(cut for cut in cuts if style.start <= cut <= style.end)
    return [
        replace(style, start=start, end=end) for start, end in pairwise(edges)
    ]
