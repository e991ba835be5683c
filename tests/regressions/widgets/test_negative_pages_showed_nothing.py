"""A page before the first one was empty."""

import pytest

from aiogram_dialog.widgets.kbd import Button, ListGroup, ScrollingGroup
from aiogram_dialog.widgets.text import Const, Format, List, ScrollingText


@pytest.mark.parametrize("page", [-1, -100])
async def test_the_first_page_is_shown(open_window, page):
    ann = await open_window(
        List(Format("{item}"), ["a", "b"], id="list", page_size=1),
        ScrollingText(Const("one two"), id="text", page_size=3),
        ScrollingGroup(
            Button(Const("first"), id="first"),
            Button(Const("second"), id="second"),
            id="group",
            height=1,
            hide_pager=True,
        ),
        ListGroup(
            Button(Format("row {item}"), id="row"),
            id="rows",
            item_id_getter=str,
            items=[1, 2],
            page_size=1,
        ),
        state={
            "list": page,
            "text": page,
            "group": page,
            "rows": {"": {"rows": page}},
        },
    )

    assert ann.last_message.text == "a\none"
    assert ann.buttons() == [["first"], ["row 1"]]
