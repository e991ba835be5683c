"""The commands of a bot that has told Telegram of none."""

import inspect
from collections.abc import Iterator
from typing import Any

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import BotCommand

from .plain import Json


def find_commands(router: Router) -> list[Json]:
    """Return the commands that handlers wait for.

    Programs set their commands where they begin to poll, and that part of
    them does not run here.
    """
    found: dict[str, str] = {}
    for name, handler in _commands(router):
        words = (inspect.getdoc(handler) or "").partition("\n")[0]
        found.setdefault(name, words)
    return [
        {"command": name, "description": words}
        for name, words in found.items()
    ]


def _commands(router: Router) -> Iterator[tuple[str, Any]]:
    for handler in router.observers["message"].handlers:
        for it in handler.filters or ():
            if isinstance(it.callback, Command):
                for command in it.callback.commands:
                    if isinstance(command, BotCommand):
                        yield command.command, handler.callback
                    elif isinstance(command, str):
                        yield command, handler.callback
    for inner in router.sub_routers:
        yield from _commands(inner)
