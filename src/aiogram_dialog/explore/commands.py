"""Commands that a bot has handlers for."""

from collections.abc import Iterator
from typing import Any

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import BotCommand

_START = "/start"


def find_commands(root: Router) -> list[str]:
    """Return commands with their prefix, ``/start`` first.

    Those that are described by regular expressions are not known.
    """
    return list(dict.fromkeys([_START, *_commands_of(root)]))


def _commands_of(router: Router) -> Iterator[str]:
    for handler in router.message.handlers:
        for it in handler.filters or ():
            for command in _inner_commands(it.callback):
                yield from _names(command)
    for sub_router in router.sub_routers:
        yield from _commands_of(sub_router)


def _inner_commands(value: Any) -> Iterator[Command]:
    """Yield the filters of commands in combinations of filters."""
    if isinstance(value, Command):
        yield value
    for target in getattr(value, "targets", ()):
        yield from _inner_commands(target.callback)


def _names(command: Command) -> Iterator[str]:
    for name in command.commands:
        text = name.command if isinstance(name, BotCommand) else name
        if isinstance(text, str):
            yield f"{command.prefix[0]}{text}"
