"""Every widget has a page, and the pages are of one shape."""

import inspect
import json
import re
from importlib import import_module
from pathlib import Path

import pytest

from aiogram_dialog.api.internal import Widget
from aiogram_dialog.api.internal.widgets import MarkupFactory
from aiogram_dialog.widgets import common, kbd
from aiogram_dialog.widgets import input as inputs

DOCS = Path(__file__).parents[2] / "docs" / "widgets"
PAGES = {
    path.stem: path.read_text("utf-8")
    for path in DOCS.glob("*.md")
    if path.stem != "index"
}
MODULES = json.loads(
    Path(__file__).with_name("surface.json").read_text("utf-8"),
)["modules"]
KINDS = ("input", "kbd", "link_preview", "markup", "media", "style", "text")
# What widgets are made from.
BASES = {
    "BaseInput",
    "BaseStyle",
    "EventProcessorButton",
    "Keyboard",
    "LinkPreviewBase",
    "Media",
    "Text",
}
SECTIONS = [
    "In the chat",
    "The code",
    "What it stores",
    "Callbacks",
    "Managed object",
    "Pitfalls",
    "Reference",
]


def widgets() -> set[str]:
    """Return the names that packages of widgets export, and factories."""
    found = set()
    for module, facts in MODULES.items():
        if not module.startswith("aiogram_dialog.widgets."):
            continue
        kind = module.split(".")[2]
        names = facts["all"] or (facts["names"] if kind == "markup" else ())
        for name in names if kind in KINDS else ():
            value = getattr(import_module(module), name)
            if _is_widget(value) and name not in BASES:
                found.add(name)
    return found


def _is_widget(value: object) -> bool:
    return inspect.isclass(value) and (
        issubclass(value, (Widget, MarkupFactory))
        and not getattr(value, "_is_protocol", False)
    )


def test_every_widget_has_a_page():
    titles = [text.partition("\n")[0] for text in PAGES.values()]
    named = [
        name for title in titles for name in title.strip("# ").split(", ")
    ]

    assert sorted(named) == sorted(widgets())


@pytest.mark.parametrize("page", PAGES)
def test_shape(page):
    found = re.findall(r"^## (.+)$", PAGES[page], re.MULTILINE)
    titles = [title.replace("they store", "it stores") for title in found]

    assert [title for title in titles if title in SECTIONS] == SECTIONS


@pytest.mark.parametrize("page", PAGES)
def test_reference_is_linked(page):
    names = PAGES[page].partition("\n")[0].strip("# ").split(", ")

    linked = re.findall(r"\{py:class\}`~[\w.]+\.(\w+)`", PAGES[page])

    assert set(names) <= set(linked)


def managed_methods(name: str) -> set[str]:
    """Return what the managed object of a widget can do."""
    for package in (common, kbd, inputs):
        managed = getattr(package, f"Managed{name}", None)
        if managed is not None:
            return {
                method
                for method, _ in inspect.getmembers(
                    managed, inspect.isfunction
                )
                if not method.startswith("_")
            }
    return set()


@pytest.mark.parametrize("page", PAGES)
def test_methods_of_managed_objects_are_told(page):
    names = PAGES[page].partition("\n")[0].strip("# ").split(", ")
    if "`ManagedScroll`" in PAGES[page]:
        names.append("Scroll")

    told = set(re.findall(r"(\w+)\(", PAGES[page]))

    assert set().union(*map(managed_methods, names)) <= told


def test_managed_objects_are_found():
    assert managed_methods("Checkbox") == {"is_checked", "set_checked"}
    assert "find_for_item" in managed_methods("ListGroup")
    assert managed_methods("Button") == set()


def test_index_has_all_pages():
    index = (DOCS / "index.md").read_text("utf-8")

    named = re.findall(r"^(?:.* <)?([a-z_]+)>?$", index, re.MULTILINE)

    assert sorted(named) == sorted(PAGES)
