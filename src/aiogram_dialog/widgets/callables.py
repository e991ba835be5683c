"""Looking at functions of the user before they are called."""

from inspect import iscoroutinefunction


def is_coroutine_function(function: object) -> bool:
    """Tell whether what a function gives has to be awaited."""
    return iscoroutinefunction(function) or iscoroutinefunction(
        getattr(function, "__call__", None),  # noqa: B004 - its kind is asked
    )
