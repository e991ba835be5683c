import shutil
import sys
from types import SimpleNamespace

import pytest

from aiogram_dialog.setup import collect_dialogs
from aiogram_dialog.tools import render_transitions, transitions
from aiogram_dialog.tools.transitions import (
    find_starts,
    render_window,
    walk_keyboard,
    widget_edges,
)

needs_dot = pytest.mark.skipif(
    shutil.which("dot") is None,
    reason="Graphviz is not installed: there is no program `dot`",
)


@pytest.fixture
def at(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_svg(shop, at):
    render_transitions(shop.router, "My shop", "picture", "svg")

    text = (at / "picture.svg").read_text(encoding="utf-8")
    assert text.startswith("<svg ")
    assert "<title>My shop</title>" in text


def test_mermaid(shop, at):
    render_transitions(shop.router, format="mermaid")

    text = (at / "aiogram_dialog.mmd").read_text(encoding="utf-8")
    assert 'title: "Aiogram Dialog"' in text


def test_formats_that_nobody_knows(shop, at):
    with pytest.raises(ValueError, match=r"'gif'.*dot, jpg, mermaid, pdf"):
        render_transitions(shop.router, format="gif")


@needs_dot
@pytest.mark.parametrize(
    ("image_format", "beginning"),
    [("png", b"\x89PNG\r\n"), ("jpg", b"\xff\xd8"), ("pdf", b"%PDF")],
)
def test_pictures_of_graphviz(shop, at, image_format, beginning):
    pytest.importorskip("diagrams")

    render_transitions(shop.router, format=image_format)

    picture = (at / f"aiogram_dialog.{image_format}").read_bytes()
    assert picture.startswith(beginning)


@needs_dot
def test_what_graphviz_is_told(shop, at):
    pytest.importorskip("diagrams")

    render_transitions(shop.router, "My shop", format="dot")

    text = (at / "aiogram_dialog.dot").read_text(encoding="utf-8")
    for expected in (
        'label="My shop"',
        "label=Shop",
        "label=only",
        'label="Elsewhere:away"',
        'color="#338a3e"',
        'color="#0086c3"',
        "style=dashed",
        "rankdir=LR",
    ):
        assert expected in text


def test_the_missing_program_is_named(shop, at, monkeypatch):
    pytest.importorskip("diagrams")
    monkeypatch.setenv("PATH", str(at))

    with pytest.raises(FileNotFoundError, match="`dot` of Graphviz"):
        render_transitions(shop.router)


def test_what_the_package_itself_lacks_is_told(shop, at, monkeypatch):
    (at / "diagrams.py").write_text("import lost_package")
    monkeypatch.syspath_prepend(at)
    for name in [it for it in sys.modules if it.startswith("diagrams")]:
        monkeypatch.delitem(sys.modules, name)

    with pytest.raises(ModuleNotFoundError, match="lost_package"):
        render_transitions(shop.router)


# Pictures that are composed by hand


class Pen:
    """Stand for a node of ``diagrams``; remember what is drawn from it."""

    def __init__(self):
        self.ways = []

    def __rshift__(self, edge):
        self.ways.append(edge)
        return self

    @property
    def colors(self):
        return [it.attrs["color"] for it in self.ways if hasattr(it, "attrs")]


@pytest.fixture
def drawing(shop):
    pytest.importorskip("diagrams")
    dialog, other = collect_dialogs(shop.router)
    states = [*dialog.states(), *other.states()]
    starts = [
        start
        for state, window in dialog.windows.items()
        for start in find_starts(state, [window.keyboard])
    ]
    nodes = {state: Pen() for state in states}
    return SimpleNamespace(nodes=nodes, dialog=dialog, starts=starts)


def test_starts(drawing, shop):
    assert drawing.starts == [
        (shop.Shop.item, shop.Help.only),
        (shop.Shop.item, shop.Elsewhere.away),
    ]


def test_a_window(drawing, shop):
    setup = (drawing.nodes, drawing.dialog, drawing.starts)

    render_window(*setup, drawing.dialog.windows[shop.Shop.item])

    # What is away has no node.
    assert drawing.nodes[shop.Shop.item].colors == ["#338a3e", "grey"]


def test_a_keyboard_and_a_button(drawing, shop):
    setup = (drawing.nodes, drawing.dialog, drawing.starts, shop.Shop.list)
    keyboard = drawing.dialog.windows[shop.Shop.list].keyboard
    pen = drawing.nodes[shop.Shop.list]

    widget_edges(*setup, keyboard)
    assert pen.colors == []

    walk_keyboard(*setup, [keyboard])
    assert pen.colors == ["#0086c3", "#0086c3"]

    widget_edges(*setup, keyboard.find("pay"))
    assert pen.colors == ["#0086c3"] * 3


def test_the_icon_is_there():
    with open(transitions.ICON_PATH, "rb") as icon:  # noqa: PTH123 - a string is what the name stands for
        assert icon.read(4) == b"\x89PNG"
