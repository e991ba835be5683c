"""A ``Start`` of a dialog of another router stopped the drawing."""

from aiogram_dialog import Dialog, Window
from aiogram_dialog.tools import render_transitions
from aiogram_dialog.tools.transition_graph import Node, build_graph
from aiogram_dialog.widgets.kbd import Start
from aiogram_dialog.widgets.text import Const


def test_it_is_drawn_outside(small, tmp_path):
    dialog = Dialog(
        Window(
            Const("1"),
            Start(Const("s"), id="s", state=small.sub.only),
            state=small.main.first,
        ),
    )

    render_transitions(dialog, filename=f"{tmp_path}/it", format="svg")

    outside = build_graph(dialog).members(None)
    assert outside == [Node("Sub:only", "Sub:only", None)]
    assert "Sub:only" in (tmp_path / "it.svg").read_text(encoding="utf-8")
