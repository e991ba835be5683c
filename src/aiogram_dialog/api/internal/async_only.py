"""Contexts that are entered by ``async with``, and say so elsewhere."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncContextDecorator
from functools import wraps
from types import TracebackType
from typing import Generic, NoReturn, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class AsyncOnly(
    AbstractAsyncContextManager[T],
    AsyncContextDecorator,
    Generic[T],
):
    """Be entered by ``async with``; a plain ``with`` raises ``TypeError``.

    Args:
        name: What is entered, like ``fg()``.
        context: The context itself.
    """

    def __init__(
        self,
        name: str,
        context: AbstractAsyncContextManager[T],
    ) -> None:
        self._name = name
        self._context = context

    async def __aenter__(self) -> T:
        return await self._context.__aenter__()

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool | None:
        return await self._context.__aexit__(exc_type, exc_value, traceback)

    def __enter__(self) -> NoReturn:
        raise TypeError(
            f"`{self._name}` waits for its dialog: write "
            f"`async with ….{self._name} as manager:`, not `with`.",
        )

    def __exit__(self, *_: object) -> None:
        """Be there for a ``with`` to get as far as ``__enter__``."""


def async_only(
    function: Callable[P, AbstractAsyncContextManager[T]],
) -> Callable[P, AsyncOnly[T]]:
    """Let what a function returns be entered by ``async with`` only.

    Args:
        function: What makes a context; its name is told.

    Returns:
        A function that makes the same, with a word for a plain ``with``.
    """

    @wraps(function)
    def make(*args: P.args, **kwargs: P.kwargs) -> AsyncOnly[T]:
        name = f"{function.__name__}()"
        return AsyncOnly(name, function(*args, **kwargs))

    return make
