"""The tree of errors is drawn as the classes are."""

import pkgutil
import re
from importlib import import_module
from pathlib import Path

import aiogram_dialog
from aiogram_dialog.api import exceptions
from aiogram_dialog.api.exceptions import DialogsError, DialogWarning

PAGE = Path(__file__).parents[2] / "docs" / "api" / "exceptions.md"
# A program by itself.
PROGRAMS = re.compile(r"\.__main__$")


def drawn() -> dict[str, str | None]:
    """Return the errors of the drawing with what they are below of."""
    parents: dict[str, str | None] = {}
    above: dict[int, str] = {}
    for line in exceptions.__doc__.splitlines():
        found = re.match(r"    ((?:[│└├─]|  |\s)*)(\w+)", line)
        if found:
            depth, name = len(found[1]), found[2]
            above[depth] = name
            parents[name] = above.get(depth - 4)
    return parents


def subclasses(base: type) -> dict[str, str]:
    found = {}
    for below in base.__subclasses__():
        if below.__module__.startswith("aiogram_dialog."):
            found[below.__name__] = base.__name__
            found |= subclasses(below)
    return found


def import_all() -> None:
    for info in pkgutil.walk_packages(
        aiogram_dialog.__path__,
        "aiogram_dialog.",
    ):
        if not PROGRAMS.search(info.name):
            import_module(info.name)


def test_the_drawing_is_complete():
    import_all()

    assert drawn() == {
        "RuntimeError": None,
        "DialogsError": "RuntimeError",
        **subclasses(DialogsError),
        "UserWarning": None,
        "DialogWarning": "UserWarning",
        **subclasses(DialogWarning),
    }


def test_the_page_shows_them():
    described = set(re.findall(r"\w+", PAGE.read_text("utf-8")))

    assert set(exceptions.__all__) <= described
