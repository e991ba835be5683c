"""Storages that cannot keep dialogs apart, or keep them at all."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage

from .bot_model import BotModel
from .finding import (
    MEMORY_STORAGE,
    STORAGE_MIXES_BOTS,
    STORAGE_MIXES_STACKS,
    Finding,
)
from .named_states import modules_of

_KEY = StorageKey(bot_id=1, chat_id=2, user_id=2)


def check_memory(bot: BotModel) -> Iterator[Finding]:
    """Yield a storage that forgets."""
    storage = _storage(bot)
    if isinstance(storage, MemoryStorage):
        yield Finding(
            MEMORY_STORAGE,
            "storage",
            "Dialogs are kept in memory: they are gone when the bot "
            "restarts, and several processes do not share them.",
        )


def check_keys(bot: BotModel) -> Iterator[Finding]:
    """Yield what the keys of a storage mix up.

    A bot that is alone, and hears of no business, has only one of each.
    """
    builder = getattr(_storage(bot), "key_builder", None)
    build = getattr(builder, "build", None)
    if build is None:
        return
    for is_needed, what, parameter, change in (
        (
            _always,
            "stacks and dialogs",
            "destiny",
            {"destiny": "aiogd:stack:"},
        ),
        (_has_bots, "bots", "bot_id", {"bot_id": 3}),
        (
            _hears_of_business,
            "business connections",
            "business_connection_id",
            {"business_connection_id": "b"},
        ),
    ):
        if not _tells_apart(build, replace(_KEY, **change)):
            rule = STORAGE_MIXES_BOTS
            if is_needed(bot):
                rule = STORAGE_MIXES_STACKS
            yield Finding(
                rule,
                "storage",
                f"The key builder of {type(_storage(bot)).__name__} does not "
                f"tell {what} apart. Use "
                f"DefaultKeyBuilder(with_{parameter}=True).",
            )


def _storage(bot: BotModel) -> Any:
    root = bot.root
    is_whole = isinstance(root, Dispatcher) and bot.dialogs
    return getattr(root, "storage", None) if is_whole else None


def _always(_: BotModel) -> bool:
    return True


def _has_bots(bot: BotModel) -> bool:
    """Tell whether there are several bots that somebody knows."""
    known = [
        value
        for space in (*modules_of(bot), getattr(bot.root, "workflow_data", {}))
        for value in space.values()
    ]
    known += [it for value in known if _is_list(value) for it in value]
    return len({it.token for it in known if isinstance(it, Bot)}) > 1


def _is_list(value: object) -> bool:
    return type(value) in {list, tuple, set}


def _hears_of_business(bot: BotModel) -> bool:
    return bot.hears_of_business


def _tells_apart(build: Callable[..., str], other: StorageKey) -> bool:
    try:
        return build(_KEY, "data") != build(other, "data")
    except ValueError:
        # A builder may refuse a key that it would not tell apart.
        return False
