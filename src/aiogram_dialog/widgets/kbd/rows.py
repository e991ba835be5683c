"""Putting buttons into rows."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def in_rows(items: Sequence[T], width: int) -> list[list[T]]:
    """Return the items in rows; the last one may be short."""
    return [
        list(items[start : start + width])
        for start in range(0, len(items), width)
    ]
