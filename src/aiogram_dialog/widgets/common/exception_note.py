"""Notes in tracebacks that say which widget has failed."""

from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import ParamSpec, TypeVar

from aiogram_dialog.api.errors.base import sentences
from aiogram_dialog.api.errors.suggestion import did_you_mean

P = ParamSpec("P")
R = TypeVar("R")


def note_widget(error: Exception, widget: object) -> None:
    """Add a note to an error that leaves a widget."""
    # Notes came with Python 3.11.
    add_note = getattr(error, "add_note", None)
    if add_note is not None:
        add_note(f"at {widget!r}")


def note_missing(error: Exception, data: Mapping[str, object]) -> None:
    """Add a note to the error of a name that the data has not."""
    add_note = getattr(error, "add_note", None)
    name = error.args[0] if error.args else None
    if (
        add_note is None
        or not isinstance(error, KeyError)
        or not isinstance(name, str)
        or name in data
    ):
        return
    add_note(
        sentences(
            f"The data of the window has no {name!r} where it was looked for.",
            f"Its names are {', '.join(sorted(data))}.",
            did_you_mean(name, data),
        ),
    )


def add_exception_note(
    f: Callable[P, Awaitable[R]],
) -> Callable[P, Awaitable[R]]:
    """Decorate a method so that its errors name the object."""

    @wraps(f)
    async def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return await f(*args, **kwargs)
        except Exception as error:
            note_widget(error, args[0])
            raise

    return wrapper
