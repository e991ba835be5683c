"""Who is asked about a click, among many."""

import pytest

from aiogram_dialog.widgets.kbd import Button, Group, Row
from aiogram_dialog.widgets.text import Const


class Own(Button):
    """Take its own clicks only, as all buttons do."""

    asked = 0

    def __init__(self, widget_id) -> None:
        super().__init__(Const("x"), widget_id)

    async def _process_own_callback(self, callback, dialog, manager):
        self.asked += 1
        return True


class Curious(Own):
    async def _process_other_callback(self, callback, dialog, manager):
        self.asked += 1
        return callback.data.endswith("!")


class Prefixed(Own):
    def callback_prefix(self):
        return "other:"

    async def _process_item_callback(self, callback, data, dialog, manager):
        self.asked += 1
        return True


class Sovereign(Own):
    async def process_callback(self, callback, dialog, manager):
        self.asked += 1
        return True


class Stranger:
    """Be a keyboard by its methods alone."""

    def find(self, widget_id):
        return None

    def managed(self, manager):
        return self

    async def render_keyboard(self, data, manager):
        return []

    async def process_callback(self, callback, dialog, manager):
        return True


@pytest.mark.parametrize(
    ("other", "data", "taken"),
    [
        (Own, "a", True),
        (Own, "a:", False),
        (Own, "b", False),
        (Own, "ab", False),
        (Own, "", False),
        (Curious, "b!", True),
        (Curious, "b", False),
        (Prefixed, "other:1", True),
        (Prefixed, "a:1", False),
        (Sovereign, "b", True),
    ],
)
@pytest.mark.parametrize("join", [Group, Row, lambda *them: them[0] | them[1]])
async def test_those_that_may_take_it_are_asked(
    clicks,
    join,
    other,
    data,
    taken,
):
    first, second = Own("first"), other("a")

    assert await clicks(join(first, second), data) is taken

    assert first.asked == 0
    if taken:
        assert second.asked == 1


async def test_keyboards_by_protocol_are_asked(clicks):
    group = Group(Own("a"), Stranger())

    assert await clicks(group, "b")


async def test_nested_keyboards_are_asked(clicks):
    inner = Own("a")

    assert await clicks(Group(Row(Own("b")), Group(inner) | Own("c")), "a")
    assert inner.asked == 1
