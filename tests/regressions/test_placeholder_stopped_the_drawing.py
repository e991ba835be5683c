"""A placeholder for a state stopped the check and the drawing."""

import pytest
from aiogram import Dispatcher
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, Window, setup_dialogs
from aiogram_dialog.check import check
from aiogram_dialog.tools import render_transitions
from aiogram_dialog.widgets.kbd import Cancel, Start, SwitchTo
from aiogram_dialog.widgets.text import Const


class Shop(StatesGroup):
    cart = State()


@pytest.mark.parametrize("state", [..., None, "Shop:cart", State("alone")])
@pytest.mark.parametrize("kind", [Start, SwitchTo])
@pytest.mark.parametrize("suffix", ["svg", "mermaid"])
def test_it_is_found_and_left_out(state, kind, suffix, tmp_path):
    button = kind(Const("x"), "x", state=state)
    dispatcher = Dispatcher()
    dispatcher.include_router(
        Dialog(Window(Const("x"), button, Cancel(), state=Shop.cart)),
    )
    setup_dialogs(dispatcher)

    assert [
        finding.where
        for finding in check(dispatcher)
        if finding.rule.code == "AD206"
    ] == ["Shop:cart"]
    render_transitions(dispatcher, "Shop", str(tmp_path / "a"), suffix)
    (file,) = tmp_path.iterdir()
    assert "cart" in file.read_text("utf-8")
