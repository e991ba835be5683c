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
    if value is None or isinstance(value, bool | int | str):
        # Enums and the like are more than the text they are made of.
        return value if type(value) in _ATOMS else _words(value)
    if isinstance(value, float):
        return value if isfinite(value) else repr(value)
    if depth == 0:
        return "…"
    if isinstance(value, BaseModel):
        fields = {name: getattr(value, name) for name in _set_fields(value)}
        return plain(fields, depth - 1)
    if isinstance(value, Mapping):
        return {
            str(key): plain(item, depth - 1) for key, item in value.items()
        }
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item, depth - 1) for item in value]
    return _words(value)


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
