"""Any value as JSON, for people to look at."""

from collections.abc import Mapping
from math import isfinite
from typing import Any, TypeAlias

from pydantic import BaseModel

Json: TypeAlias = dict[str, Any]

_DEEPEST = 20
_LONGEST = 500


def plain(value: Any, depth: int = _DEEPEST) -> Any:
    """Return a copy that JSON can say; what it cannot becomes words.

    What JSON knows stays exactly as it is, however long.
    """
    if type(value) in _ATOMS or (type(value) is float and isfinite(value)):
        return value
    if depth == 0:
        return "…"
    match value:
        case BaseModel():
            fields = _set_fields(value)
            return plain({it: getattr(value, it) for it in fields}, depth)
        case Mapping():
            return {str(k): plain(it, depth - 1) for k, it in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item, depth - 1) for item in value]
    return _words(value)


# Enums and the like are more than the text they are made of.
_ATOMS = frozenset({type(None), bool, int, str})


def _set_fields(model: BaseModel) -> list[str]:
    return [
        name
        for name in type(model).model_fields
        if getattr(model, name, None) is not None
    ]


def _words(value: Any) -> Any:
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, str):
        return str.__str__(value)
    try:
        return repr(value)[:_LONGEST]
    except Exception as error:  # noqa: BLE001 - objects of a bot fail in many ways
        return f"<{type(value).__name__} whose repr raises {error!r}>"
