import pytest
from aiogram import enums

from aiogram_dialog.widgets.style import EMPTY_STYLE, BaseStyle, Style
from aiogram_dialog.widgets.style.base import Or

RED, BLUE = Style("danger"), Style("primary")
ICON, OTHER_ICON = Style(emoji_id="1"), Style(emoji_id="2")
# Older versions of aiogram have no enum of styles.
ButtonStyle = getattr(enums, "ButtonStyle", None)
DANGER = ButtonStyle.DANGER if ButtonStyle else "danger"
MAYBE = Style(DANGER, "e", when="x")


@pytest.mark.parametrize(
    ("style", "data", "expected"),
    [
        (EMPTY_STYLE, {}, (None, None)),
        (BaseStyle(), {}, (None, None)),
        (Style("success", "1"), {}, ("success", "1")),
        (MAYBE, {}, (None, None)),
        (MAYBE, {"x": 1}, (DANGER, "e")),
        (MAYBE | BLUE, {}, ("primary", None)),
        (MAYBE | BLUE, {"x": 1}, ("danger", "e")),
        (ICON | RED, {}, ("danger", "1")),
        (RED | ICON | BLUE | OTHER_ICON, {}, ("danger", "1")),
        (EMPTY_STYLE | EMPTY_STYLE, {}, (None, None)),
        (Or(), {}, (None, None)),
    ],
)
async def test_render(manager, style, data, expected):
    assert (
        await style.render_style(data, manager),
        await style.render_emoji(data, manager),
    ) == expected


def test_or_is_flat():
    first = RED | BLUE

    assert first.widgets == (RED, BLUE)
    assert (first | ICON).widgets == (RED, BLUE, ICON)
    assert (ICON | first).widgets == (ICON, RED, BLUE)
    assert RED.__ror__(BLUE).widgets == (BLUE, RED)
    assert first.__ror__(ICON).widgets == (ICON, RED, BLUE)
    assert first.widgets == (RED, BLUE)


def test_or_can_be_appended_to():
    same = either = Or(RED)

    either |= BLUE

    assert either is same
    assert either.widgets == (RED, BLUE)


class Named(BaseStyle):
    """Be a style that can be found."""

    def find(self, widget_id):
        return self if widget_id == "named" else None


def test_find(manager):
    named = Named()
    either = RED | named

    assert either.find("named") is named
    assert either.find("absent") is None
    assert either.managed(manager) is either
    assert RED.managed(manager) is RED


def test_or_is_no_style_of_its_own():
    assert not isinstance(RED | BLUE, BaseStyle)
