"""Functions of the user: looking at them, and calling them."""

from collections.abc import Awaitable
from functools import partial
from inspect import iscoroutinefunction, isfunction, ismethod, unwrap
from typing import TypeVar

T = TypeVar("T")


async def awaited(value: T | Awaitable[T]) -> T:
    """Return what a function gave, awaiting it if it has to be."""
    if isinstance(value, Awaitable):
        awaited_value: T = await value
        return awaited_value
    return value


def is_coroutine_function(function: object) -> bool:
    """Tell whether what a function gives has to be awaited."""
    return iscoroutinefunction(function) or iscoroutinefunction(
        getattr(function, "__call__", None),  # noqa: B004 - its kind is asked
    )


def is_plain_function(function: object) -> bool:
    """Tell whether a function is one that gives nothing to await.

    Of lambdas and of objects that can be called this cannot be told.
    """
    while isinstance(function, partial):
        function = function.func
    if not (isfunction(function) or ismethod(function)):
        return False
    if function.__name__ == "<lambda>":
        return False
    return not (
        iscoroutinefunction(function) or iscoroutinefunction(unwrap(function))
    )
