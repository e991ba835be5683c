"""Methods without a rule of their own: answered by the type they return."""

import types
import typing
from datetime import datetime
from typing import Any

import aiogram.methods
from aiogram.methods import TelegramMethod
from pydantic import BaseModel

from .call import Call

METHODS: dict[str, type[TelegramMethod[Any]]] = {
    found.__api_method__.lower(): found
    for name in aiogram.methods.__all__
    if isinstance(found := getattr(aiogram.methods, name), type)
    and issubclass(found, TelegramMethod)
    and found is not TelegramMethod
}
"""Classes of all methods by name in small letters."""
_SAMPLES: dict[Any, Any] = {
    bool: True,
    int: 0,
    float: 0.0,
    str: "",
    datetime: 0,
}


def known_method(method: str) -> str | None:
    """Return the right spelling of a method of the Bot API."""
    found = METHODS.get(method.lower())
    return None if found is None else found.__api_method__


def answer_generically(call: Call) -> Any:
    """Make up the simplest result of the type that a method returns."""
    call.state.note(f"{call.method} has no rule; its answer is made up")
    found = METHODS[call.method.lower()]
    return _sample(found.__returning__)


def _sample(kind: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in {typing.Union, types.UnionType, typing.Annotated}:
        return _sample(typing.get_args(kind)[0])
    if origin is list:
        return []
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {
            name: _fixed(field.default)
            if not field.is_required()
            else _sample(field.annotation)
            for name, field in kind.model_fields.items()
            if field.is_required() or isinstance(field.default, str)
        }
    return _SAMPLES.get(kind)


def _fixed(default: Any) -> Any:
    return getattr(default, "value", default)
