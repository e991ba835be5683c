"""``Next`` of the last window stopped the drawing, ``Back`` went round."""

from aiogram_dialog import Dialog, Window
from aiogram_dialog.tools.transition_graph import build_graph
from aiogram_dialog.widgets.kbd import Back, Next
from aiogram_dialog.widgets.text import Const


def test_they_lead_nowhere(small):
    dialog = Dialog(
        Window(Const("1"), Back(), state=small.main.first),
        Window(Const("2"), Next(), state=small.main.second),
    )

    assert build_graph(dialog).edges == ()
