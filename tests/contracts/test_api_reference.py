"""Every public name is described on a page of the reference."""

import inspect
import json
import pkgutil
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import aiogram_dialog

PAGES = sorted((Path(__file__).parents[2] / "docs" / "api").glob("*.md"))
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


def key(name: str, value: Any) -> tuple[str, Any]:
    """Tell names apart, but not the paths that one is imported from."""
    if inspect.isclass(value) or inspect.isfunction(value):
        return ("", value)
    if inspect.ismodule(value):
        return ("", value.__name__)
    return (name, None)


def directives() -> list[tuple[str, list[str]]]:
    """Return the modules of the pages with what is described of each."""
    found = re.findall(
        r"^\.\. automodule:: (\S+)\n   :members:\n((?:      .+\n)+)",
        "\n".join(page.read_text("utf-8") for page in PAGES),
        re.MULTILINE,
    )
    return [
        (module, [name.strip() for name in names.split(",")])
        for module, names in found
    ]


@pytest.fixture(scope="module")
def described() -> Described:
    modules = {
        key(module, import_module(module)) for module, _ in directives()
    }
    return modules | {
        key(name, getattr(import_module(module), name))
        for module, names in directives()
        for name in names
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


def test_nothing_is_described_twice():
    names = [
        (module, name) for module, names in directives() for name in names
    ]
    values = [
        key(f"{module}.{name}", getattr(import_module(module), name))
        for module, name in names
    ]

    assert len(values) > 300
    assert len(values) == len(set(values))
