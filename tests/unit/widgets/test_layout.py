import pytest
from aiogram.types import InlineKeyboardButton

from aiogram_dialog.widgets.kbd import Button, Column, Group, Keyboard, Row
from aiogram_dialog.widgets.kbd.base import Or
from aiogram_dialog.widgets.text import Const


def button(text: str, when=None, on_click=None) -> Button:
    return Button(Const(text), id=f"b{text}", when=when, on_click=on_click)


class Items(Keyboard):
    """Draw one row of items."""

    def __init__(self, *items: str) -> None:
        super().__init__("items")
        self.items = items

    async def _render_keyboard(self, data, manager):
        return [
            [
                InlineKeyboardButton(
                    text=item,
                    callback_data=self._item_callback_data(item),
                )
                for item in self.items
            ],
        ]

    async def _process_item_callback(self, callback, data, dialog, manager):
        manager.dialog_data["item"] = data
        return True


B1, B2, B3, B4, B5 = map(button, "12345")
HIDDEN = button("0", when="never")


@pytest.mark.parametrize(
    ("keyboard", "expected"),
    [
        (Group(Row(B1, B2), B3), [["1", "2"], ["3"]]),
        (
            Group(Row(B1, B2), Column(B3, B4), B5, width=3),
            [["1", "2", "3"], ["4", "5"]],
        ),
        (Column(Row(B1, B2)), [["1"], ["2"]]),
        (Row(Items("a", "b", "c"), B1), [["a", "b", "c", "1"]]),
        (
            Group(Items("a", "b", "c"), B1, width=2),
            [["a", "b"], ["c", "1"]],
        ),
        (Group(B1, B2, width=0), [["1", "2"]]),
        (Group(B1, HIDDEN, B2, width=2), [["1", "2"]]),
        (Group(Group(B1, when="never"), B2), [["2"]]),
        (Group(), []),
        (Group(width=2), []),
        (Group(HIDDEN), []),
        (Row(HIDDEN), []),
        (Column(), []),
        (Group(Items()), [[]]),
        (Column(Items()), []),
        (B1 | B2, [["1"]]),
        (HIDDEN | B2, [["2"]]),
        (HIDDEN | Items() | B3, [["3"]]),
        (HIDDEN | Items(), []),
    ],
)
async def test_rows(rows, keyboard, expected):
    assert await rows(keyboard) == expected


FIVE = (B1, B2, B3, B4, B5)
WORDS = tuple(map(button, ["one", "two", "threeandmore", "a", "b", "six"]))


@pytest.mark.parametrize(
    ("keyboard", "expected"),
    [
        (Group(*FIVE, width=(1, 2)), [["1"], ["2", "3"], ["4", "5"]]),
        (Group(*FIVE, width=(2, 1)), [["1", "2"], ["3"], ["4"], ["5"]]),
        (Group(*FIVE, width=[4]), [["1", "2", "3", "4"], ["5"]]),
        (Group(*FIVE, width=(9, 1)), [["1", "2", "3", "4", "5"]]),
        (Group(Row(B1, HIDDEN), B2, width=(1, 2)), [["1"], ["2"]]),
        (Group(width=(1, 2)), []),
        (
            Group(*WORDS, max_symbols=7),
            [["one", "two"], ["threeandmore"], ["a", "b", "six"]],
        ),
        (
            Group(*WORDS, max_symbols=7, width=2),
            [["one", "two"], ["threeandmore"], ["a"], ["b", "six"]],
        ),
        (
            Group(*WORDS, max_symbols=5, width=(1, 2)),
            [["one"], ["two"], ["threeandmore"], ["a", "b"], ["six"]],
        ),
        (Group(*FIVE, max_symbols=1), [["1"], ["2"], ["3"], ["4"], ["5"]]),
        (Group(max_symbols=1), []),
    ],
)
async def test_layouts(rows, keyboard, expected):
    assert await rows(keyboard) == expected


@pytest.mark.parametrize(
    "sizes",
    [
        {"width": -1},
        {"width": ()},
        {"width": (1, 0)},
        {"max_symbols": 0},
    ],
)
def test_sizes_that_are_none(sizes):
    with pytest.raises(ValueError, match="of <Group id=g> is"):
        Group(B1, id="g", **sizes)


def test_or_is_flat():
    first = B1 | B2

    assert first.widgets == (B1, B2)
    assert (first | B3).widgets == (B1, B2, B3)
    assert (B3 | first).widgets == (B3, B1, B2)
    assert B1.__ror__(B2).widgets == (B2, B1)
    assert first.__ror__(B3).widgets == (B3, B1, B2)
    assert first.widgets == (B1, B2)


def test_or_can_be_appended_to():
    same = either = Or(B1)

    either |= B2

    assert either is same
    assert either.widgets == (B1, B2)


@pytest.mark.parametrize(
    "wrap",
    [
        Group,
        Row,
        Column,
        Or,
        lambda *keyboards: Group(Group(*keyboards), id="outer"),
    ],
)
async def test_clicks_reach_the_first_that_takes_them(clicks, noted, wrap):
    first = button("1", on_click=noted, when="never")
    second = button("1", on_click=noted)

    assert await clicks(wrap(B2, first, second), "b1")

    assert [call[1] for call in noted.calls] == [first]


@pytest.mark.parametrize("wrap", [Group, Or])
async def test_items_and_strangers(clicks, manager, wrap):
    keyboard = wrap(B1, Items("a"))

    assert await clicks(keyboard, "items:a:b")
    assert manager.dialog_data == {"item": "a:b"}
    assert not await clicks(keyboard, "unknown")
    assert not await clicks(keyboard, "items")


async def test_own_and_item_data_do_not_collide(clicks, manager, noted):
    keyboard = Group(
        Button(Const(""), id="items", on_click=noted),
        Items("a"),
        Button(Const(""), id="items.b", on_click=noted),
    )

    assert await clicks(keyboard, "items")
    assert await clicks(keyboard, "items.b")
    assert len(noted.calls) == 2
    assert manager.dialog_data == {}


def test_keyboard_prefix():
    keyboard = Items("a")

    assert keyboard.callback_prefix() == "items:"
    assert keyboard._own_callback_data() == "items"
    assert keyboard._item_callback_data(1) == "items:1"
    assert Group().callback_prefix() is None
    assert Group(id="").callback_prefix() is None


@pytest.mark.parametrize("wrap", [Group, Or])
def test_find(wrap):
    inner = Group(B1, id="inner")
    tree = wrap(B2, inner)

    assert tree.find("inner") is inner
    assert tree.find("b1") is B1
    assert tree.find("b5") is None


def test_find_begins_with_the_own_id():
    group = Group(Group(id="a"), id="a")

    assert group.find("a") is group


def test_what_groups_remember():
    group = Group(B1, B2, width=2)

    assert (group.buttons, group.width) == ((B1, B2), 2)
    assert Column(B1).width == 1


def test_a_row_cannot_be_shorter_than_nothing():
    with pytest.raises(ValueError, match="`width` of <Group id=g> is -1"):
        Group(B1, id="g", width=-1)
