"""Finding the quickstart bot.

It is the first example. In an installed package it lies beside this file;
in a working copy it is in ``examples``.
"""

import importlib.util
from pathlib import Path
from types import ModuleType

_HERE = Path(__file__).resolve()
_PLACES = (
    _HERE.with_name("quickstart.py"),
    _HERE.parents[4] / "examples" / "quickstart.py",
)


def load_quickstart() -> ModuleType:
    """Return the module of the bot, made anew.

    Raises ``FileNotFoundError`` if it is nowhere.
    """
    for place in _PLACES:
        if not place.exists():
            continue
        spec = importlib.util.spec_from_file_location("quickstart", place)
        if spec is not None and spec.loader is not None:
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            return module
    raise FileNotFoundError(
        f"The quickstart bot is in none of {', '.join(map(str, _PLACES))}.",
    )
