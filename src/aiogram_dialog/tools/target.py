"""Finding the dialogs of a bot by ``path/package.module:object``."""

import importlib
import inspect
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from aiogram import Router
from aiogram.client.default import DefaultBotProperties

from aiogram_dialog.api.errors.suggestion import did_you_mean
from aiogram_dialog.emulator.bot_capture import capturing_bots
from aiogram_dialog.emulator.handover import open_handover_desk
from aiogram_dialog.emulator.handover_desk import HandoverDesk, NoHandoverError

FORM = "[DIRECTORY/]PACKAGE.MODULE:OBJECT"


class TargetError(Exception):
    """Tell why there are no dialogs where somebody has looked for them."""


@dataclass(frozen=True, slots=True)
class Target:
    """Name a router, or a function that returns one.

    ``directory``: where its package is.
    """

    directory: str
    module: str
    attribute: str

    def __str__(self) -> str:
        path = os.path.join(self.directory, self.module)  # noqa: PTH118 - no path: it ends in a name
        return f"{path}:{self.attribute}"


def parse_target(text: str) -> Target:
    """Return what ``path/package.module:object`` names.

    Raises ``TargetError`` for a text of another form.
    """
    directory, name = _cut(text)
    module, _, attribute = name.partition(":")
    module = module.removesuffix(".py")
    parts = [*module.split("."), attribute]
    if not all(part.isidentifier() for part in parts):
        raise TargetError(
            f"Cannot understand {text!r}: it should look like {FORM}, "
            "for example examples/shop.bot:dispatcher.",
        )
    return Target(str(Path(directory)), module, attribute)


def _cut(text: str) -> tuple[str, str]:
    """Return what is before and after the last separator of paths."""
    separators = {"/", os.sep, os.altsep or os.sep}
    end = max(text.rfind(separator) for separator in separators) + 1
    return text[:end], text[end:]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A bot that was found, or a part of one.

    Attributes:
        router: Its dispatcher, or another router.
        default: What its ``Bot`` says in calls that do not say it, if a
            main function has handed it over.
        dismiss: Lets the main function end.
    """

    router: Router
    default: DefaultBotProperties | None
    dismiss: Callable[[], Awaitable[None]]


async def load_router(target: Target) -> Router:
    """Return the router that a target names, as ``load()`` finds it.

    Args:
        target: The name.

    Raises:
        TargetError: There is no such thing.
    """
    return (await load(target)).router


@asynccontextmanager
async def loading(target: Target) -> AsyncIterator[Loaded]:
    """Find the router that a target names; no bot reaches Telegram then.

    Args:
        target: The name.

    Yields:
        What was found. Its main function ends with the context.

    Raises:
        TargetError: There is no such thing.
    """
    with capturing_bots():
        loaded = await load(target)
        try:
            yield loaded
        finally:
            await loaded.dismiss()


async def load(target: Target) -> Loaded:
    """Find the router that a target names.

    The directory is added to ``sys.path``, and the module is imported. A
    function is called, and awaited if it is a coroutine function. A main
    function that would poll, or serve a webhook, hands over its dispatcher
    and waits to be dismissed. No bot reaches Telegram meanwhile.

    Args:
        target: The name.

    Raises:
        TargetError: There is no such thing; errors of the module and of the
            function are raised as they are.
    """
    with capturing_bots(), open_handover_desk() as desk:
        module = _import(target)
        value = _find(module, target.attribute)
        await _finish(target, desk.finish)
        router = value
        if desk.handover is None and not isinstance(value, Router):
            router = await _call(target, value, desk)
    handover = desk.handover
    if isinstance(router, Router):
        default = None if handover is None else handover.default
        return Loaded(router, default, desk.dismiss)
    if handover is None:
        raise TargetError(
            f"{target} is a function, but it has returned {router!r}: it "
            "should return a Router, a Dispatcher or a Dialog, or run a bot.",
        )
    return Loaded(handover.dispatcher, handover.default, desk.dismiss)


async def _call(target: Target, value: Any, desk: HandoverDesk) -> Any:
    """Return what a function returns, None if it hands over its bot."""
    if not callable(value):
        raise TargetError(_describe_wrong(target, value))
    _check_call(target, value)
    return await _finish(target, lambda: desk.call(value))


async def _finish(target: Target, call: Callable[[], Awaitable[Any]]) -> Any:
    try:
        return await call()
    except NoHandoverError as error:
        raise TargetError(
            f"{target} neither ends nor runs a bot by `start_polling()`, "
            "`run_polling()` or `set_webhook()`.",
        ) from error


def _import(target: Target) -> ModuleType:
    directory = Path(target.directory).resolve()
    if not directory.is_dir():
        raise TargetError(f"There is no directory {directory}.")
    if str(directory) not in sys.path:
        sys.path.append(str(directory))
    importlib.invalidate_caches()
    try:
        return importlib.import_module(target.module)
    except ModuleNotFoundError as error:
        # A module that this one imports is its own affair.
        missing = error.name or ""
        if not f"{target.module}.".startswith(f"{missing}."):
            raise
        package, _, name = missing.rpartition(".")
        there = sorted(_modules(directory.joinpath(*package.split("."))))
        raise TargetError(
            f"There is no module {missing!r} in {directory}."
            + _suggest(name, there, there),
        ) from error


def _modules(directory: Path) -> Iterable[str]:
    for path in directory.iterdir() if directory.is_dir() else ():
        is_module = path.suffix == ".py" or path.is_dir()
        if is_module and path.stem.isidentifier() and path.stem[0] != "_":
            yield path.stem


def _find(module: ModuleType, name: str) -> Any:
    if hasattr(module, name):
        return getattr(module, name)
    routers = [
        known for known, it in vars(module).items() if isinstance(it, Router)
    ]
    public = [known for known in vars(module) if not known.startswith("_")]
    raise TargetError(
        f"The module {module.__name__!r} ({module.__file__}) has no {name!r}."
        + _suggest(name, public, routers),
    )


def _suggest(name: str, known: list[str], listed: list[str]) -> str:
    question = did_you_mean(name, known)
    if question:
        return f" {question}"
    return f" There is: {', '.join(listed)}." if listed else ""


def _describe_wrong(target: Target, value: object) -> str:
    return (
        f"{target} is {value!r}, but it should be a Router, a Dispatcher, a "
        "Dialog, or a function without parameters that returns or runs one."
    )


def _check_call(target: Target, function: Any) -> None:
    try:
        inspect.signature(function).bind()
    except TypeError as error:
        raise TargetError(
            f"{target} is a function that cannot be called without "
            f"arguments: {error}. Name one without parameters.",
        ) from error
