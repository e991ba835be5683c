"""Sizes that were not given were divided by."""

from aiogram_dialog.widgets.kbd import Button, ScrollingGroup
from aiogram_dialog.widgets.text import Const, ScrollingText


async def test_everything_is_on_one_page(open_window):
    ann = await open_window(
        ScrollingText(Const("one two"), id="text"),
        ScrollingGroup(
            Button(Const("1"), id="first"),
            Button(Const("2"), id="second"),
            id="group",
            hide_on_single_page=True,
        ),
    )

    assert ann.last_message.text == "one two"
    assert ann.buttons() == [["1"], ["2"]]
