"""Every public name is described on a page of the reference."""

import inspect
import json
import pkgutil
import re
from importlib import import_module
from pathlib import Path
from typing import Any, get_origin

import pytest

import aiogram_dialog

PAGES = sorted((Path(__file__).parents[2] / "docs" / "api").glob("*.md"))
TEXT = "\n".join(page.read_text("utf-8") for page in PAGES)
SURFACE = json.loads(
    Path(__file__).with_name("surface.json").read_text("utf-8"),
)["modules"]
# Parts of the package that are for its own use.
OWN = re.compile(
    r"aiogram_dialog\."
    r"(emulator\.(?!(faults|server)$)|tools\.(demo|playground)\b)",
)
# Constants that serve the module they stand in alone.
PRIVATE_TYPES = {"Logger", "ParamSpec", "TypeVar"}

Described = set[tuple[str, Any]]


def has_docstring(value: Any) -> bool:
    """Tell what has a docstring of its own from constants and aliases."""
    # `list[int]` is a class to Python 3.10.
    return get_origin(value) is None and (
        inspect.isclass(value)
        or inspect.isfunction(value)
        or inspect.ismodule(value)
    )


def key(name: str, value: Any) -> tuple[str, Any]:
    """Tell names apart, but not the paths that one is imported from."""
    if inspect.ismodule(value):
        return ("", value.__name__)
    return ("", value) if has_docstring(value) else (name, None)


def modules() -> list[str]:
    """Return the modules that the pages have sections of."""
    return re.findall(r"^\.\. automodule:: (\S+)$", TEXT, re.MULTILINE)


def members() -> list[tuple[str, str]]:
    """Return what is described by docstrings, with the modules it is of."""
    found = re.findall(
        r"^\.\. automodule:: (\S+)\n   :members:\n((?:      .+\n)+)",
        TEXT,
        re.MULTILINE,
    )
    return [
        (module, name.strip())
        for module, names in found
        for name in names.split(",")
    ]


def data() -> list[tuple[str, str]]:
    """Return what is described on the pages, with the modules it is of."""
    return re.findall(
        r"^\.\. (?:autodata|py:data|py:type):: (\S+)\.(\w+)$",
        TEXT,
        re.MULTILINE,
    )


@pytest.fixture(scope="module")
def described() -> Described:
    return {key(module, import_module(module)) for module in modules()} | {
        key(name, getattr(import_module(module), name))
        for module, name in members() + data()
    }


def exporting() -> list[str]:
    """Return all modules that say what they export."""
    modules = [
        info.name
        for info in pkgutil.walk_packages(
            aiogram_dialog.__path__,
            "aiogram_dialog.",
        )
        if not OWN.match(info.name) and not info.name.endswith("__main__")
    ]
    return [
        module
        for module in ["aiogram_dialog", *modules]
        if hasattr(import_module(module), "__all__")
    ]


@pytest.mark.parametrize("module", exporting())
def test_exported_names_are_described(module, described):
    home = import_module(module)

    missing = [
        name
        for name in home.__all__
        if key(name, getattr(home, name)) not in described
    ]

    assert missing == [], f"add them to a page in docs/api: {module}"


@pytest.mark.parametrize("part", ["api", "widgets", "test_tools"])
def test_known_names_are_described(part, described):
    missing = [
        f"{module}.{name}"
        for module, facts in SURFACE.items()
        if module.startswith(f"aiogram_dialog.{part}")
        for name, fact in facts["names"].items()
        if fact.get("type") not in PRIVATE_TYPES
        and key(name, getattr(import_module(module), name)) not in described
    ]

    assert missing == []


def test_members_have_docstrings():
    skipped = [
        f"{module}.{name}"
        for module, name in members()
        if not has_docstring(getattr(import_module(module), name))
    ]

    assert skipped == [], "autodoc skips them: describe each by `autodata`"


def test_nothing_is_described_twice():
    values = [
        key(f"{module}.{name}", getattr(import_module(module), name))
        for module, name in members() + data()
    ]

    assert len(values) > 300
    assert len(values) == len(set(values))
