"""Where in the source something is."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class SourceLocation:
    """Name a line of a file; relative to here if it is below."""

    file: str
    line: int


def location_of(function: Callable[..., Any]) -> SourceLocation | None:
    """Return where a function is defined, None for one without source."""
    code = getattr(_innermost(function), "__code__", None)
    if code is None:
        return None
    return SourceLocation(shown_path(code.co_filename), code.co_firstlineno)


def name_of(function: Callable[..., Any]) -> str:
    """Return what a function is called, with its module."""
    inner = _innermost(function)
    name = getattr(inner, "__qualname__", None) or type(inner).__qualname__
    return f"{getattr(inner, '__module__', '?')}.{name}"


def _innermost(function: Callable[..., Any]) -> Any:
    while isinstance(function, functools.partial):
        function = function.func
    return inspect.unwrap(function)


def shown_path(path: str) -> str:
    """Return a path as a person in this directory would write it."""
    try:
        return str(Path(path).resolve().relative_to(Path.cwd()))
    except ValueError:
        return path
