"""Of many buttons only those of the page are rendered."""

import pytest

from aiogram_dialog.widgets.kbd import (
    Button,
    Multiselect,
    Row,
    ScrollingGroup,
    Select,
    Toggle,
    Url,
)
from aiogram_dialog.widgets.text import Const, Format, Text


class Noting(Text):
    """Remember what was rendered."""

    def __init__(self) -> None:
        super().__init__()
        self.rendered = []

    async def _render_text(self, data, manager):
        self.rendered.append(data.get("item"))
        return str(data.get("item", "x"))


class Doubled(Select):
    """Render in its own way."""

    async def _render_keyboard(self, data, manager):
        (row,) = await super()._render_keyboard(data, manager)
        return [row + row]


def select(text, kind=Select, count=100, **options):
    return kind(
        text,
        id="s",
        item_id_getter=str,
        items=range(count),
        **options,
    )


def labels(rows):
    return [[button.text for button in row] for row in rows]


async def show(group, manager, data=None):
    return labels(await group.render_keyboard(data or {}, manager))


async def test_items_of_the_page(manager):
    text = Noting()
    group = ScrollingGroup(
        select(text), id="g", width=2, height=2, hide_pager=True
    )
    manager.current_context().widget_data["g"] = 3

    assert await show(group, manager) == [["12", "13"], ["14", "15"]]
    assert text.rendered == [12, 13, 14, 15]


async def test_the_last_page_is_short(manager):
    group = ScrollingGroup(
        select(Format("{item}"), count=7),
        id="g",
        width=2,
        height=3,
    )
    manager.current_context().widget_data["g"] = 99

    assert await show(group, manager) == [["6"], ["1", "<", "2", ">", "2"]]


async def test_several_keyboards_share_pages(manager):
    group = ScrollingGroup(
        Button(Const("first"), id="first"),
        Button(Const("hidden"), id="hidden", when="absent"),
        select(Format("{item}"), count=3),
        Url(Const("last"), Const("https://example.org")),
        id="g",
        width=2,
        height=1,
        hide_pager=True,
    )
    pages = []
    for page in range(4):
        manager.current_context().widget_data["g"] = page
        pages.append(await show(group, manager))

    assert pages == [
        [["first", "0"]],
        [["1", "2"]],
        [["last"]],
        [["last"]],
    ]
    assert await group.get_page_count({}, manager) == 3


@pytest.mark.parametrize(
    "other",
    [
        select(Format("{item}"), Doubled, 2),
        select(Format("{item}"), Toggle, 4),
        Row(Button(Const("a"), id="a"), Button(Const("b"), id="b")),
    ],
)
async def test_keyboards_that_cannot_be_counted(manager, other):
    group = ScrollingGroup(
        Button(Const("first"), id="first"),
        other,
        id="g",
        width=1,
        height=50,
        hide_pager=True,
    )
    shown = await show(group, manager)
    rows = await other.render_keyboard({}, manager)

    assert shown == [
        ["first"],
        *([label] for it in labels(rows) for label in it),
    ]


async def test_nothing_to_show(manager):
    group = ScrollingGroup(
        select(Format("{item}"), count=0), id="g", width=2, height=2
    )

    assert await show(group, manager) == []
    assert await group.get_page_count({}, manager) == 0


async def test_choices_are_marked(manager):
    group = ScrollingGroup(
        Multiselect(
            Format("+{item}"),
            Format("{item}"),
            id="m",
            item_id_getter=str,
            items=range(10),
            default=["1", "5"],
        ),
        id="g",
        width=2,
        height=2,
        hide_pager=True,
    )

    assert await show(group, manager) == [["0", "+1"], ["2", "3"]]
    assert manager.current_context().widget_data["m"] == ["1", "5"]


@pytest.mark.parametrize(
    "wrong",
    [
        select(Format("{absent}")),
        select(Format("x"), when=lambda *_: 1 / 0),
        Select(Const("x"), id="s", item_id_getter=str, items="absent"),
    ],
)
async def test_errors_name_the_widget(manager, wrong):
    group = ScrollingGroup(wrong, id="g", width=2, height=2)

    with pytest.raises((KeyError, ZeroDivisionError)) as error:
        await group.render_keyboard({}, manager)

    notes = getattr(error.value, "__notes__", ["at <Select id=s>"])
    assert "at <Select id=s>" in notes
