"""Copying and comparing the data of dialogs.

Nearly all of it is *plain*: what JSON knows, and tuples. Plain containers are
copied, plain values compared exactly (``1`` is not ``True``). Whatever else a
bot keeps is its own: the same object everywhere, and never taken for unchanged.
"""

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import Any

_ATOMS = frozenset({str, int, bool, type(None), float})
_KEYS = _ATOMS


def copy_data(value: Any, memo: dict[int, Any] | None = None) -> Any:
    """Return a copy of dicts, lists and tuples with the same objects in it.

    Their subclasses are objects, too, and so are sets.
    """
    kind = type(value)
    if kind in _ATOMS:
        return value
    if memo is None:
        # Most data of dialogs has nothing in it that can be changed.
        if (kind is dict and _ATOMS.issuperset(map(type, value.values()))) or (
            kind is list and _ATOMS.issuperset(map(type, value))
        ):
            return kind(value)
        memo = {}
    if id(value) in memo:
        return memo[id(value)]
    if kind is tuple:
        twin: Any = tuple(copy_data(item, memo) for item in value)
        memo[id(value)] = twin
    elif kind is dict:
        twin = memo[id(value)] = {}
        for key, item in value.items():
            twin[key] = copy_data(item, memo)
    elif kind is list:
        twin = memo[id(value)] = []
        twin.extend(copy_data(item, memo) for item in value)
    else:
        twin = value
    return twin


def same_data(left: Any, right: Any) -> bool:
    """Tell whether two values are plain and exactly the same.

    Raises what comparing objects of a bot may raise.
    """
    return bool(left == right) and _is_same_kind(left, right)


def _is_same_kind(left: Any, right: Any) -> bool:
    kind = type(left)
    if kind is not type(right):
        return False
    if kind in _ATOMS:
        return True
    if kind is dict:
        # Equal ones may have their items in another order.
        return [*left] == [*right] and _are_same_kinds(
            [*left, *left.values()],
            [*right, *right.values()],
        )
    return (kind is list or kind is tuple) and _are_same_kinds(left, right)


def _are_same_kinds(left: Sequence[Any], right: Sequence[Any]) -> bool:
    kinds = [*map(type, left)]
    if kinds != [*map(type, right)]:
        return False
    # Most data of dialogs has nothing else in it.
    return _ATOMS.issuperset(kinds) or all(map(_is_same_kind, left, right))


def is_plain(value: Any) -> bool:
    """Tell whether any serialising storage can keep the value."""
    return next(find_unusual(value), None) is None


def find_unusual(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield path and value of everything that is not plain.

    Paths are written like ``dialog_data['when']``; a top-level key stands
    alone.
    """
    kind = type(value)
    if kind is dict:
        for key, item in value.items():
            inner = f"{path}[{key!r}]" if path else str(key)
            if type(key) not in _KEYS:
                yield inner, key
            yield from find_unusual(item, inner)
    elif kind is list or kind is tuple:
        for index, item in enumerate(value):
            yield from find_unusual(item, f"{path}[{index}]")
    elif kind not in _ATOMS or (kind is float and not isfinite(value)):
        yield path, value
