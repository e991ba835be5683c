"""Where lists get their items from."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from magic_filter import MagicFilter

from aiogram_dialog.widgets.callables import awaited

ItemsGetter = Callable[
    [dict[str, Any]],
    Sequence[Any] | Awaitable[Sequence[Any]],
]
ItemsGetterVariant = str | ItemsGetter | MagicFilter | Sequence[Any]


@dataclass(frozen=True, slots=True)
class _Identity:
    items: Sequence[Any]

    def __call__(self, data: dict[str, Any]) -> Sequence[Any]:
        return self.items


def _get_field(name: str) -> ItemsGetter:
    def field(data: dict[str, Any]) -> Sequence[Any]:
        items: Sequence[Any] = data[name]
        return items

    return field


def _get_magic(f: MagicFilter) -> ItemsGetter:
    def magic(data: dict[str, Any]) -> Sequence[Any]:
        items = f.resolve(data)
        return items if isinstance(items, Sequence) else []

    return magic


def get_items_getter(attr_val: ItemsGetterVariant) -> ItemsGetter:
    """Return a function that takes the data and returns the items.

    A string is the name of a value in the data, a magic filter is resolved
    (to no items if it gives no sequence), a function is called, and awaited
    if it is a coroutine function; anything else is the items themselves.
    """
    if isinstance(attr_val, str):
        return _get_field(attr_val)
    if isinstance(attr_val, MagicFilter):
        return _get_magic(attr_val)
    return attr_val if callable(attr_val) else _Identity(attr_val)


def static_items(getter: ItemsGetter | None) -> Sequence[Any] | None:
    """Return the items if they are always the same, None otherwise."""
    return getter.items if isinstance(getter, _Identity) else None


async def get_items(
    getter: ItemsGetter,
    data: dict[str, Any],
) -> Sequence[Any]:
    """Return the items, awaiting them if need be."""
    return await awaited(getter(data))
