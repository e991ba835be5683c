"""Putting buttons into rows."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import TypeVar

from aiogram_dialog.api.internal import ButtonVariant

T = TypeVar("T")


def in_rows(items: Sequence[T], width: int) -> list[list[T]]:
    """Return the items in rows; the last one may be short."""
    return [
        list(items[start : start + width])
        for start in range(0, len(items), width)
    ]


def in_pattern(items: Iterable[T], widths: Sequence[int]) -> list[list[T]]:
    """Return the items in rows as wide as said; the last width repeats."""
    left = iter(items)
    rows = (_take(left, width) for width in chain(widths, repeat(widths[-1])))
    return list(iter(lambda: next(rows), []))


def _take(items: Iterator[T], count: int) -> list[T]:
    return [item for _, item in zip(range(count), items, strict=False)]


def by_length(
    rows: Iterable[Sequence[ButtonVariant]],
    max_symbols: int,
) -> list[list[ButtonVariant]]:
    """Return the rows, those with more symbols cut into several.

    A button with too long a text stands alone.
    """
    return [part for row in rows for part in _cut(row, max_symbols)]


def _cut(
    row: Sequence[ButtonVariant],
    max_symbols: int,
) -> Iterator[list[ButtonVariant]]:
    part: list[ButtonVariant] = []
    length = 0
    for button in row:
        length += len(button.text)
        if part and length > max_symbols:
            yield part
            part, length = [], len(button.text)
        part.append(button)
    yield part
