"""Keeping the classes with which aiogram parses what Telegram answers.

aiogram asks for ``Response[Message]`` and the like at each call. Pydantic
remembers such classes only while somebody holds them, and nobody does: each
run of the garbage collector throws them away, and building one again takes as
long as several clicks. Holding them costs nothing and changes nothing.
"""

from functools import cache
from typing import Any

from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    GetUpdates,
    Response,
    SendMessage,
)

# One method for each kind of answer that a bot with dialogs gets often.
_METHODS: tuple[Any, ...] = (
    AnswerCallbackQuery,
    EditMessageText,
    GetUpdates,
    SendMessage,
)


@cache
def cache_responses() -> tuple[type[Any], ...]:
    """Hold the classes from now on; return them."""
    make: Any = Response
    return tuple(make[method.__returning__] for method in _METHODS)
