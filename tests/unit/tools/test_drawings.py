"""Pictures of transitions that are drawn by our own code."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from aiogram import Router
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, Window
from aiogram_dialog.tools.mermaid_drawing import draw_mermaid
from aiogram_dialog.tools.svg_drawing import draw_svg
from aiogram_dialog.tools.svg_layout import lay_out, text_width
from aiogram_dialog.tools.transition_graph import (
    Edge,
    EdgeKind,
    Graph,
    Node,
    build_graph,
)
from aiogram_dialog.widgets.kbd import Start, SwitchTo
from aiogram_dialog.widgets.text import Const

SVG = "{http://www.w3.org/2000/svg}"

MERMAID = """\
---
title: "My \\"shop\\" ☕"
---
flowchart LR
  subgraph c0["Shop"]
    n0("list")
    n1("item")
    n2("paid")
  end
  subgraph c1["Help"]
    n3("only")
  end
  n4("Elsewhere:away"):::outside
  n0 --> n1
  n0 --> n2
  n1 --> n3
  n1 --> n4
  n1 --> n0
  n2 --> n0
  n3 -.-> n1
  linkStyle 2,3 stroke:#338a3e
  linkStyle 1,5 stroke:#0086c3
  linkStyle 0 stroke:#0086c3
  linkStyle 4 stroke:grey
  linkStyle 6 stroke:grey
  classDef outside stroke-dasharray:4
"""

GOLDEN = Path(__file__).with_name("shop.svg")


def graph_of(links, clusters="ABC"):
    """Return dialogs of one window each, that start each other."""
    nodes = [Node(f"{it}:w", "w", it) for it in clusters]
    edges = [
        Edge(f"{source}:w", f"{target}:w", EdgeKind.START)
        for source, target in links
    ]
    return Graph(tuple(clusters), tuple(nodes), tuple(edges))


def columns(graph):
    positions = lay_out(graph).positions
    return {name[0]: position.column for name, position in positions.items()}


def test_mermaid(shop):
    assert draw_mermaid(build_graph(shop.router), 'My "shop" ☕') == MERMAID


def test_mermaid_of_nothing():
    text = draw_mermaid(build_graph(Router()), "Nothing")

    assert text == '---\ntitle: "Nothing"\n---\nflowchart LR\n'


def test_markup_in_names_is_not_read_by_mermaid():
    group = 'A"<#&`'
    graph = Graph((group,), (Node("a", "x\ny", group),), ())

    text = draw_mermaid(graph, "<b>")

    assert 'subgraph c0["A#34;#60;#35;#38;#96;"]' in text
    assert 'n0("x#10;y")' in text
    assert json.loads(text.splitlines()[1].removeprefix("title: ")) == "<b>"


def test_svg(shop):
    picture = draw_svg(build_graph(shop.router), "My shop")

    assert picture == GOLDEN.read_text(encoding="utf-8")


def test_svg_is_xml_with_all_names(shop):
    root = ET.fromstring(draw_svg(build_graph(shop.router), "My <shop> & x"))  # noqa: S314 - we have written it

    texts = [it.text for it in root.iter(f"{SVG}text")]
    assert root.find(f"{SVG}title").text == "My <shop> & x"
    assert texts[:3] == ["My <shop> & x", "Shop", "Help"]
    assert {"list", "item", "paid", "only", "Elsewhere:away"} < set(texts)
    assert "prefers-color-scheme: dark" in root.find(f"{SVG}style").text
    markers = {it.get("id") for it in root.iter(f"{SVG}marker")}
    assert markers == {kind.value for kind in EdgeKind}


def test_svg_of_nothing():
    root = ET.fromstring(draw_svg(build_graph(Router()), "Nothing"))  # noqa: S314 - as above

    assert root.find(f"{SVG}title").text == "Nothing"
    assert root.findall(f"{SVG}rect") == []


def test_everything_is_inside_of_the_picture(shop):
    graph = build_graph(shop.router)
    layout = lay_out(graph)

    boxes = [frame.box for frame in layout.frames]
    boxes += [position.box for position in layout.positions.values()]
    assert len(boxes) == 3 + 5
    for box in boxes:
        assert box.x >= 0
        assert box.x + box.width <= layout.width
        assert box.y + box.height <= layout.height


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (["AB", "BC"], {"A": 0, "B": 1, "C": 2}),
        (["AB", "AC"], {"A": 0, "B": 1, "C": 1}),
        (["BA", "CA"], {"A": 1, "B": 0, "C": 0}),
        (["AB", "BA"], {"A": 0, "B": 1, "C": 0}),
        (["AB", "BC", "CA"], {"A": 0, "B": 1, "C": 2}),
        ([], {"A": 0, "B": 0, "C": 0}),
    ],
)
def test_what_is_started_stands_to_the_right(links, expected):
    assert columns(graph_of(links)) == expected


def test_ways_to_everywhere_are_drawn():
    graph = graph_of(["AB", "BA", "BB", "AC", "BC", "CB"])
    positions = lay_out(graph).positions
    a, b = positions["A:w"].box, positions["B:w"].box

    picture = draw_svg(graph, "x")

    assert picture.count("<g><title>") == 6
    assert f"M{a.x + a.width:.1f} {a.y + 12:.1f}C" in picture
    # Back to what has started it, then to itself.
    assert f"M{b.x:.1f} {b.y + 12:.1f}C" in picture
    assert f"M{b.x + b.width:.1f} {b.y + 10:.1f}C" in picture


def test_ways_inside_of_a_dialog_swing_out():
    class Main(StatesGroup):
        one = State()
        two = State()
        three = State()

    def to(state):
        return SwitchTo(Const("x"), id=f"to_{state.state[-3:]}", state=state)

    graph = build_graph(
        Dialog(
            Window(Const("1"), to(Main.three), to(Main.one), state=Main.one),
            Window(Const("2"), to(Main.one), state=Main.two),
            Window(Const("3"), to(Main.one), state=Main.three),
        ),
    )
    layout = lay_out(graph)
    picture = draw_svg(graph, "x")

    box = layout.positions["Main:one"].box
    right, left = box.x + box.width, box.x
    assert f"M{right:.1f} " in picture
    assert f"M{left:.1f} " in picture
    (frame,) = layout.frames
    assert frame.box.x < left < right < frame.box.x + frame.box.width


def test_a_dialog_outside_that_starts_itself():
    class Main(StatesGroup):
        one = State()

    graph = build_graph(
        Dialog(
            Window(
                Const("1"),
                Start(Const("x"), id="x", state=Main.one),
                state=Main.one,
            ),
        ),
    )

    assert "Main:one → Main:one: start" in draw_svg(graph, "x")


def test_wide_letters_take_more_room():
    assert text_width("漢字") == 2 * text_width("ab")
