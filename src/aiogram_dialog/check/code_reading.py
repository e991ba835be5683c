"""Reading which states and methods the functions of a bot name.

Nothing is run: names are looked up in what functions were compiled to.
"""

import dis
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from inspect import isclass, isfunction, ismethod, ismodule, unwrap
from types import CodeType, FunctionType
from typing import Any

from aiogram.fsm.state import State, StatesGroup

# Functions that handlers call are read too, but not the libraries.
_FOREIGN = {"aiogram", "aiogram_dialog"}
_MAX_DEPTH = 4
_LOADS = {"LOAD_GLOBAL", "LOAD_NAME", "LOAD_DEREF"}
_ATTRIBUTES = {"LOAD_ATTR", "LOAD_METHOD"}


@dataclass(slots=True)
class Code:
    """Hold the states and the names of attributes that functions name."""

    states: set[State] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


def read(functions: Iterable[Any]) -> Code:
    """Return what these functions name, and those that they call."""
    code = Code()
    seen: set[int] = set()
    for function in functions:
        _read(function, code, seen, _MAX_DEPTH)
    return code


def _read(function: Any, code: Code, seen: set[int], depth: int) -> None:
    plain = _plain(function)
    if plain is None or id(plain) in seen or depth == 0:
        return
    seen.add(id(plain))
    scope = _scope(plain)
    for part in _parts(plain.__code__):
        code.names.update(part.co_names)
        for value in _values(part, scope):
            if isinstance(value, State):
                code.states.add(value)
            elif _is_own(value):
                _read(value, code, seen, depth - 1)


def _plain(function: Any) -> FunctionType | None:
    while isinstance(function, partial):
        function = function.func
    if ismethod(function):
        function = function.__func__
    if not isfunction(function):
        # An object that can be called.
        function = vars(type(function)).get("__call__")
    return unwrap(function) if isfunction(function) else None


def _is_own(value: Any) -> bool:
    if not isfunction(value):
        return False
    return value.__module__.partition(".")[0] not in _FOREIGN


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
            value = getattr(value, instruction.argval, nothing)
        elif not instruction.opname.startswith(("CACHE", "PUSH_NULL")):
            yield value
            value = nothing
    yield value


def _has_names(value: Any) -> bool:
    return ismodule(value) or (
        isclass(value) and issubclass(value, StatesGroup)
    )
