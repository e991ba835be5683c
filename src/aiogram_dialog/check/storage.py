"""Storages that cannot keep dialogs apart, or keep them at all."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from aiogram import Dispatcher
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage

from .bot_model import BotModel
from .finding import MEMORY_STORAGE, STORAGE_MIXES_STACKS, Finding

_KEY = StorageKey(bot_id=1, chat_id=2, user_id=2)
# What a key has to tell apart, and the parameter of a builder for it.
_PARTS: dict[str, tuple[dict[str, Any], str]] = {
    "stacks and dialogs": ({"destiny": "aiogd:stack:"}, "with_destiny"),
    "bots": ({"bot_id": 3}, "with_bot_id"),
    "business connections": (
        {"business_connection_id": "b"},
        "with_business_connection_id",
    ),
}


def check_storage(bot: BotModel) -> Iterator[Finding]:
    """Yield what dialogs would lose or mix up."""
    if not isinstance(bot.root, Dispatcher) or not bot.dialogs:
        return
    storage = bot.root.storage
    if isinstance(storage, MemoryStorage):
        yield Finding(
            MEMORY_STORAGE,
            "storage",
            "Dialogs are kept in memory: they are gone when the bot "
            "restarts, and several processes do not share them.",
        )
    build = getattr(getattr(storage, "key_builder", None), "build", None)
    if build is None:
        return
    for what, (change, parameter) in _PARTS.items():
        if not _tells_apart(build, replace(_KEY, **change)):
            yield Finding(
                STORAGE_MIXES_STACKS,
                "storage",
                f"The key builder of {type(storage).__name__} does not tell "
                f"{what} apart. Use DefaultKeyBuilder({parameter}=True).",
            )


def _tells_apart(build: Callable[..., str], other: StorageKey) -> bool:
    try:
        return build(_KEY, "data") != build(other, "data")
    except ValueError:
        # A builder may refuse a key that it would not tell apart.
        return False
