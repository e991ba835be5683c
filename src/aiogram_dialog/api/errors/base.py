"""The base of all errors: data that are worded when they are shown."""

from collections.abc import Sequence
from copyreg import __newobj__  # type: ignore[attr-defined] # not in typeshed
from typing import Any

from aiogram.fsm.state import State


class DialogWarning(UserWarning):
    """Warn of what is accepted, but is rarely meant."""


class DialogsError(RuntimeError):
    """The base of every error of this package.

    What was asked for and what exists are attributes, and ``str()`` words
    them. An error that is made with a text shows the text.

    Args:
        *text: What is shown instead of the words of the class.
        **data: The attributes of the error.
    """

    # It stays where a subclass does not call this constructor.
    _has_text = True

    def __init__(self, *text: object, **data: object) -> None:
        given = (value for value in data.values() if value is not None)
        super().__init__(*(text or given))
        for name, value in data.items():
            setattr(self, name, value)
        self._has_text = bool(text)

    def __str__(self) -> str:
        if self._has_text:
            return super().__str__()
        return self._describe()

    def _describe(self) -> str:
        """Return the message that the data of the error make."""
        return ""

    def __repr__(self) -> str:
        text = map(repr, self.args if self._has_text else ())
        data = (
            f"{name}={value!r}"
            for name, value in vars(self).items()
            if not name.startswith("_") and value is not None
        )
        return f"{type(self).__name__}({', '.join([*text, *data])})"

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors differ in how they are made, so a copy takes over the data.
        return __newobj__, (type(self), *self.args), vars(self)


def as_text(asked: object, *exists: object) -> tuple[str, ...]:
    """Return a lone text, by which errors may be made instead of data.

    Args:
        asked: The first argument of an error: a text, or what was asked for.
        *exists: The other arguments, None where they are left out.
    """
    is_alone = all(value is None for value in exists)
    return (asked,) if isinstance(asked, str) and is_alone else ()


def name_of(state: State | str | None) -> str:
    """Return the full name of a state, like ``Shop:cart``.

    Args:
        state: The state, or its name.
    """
    return str(state.state if isinstance(state, State) else state)


def sentences(*parts: str) -> str:
    """Put sentences together, without those that are empty.

    Args:
        *parts: The sentences.
    """
    return " ".join(filter(None, parts))


def enumerate_names(names: Sequence[str]) -> str:
    """List names: ``a, b or c``.

    Args:
        names: One or more names.
    """
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last
