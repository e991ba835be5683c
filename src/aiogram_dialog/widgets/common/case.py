"""Choosing by a value of the data."""

from collections.abc import Awaitable, Callable, Hashable, Mapping
from typing import Any, TypeVar

from magic_filter import MagicFilter

from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.callables import awaited

T = TypeVar("T")
W = TypeVar("W")
Selector = Callable[
    [dict[str, Any], T, DialogManager],
    Hashable | Awaitable[Hashable],
]


def new_case_field(fieldname: str) -> Selector[Any]:
    """Return a selector of a value by its name."""

    def case_field(
        data: dict[str, Any],
        widget: Any,  # noqa: ARG001 - a selector's parameter
        manager: DialogManager,  # noqa: ARG001 - a selector's parameter
    ) -> Hashable:
        value: Hashable = data.get(fieldname)
        return value

    return case_field


def new_magic_selector(f: MagicFilter) -> Selector[Any]:
    """Return a selector of what a magic filter gives."""

    def when_magic(
        data: dict[str, Any],
        widget: Any,  # noqa: ARG001 - a selector's parameter
        manager: DialogManager,  # noqa: ARG001 - a selector's parameter
    ) -> Hashable:
        value: Hashable = f.resolve(data)
        return value

    return when_magic


def make_selector(selector: str | MagicFilter | Selector[T]) -> Selector[T]:
    """Return a selector by what was given as one.

    Raises ``TypeError`` for what cannot select.
    """
    if isinstance(selector, str):
        return new_case_field(selector)
    if isinstance(selector, MagicFilter):
        return new_magic_selector(selector)
    if not callable(selector):
        raise TypeError(
            f"`selector` is {selector!r}, but it can be the name of a value "
            "in the data, a magic filter, or a function of data, widget and "
            "manager.",
        )
    return selector


async def choose(
    options: Mapping[Any, W],
    selection: Hashable | Awaitable[Hashable],
    manager: DialogManager,
) -> W:
    """Return the option that is selected, or the one of the key ``...``.

    ``selection``: what a selector gave.
    In previews there is always one: the first. Otherwise raises
    ``KeyError`` with the selection.
    """
    selection = await awaited(selection)
    if selection in options:
        return options[selection]
    if ... in options:
        return options[...]
    if manager.is_preview():
        return next(iter(options.values()))
    raise KeyError(selection)
