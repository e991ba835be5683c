"""Importing a bot, anew if it has been imported before."""

import inspect
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from aiogram import Dispatcher, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.filters import CommandStart
from aiogram.fsm.state import State
from aiogram.types import Message

from aiogram_dialog.api.entities import DIALOG_EVENT_NAME, StartMode
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.setup import collect_dialogs, setup_dialogs
from aiogram_dialog.tools.target import Loaded, Target, load

from .source_locations import SourceLocations

_OURS = "aiogram_dialog"


@dataclass(frozen=True, slots=True)
class LoadedBot:
    """A bot's dispatcher, and where its widgets were made.

    Attributes:
        dispatcher: The dispatcher.
        locations: Where its widgets were made.
        expression: What a test runs the bot by, as code that has imported
            what the target names.
        default: What its ``Bot`` says in calls that do not say it.
        dismiss: Lets the main function end, if it waits.
    """

    dispatcher: Dispatcher
    locations: SourceLocations
    expression: str
    default: DefaultBotProperties | None
    dismiss: Callable[[], Awaitable[None]]


def directory_of(target: Target) -> Path:
    """Return the directory of the module that a target names."""
    *packages, _ = target.module.split(".")
    return Path(target.directory, *packages).resolve()


async def load_bot(target: Target) -> LoadedBot:
    """Import the modules below the bot's directory and make its dispatcher.

    Raises ``TargetError``, and whatever the modules raise; then the modules
    that were imported before are back in their places.
    """
    locations = SourceLocations(directory_of(target))
    with _fresh_modules(directory_of(target)), locations.noting():
        loaded = await load(target)
        dispatcher = as_dispatcher(loaded.router)
    return LoadedBot(
        dispatcher,
        locations,
        _expression(target, loaded),
        loaded.default,
        loaded.dismiss,
    )


def _expression(target: Target, loaded: Loaded) -> str:
    router = loaded.router
    value = getattr(sys.modules[target.module], target.attribute)
    code = target.attribute
    if loaded.default is not None:
        # It runs the bot, and the test lets it hand it over.
        return code
    if value is not router:
        is_awaited = inspect.iscoroutinefunction(value)
        code = f"{'await ' if is_awaited else ''}{code}()"
    return code if isinstance(router, Dispatcher) else f"as_dispatcher({code})"


@contextmanager
def _fresh_modules(directory: Path) -> Iterator[None]:
    dropped = dict(modules_below(directory))
    for name in dropped:
        del sys.modules[name]
    # Compiled files are told apart by whole seconds; people save faster.
    writes_not, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield
    except BaseException:
        for name in dict(modules_below(directory)):
            del sys.modules[name]
        sys.modules.update(dropped)
        raise
    finally:
        sys.dont_write_bytecode = writes_not


def modules_below(directory: Path) -> Iterator[tuple[str, ModuleType]]:
    """Yield the imported modules that are a bot's own, with their names."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file is None or name.partition(".")[0] in {_OURS, "__main__"}:
            continue
        path = Path(file)
        if path.is_relative_to(directory) and not is_foreign(
            path.relative_to(directory),
        ):
            yield name, module


def is_foreign(path: Path) -> bool:
    """Tell whether a path leads to what was installed or is hidden."""
    return any(
        part in {"site-packages", "node_modules", "__pycache__"}
        or part.startswith(".")
        for part in path.parts
    )


def as_dispatcher(router: Router) -> Dispatcher:
    """Return a dispatcher as it is, and let other routers work in one.

    Dialogs are set up, and ``/start`` opens the first of them if nothing
    else does.
    """
    if isinstance(router, Dispatcher):
        return router
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    if DIALOG_EVENT_NAME in router.observers:
        return dispatcher
    dialogs = list(collect_dialogs(router))
    if dialogs:
        setup_dialogs(dispatcher)
        last = Router(name="playground")
        last.message.register(_starter(dialogs[0].states()[0]), CommandStart())
        dispatcher.include_router(last)
    return dispatcher


def _starter(state: State) -> Callable[..., Any]:
    async def start(_: Message, dialog_manager: DialogManager) -> None:
        await dialog_manager.start(state, mode=StartMode.RESET_STACK)

    return start
