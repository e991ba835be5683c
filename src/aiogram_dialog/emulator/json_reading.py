"""Reading JSON that anybody may have written."""

import json
from collections.abc import Iterable
from typing import Any

DEEPEST = 100
"""How many objects and lists may stand inside of each other."""


def parse_json(text: str) -> Any:
    """Return the value of a JSON text.

    Args:
        text: The text, of any origin.

    Raises:
        ValueError: It is no JSON, or it is nested too deeply: Telegram
            refuses that, and Python could not walk through it.
    """
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise ValueError("Too deep nesting") from error
    if _is_deeper_than(DEEPEST, value):
        raise ValueError("Too deep nesting")
    return value


def _is_deeper_than(levels: int, value: Any) -> bool:
    layer = [value]
    for _ in range(levels + 1):
        layer = [inner for outer in layer for inner in _inner(outer)]
        if not layer:
            return False
    return True


def _inner(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
