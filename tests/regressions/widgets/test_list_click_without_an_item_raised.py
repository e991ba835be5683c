"""A click on a list that names no item raised."""

import pytest

from aiogram_dialog.widgets.kbd import Button, Checkbox, ListGroup
from aiogram_dialog.widgets.text import Const


@pytest.mark.parametrize("data", ["list:button", "list:", "list:1:button:x"])
async def test_it_is_left_alone(open_window, forge, kept, data):
    told = []

    async def note(*args):
        told.append(args)

    ann = await open_window(
        Const("."),
        ListGroup(
            Button(Const("x"), id="button", on_click=note),
            Checkbox(Const("y"), Const("z"), id="check"),
            id="list",
            item_id_getter=str,
            items=[1],
        ),
    )
    before = await kept(ann)

    await forge(ann, data)

    assert not told
    assert await kept(ann) == before
