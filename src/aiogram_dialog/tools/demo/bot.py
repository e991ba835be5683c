"""Finding the showcase bot.

It is one of the examples. In an installed package it lies beside this file;
in a working copy it is in ``examples``.
"""

import importlib
import importlib.util
import sys
from pathlib import Path

from aiogram import Dispatcher

from aiogram_dialog.tools.target import Target

_HERE = Path(__file__).resolve()
_NAME = "showcase"
_PLACES = (
    _HERE.with_name(_NAME),
    _HERE.parents[4] / "examples" / _NAME,
)


def showcase_target() -> Target:
    """Return where the showcase bot is.

    Raises ``FileNotFoundError`` if it is nowhere.
    """
    directory = str(_find_package().parent)
    return Target(directory, f"{_NAME}.bot", "make_dispatcher")


def make_showcase() -> Dispatcher:
    """Return the dispatcher of the showcase bot.

    Raises ``FileNotFoundError`` if the bot is nowhere.
    """
    if _NAME not in sys.modules:
        _import_package()
    bot = importlib.import_module(f"{_NAME}.bot")
    dispatcher: Dispatcher = bot.make_dispatcher()
    return dispatcher


def _import_package() -> None:
    place = _find_package()
    spec = importlib.util.spec_from_file_location(
        _NAME,
        place / "__init__.py",
        submodule_search_locations=[str(place)],
    )
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{place} is no package.")
    package = importlib.util.module_from_spec(spec)
    sys.modules[_NAME] = package
    spec.loader.exec_module(package)


def _find_package() -> Path:
    for place in _PLACES:
        if place.is_dir():
            return place
    raise FileNotFoundError(
        f"The showcase bot is in none of {', '.join(map(str, _PLACES))}.",
    )
