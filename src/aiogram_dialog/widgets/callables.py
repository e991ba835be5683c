"""Functions of the user: looking at them, and calling them."""

from collections.abc import Awaitable
from inspect import iscoroutinefunction
from typing import TypeVar

T = TypeVar("T")


async def awaited(value: T | Awaitable[T]) -> T:
    """Return what a function gave, awaiting it if it has to be."""
    return await value if isinstance(value, Awaitable) else value


def is_coroutine_function(function: object) -> bool:
    """Tell whether what a function gives has to be awaited."""
    return iscoroutinefunction(function) or iscoroutinefunction(
        getattr(function, "__call__", None),  # noqa: B004 - its kind is asked
    )
