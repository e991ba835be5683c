"""Clicks in rows whose ids have colons came to nobody."""

import pytest

from aiogram_dialog.widgets.kbd import Checkbox, ListGroup
from aiogram_dialog.widgets.text import Const, Format


@pytest.mark.parametrize("item", ["a:b", "a:b:c", ":", "check:0"])
async def test_they_come_to_their_row(open_window, kept, item):
    ann = await open_window(
        Const("."),
        ListGroup(
            Checkbox(Format("on"), Format("off"), id="check"),
            id="list",
            item_id_getter=str,
            items=[item],
        ),
    )

    await ann.presses("off")

    assert ann.buttons() == [["on"]]
    assert await kept(ann) == {"list": {item: {"check": True}}}
