import sys

import pytest

from aiogram_dialog.utils import add_exception_note
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row
from aiogram_dialog.widgets.media import Media, StaticMedia
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.style.base import BaseStyle
from aiogram_dialog.widgets.text import Const, Format, Multi

HAS_NOTES = sys.version_info >= (3, 11)


def notes_of(error: BaseException) -> list[str]:
    return getattr(error, "__notes__", [])


class Failing(BaseStyle):
    async def _render_style(self, data, manager):
        raise LookupError

    async def _render_emoji(self, data, manager):
        raise LookupError


class FailingMedia(Media):
    async def _render_media(self, data, manager):
        raise LookupError


async def test_notes_lead_from_the_inside_out(manager):
    missing = Format("{missing}")
    keyboard = Group(Column(Row(Button(missing, id="x")), id="c"))

    with pytest.raises(KeyError) as caught:
        await keyboard.render_keyboard({}, manager)

    assert (
        notes_of(caught.value)
        == [
            f"at {missing!r}",
            "at <Button id=x>",
            "at <Row id=None>",
            "at <Column id=c>",
            "at <Group id=None>",
        ][: None if HAS_NOTES else 0]
    )


@pytest.mark.parametrize(
    ("widget", "method"),
    [
        (Multi(Const(""), when=lambda data, *_: data["x"]), "render_text"),
        (Group(when=lambda data, *_: data["x"]), "render_keyboard"),
        (
            StaticMedia(url="a", when=lambda data, *_: data["x"]),
            "render_media",
        ),
        (FailingMedia(), "render_media"),
        (Failing(), "render_style"),
        (Failing(), "render_emoji"),
        (Style(when=lambda data, *_: data["x"]), "render_style"),
        (Style(when=lambda data, *_: data["x"]), "render_emoji"),
    ],
)
async def test_all_kinds_leave_notes(manager, widget, method):
    with pytest.raises(LookupError) as caught:
        await getattr(widget, method)({}, manager)

    expected = [f"at {widget!r}"] if HAS_NOTES else []
    assert notes_of(caught.value) == expected


class Clock:
    def __repr__(self) -> str:
        return "<Clock>"

    @add_exception_note
    async def tick(self, step: int, *, fails: bool = False) -> int:
        """Return the next step."""
        if fails:
            raise LookupError(step)
        return step + 1


async def test_methods_can_leave_notes():
    clock = Clock()

    assert await clock.tick(1) == 2
    with pytest.raises(LookupError) as caught:
        await clock.tick(1, fails=True)

    assert notes_of(caught.value) == (["at <Clock>"] if HAS_NOTES else [])
    assert Clock.tick.__name__ == "tick"
    assert Clock.tick.__doc__ == "Return the next step."
