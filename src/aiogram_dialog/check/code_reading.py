"""Reading which states and methods the functions of a bot name.

Nothing is run: names are looked up in what functions were compiled to.
"""

import dis
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial, partialmethod
from inspect import (
    getattr_static,
    isfunction,
    ismethod,
    ismodule,
)
from types import CodeType, FunctionType
from typing import Any

from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog.window import Window

from .classes import is_class

# Functions that handlers call are read too, but not the libraries.
_FOREIGN = {"aiogram", "aiogram_dialog"}
_MAX_DEPTH = 4
_LOADS = {"LOAD_GLOBAL", "LOAD_NAME", "LOAD_DEREF"}
_ATTRIBUTES = {"LOAD_ATTR", "LOAD_METHOD"}


@dataclass(slots=True)
class Code:
    """What functions name.

    Attributes:
        states: The states.
        names: The names of attributes.
        makes_windows: Whether they name a class of windows.
    """

    states: set[State] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    makes_windows: bool = False


def read(functions: Iterable[Any], depth: int = _MAX_DEPTH) -> Code:
    """Return what these functions name, and those that they call.

    Args:
        functions: Whatever can be called; what is not of Python names
            nothing.
        depth: How far it is followed which functions they call.
    """
    code = Code()
    seen: set[int] = set()
    for function in functions:
        _read(function, code, seen, depth)
    return code


def _read(function: Any, code: Code, seen: set[int], depth: int) -> None:
    for plain in _plain(function):
        if id(plain) in seen or depth == 0:
            continue
        seen.add(id(plain))
        scope = _scope(plain)
        for part in _parts(plain.__code__):
            code.names.update(part.co_names)
            for value in _values(part, scope):
                if isinstance(value, State):
                    code.states.add(value)
                elif is_class(value) and issubclass(value, Window):
                    code.makes_windows = True
                elif _is_own(value):
                    _read(value, code, seen, depth - 1)


def _plain(function: Any) -> Iterator[FunctionType]:
    """Yield the functions that something is made of, wrapped ones too."""
    seen: set[int] = set()
    while function is not None and id(function) not in seen:
        seen.add(id(function))
        if isfunction(function):
            yield function
            function = vars(function).get("__wrapped__")
        elif isinstance(function, partial | partialmethod):
            function = function.func
        elif ismethod(function):
            function = function.__func__
        elif is_class(function):
            # A handler of aiogram may be a class.
            yield from filter(isfunction, vars(function).values())
            return
        else:
            # An object that can be called.
            function = getattr_static(type(function), "__call__", None)


def _is_own(value: Any) -> bool:
    if not isfunction(value):
        return False
    return str(value.__module__).partition(".")[0] not in _FOREIGN


def _scope(function: FunctionType) -> dict[str, Any]:
    cells = zip(
        function.__code__.co_freevars,
        function.__closure__ or (),
        strict=True,
    )
    scope = dict(function.__globals__)
    for name, cell in cells:
        try:
            scope[name] = cell.cell_contents
        except ValueError:
            # It is not known yet.
            continue
    return scope


def _parts(code: CodeType) -> Iterator[CodeType]:
    """Yield a function and those that are made inside of it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _parts(constant)


def _values(code: CodeType, scope: dict[str, Any]) -> Iterator[Any]:
    """Yield what names like ``states.Shop.cart`` stand for."""
    nothing = object()
    value: Any = nothing
    for instruction in dis.get_instructions(code):
        if instruction.opname in _LOADS:
            yield value
            value = scope.get(instruction.argval, nothing)
        elif instruction.opname in _ATTRIBUTES and _has_names(value):
            # A module may import something for a name.
            value = getattr_static(value, instruction.argval, nothing)
        elif not instruction.opname.startswith(("CACHE", "PUSH_NULL")):
            yield value
            value = nothing
    yield value


def _has_names(value: Any) -> bool:
    return ismodule(value) or (
        is_class(value) and issubclass(value, StatesGroup)
    )
