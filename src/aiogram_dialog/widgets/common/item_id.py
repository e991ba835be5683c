"""Ids of items."""

from collections.abc import Callable, Mapping
from inspect import iscoroutinefunction
from typing import Any

from magic_filter import MagicFilter

from aiogram_dialog.api.internal import Widget

ItemIdGetter = Callable[[Any], str | int]
ItemIdGetterVariant = str | MagicFilter | ItemIdGetter


def _get_field(name: str) -> ItemIdGetter:
    def field(item: Any) -> str | int:
        item_id: str | int = (
            item[name] if isinstance(item, Mapping) else getattr(item, name)
        )
        return item_id

    return field


def _get_magic(f: MagicFilter) -> ItemIdGetter:
    def magic(item: Any) -> str | int:
        item_id: str | int = f.resolve(item)
        return item_id

    return magic


def make_item_id_getter(
    getter: ItemIdGetterVariant,
    widget: Widget,
) -> ItemIdGetter:
    """Return a function that takes an item and returns its id.

    A string is the name of a field: a key of mappings, an attribute of
    other items. A magic filter is resolved with the item.

    Raises ``TypeError`` for anything else that is no plain function.
    """
    if isinstance(getter, str):
        return _get_field(getter)
    if isinstance(getter, MagicFilter):
        return _get_magic(getter)
    if not callable(getter) or iscoroutinefunction(getter):
        raise TypeError(
            f"`item_id_getter` of {widget} is {getter!r}, but it can be the "
            "name of a field of the items, a magic filter of an item, or a "
            "function of an item that is no coroutine function.",
        )
    return getter
