"""The modules that are a bot's own, among all that are imported."""

import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

_LIBRARIES = {"aiogram", "aiogram_dialog"}
_INSTALLED = {"dist-packages", "site-packages"}
_STANDARD = Path(sysconfig.get_path("stdlib"))


def own_namespaces(things: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Yield the names of the modules of a bot, each module once.

    Args:
        things: Functions and classes that the bot has. Modules beside
            theirs are its own, too, libraries are not.
    """
    seen = set()
    things = list(things)
    for namespace in (*_around(things), *map(vars, _beside(things))):
        if id(namespace) not in seen:
            seen.add(id(namespace))
            yield namespace


def _around(things: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Yield what functions see, also where they are of no module."""
    for thing in things:
        namespace = getattr(thing, "__globals__", None)
        if isinstance(namespace, dict) and not _is_library(
            namespace.get("__name__"),
            namespace.get("__file__"),
        ):
            yield namespace


def _beside(things: Iterable[Any]) -> Iterator[ModuleType]:
    names = {getattr(thing, "__module__", None) for thing in things}
    roots = {
        root
        for name in names
        if isinstance(name, str) and (root := _root(name)) is not None
    }
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if _is_library(name, file) or not isinstance(file, str):
            continue
        if roots & {*Path(file).resolve().parents}:
            yield module


def _root(name: str) -> Path | None:
    """Return the directory that a module, or all of its package, is in."""
    file = getattr(sys.modules.get(name), "__file__", None)
    if _is_library(name, file) or not isinstance(file, str):
        return None
    package = name.rpartition(".")[0]
    while package:
        outer = getattr(sys.modules.get(package), "__file__", None)
        if not isinstance(outer, str):
            break
        # A package stands in a directory of its own.
        file = str(Path(outer).parent)
        package = package.rpartition(".")[0]
    return Path(file).resolve().parent


def _is_library(name: Any, file: Any) -> bool:
    if isinstance(name, str) and name.partition(".")[0] in _LIBRARIES:
        return True
    if not isinstance(file, str):
        return False
    path = Path(file)
    return path.is_relative_to(_STANDARD) or bool(_INSTALLED & {*path.parts})
