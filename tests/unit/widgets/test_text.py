import pytest
from aiogram import F

from aiogram_dialog.widgets.text import Const, Format, Multi
from aiogram_dialog.widgets.text.base import Or, Text

A, B, C = Const("a"), Const("b"), Const("c")
HIDDEN = Const("hidden", when="never")
EMPTY = Const("")


def shape(text: Text) -> object:
    """Return how texts are nested."""
    if isinstance(text, Multi):
        return [text.sep, *map(shape, text.texts)]
    if isinstance(text, Or):
        return ["|", *map(shape, text.widgets)]
    return text.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (A, "a"),
        (EMPTY, ""),
        (HIDDEN, ""),
        (Const("{x}"), "{x}"),
        (Format("{x}!"), "1!"),
        (Format("{x:>3}"), "  1"),
        (Format("{d[k]} {d!r}"), "v {'k': 'v'}"),
        (Multi(A, B), "a\nb"),
        (Multi(A, HIDDEN, EMPTY, B, sep=" "), "a b"),
        (Multi(), ""),
        (Multi(A, when=F["x"] == 2), ""),
        (Or(HIDDEN, EMPTY, B, C), "b"),
        (Or(HIDDEN), ""),
        (Or(), ""),
    ],
)
async def test_render(text_of, text, expected):
    assert await text_of(text, x=1, d={"k": "v"}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (A + B, ["", "a", "b"]),
        (A + "b", ["", "a", "b"]),
        ("a" + B, ["", "a", "b"]),
        (A + B + C, ["", "a", "b", "c"]),
        (A + (B + C), ["", "a", "b", "c"]),
        ("x" + (B + C), ["", "x", "b", "c"]),
        ((A + B) + (B + C), ["", "a", "b", ["", "b", "c"]]),
        (Multi(A, B) + C, ["", ["\n", "a", "b"], "c"]),
        (A + Multi(B, C), ["", "a", ["\n", "b", "c"]]),
        ("x" + Multi(B, C), ["", "x", ["\n", "b", "c"]]),
        (
            Multi(A, sep="", when="x") + B,
            ["", ["", "a"], "b"],
        ),
        (
            A + Multi(B, sep="", when="x"),
            ["", "a", ["", "b"]],
        ),
        (A | B, ["|", "a", "b"]),
        (A | "b", ["|", "a", "b"]),
        ("a" | B, ["|", "a", "b"]),
        (A | B | C, ["|", "a", "b", "c"]),
        (A | (B | C), ["|", "a", "b", "c"]),
        ("x" | (B | C), ["|", "x", "b", "c"]),
        ((A | B) | (B | C), ["|", "a", "b", ["|", "b", "c"]]),
        (A + B | C, ["|", ["", "a", "b"], "c"]),
        ((A | B) + C, ["", ["|", "a", "b"], "c"]),
    ],
)
def test_operators(text, expected):
    assert shape(text) == expected


def test_operators_leave_their_operands_alone():
    left, right = A + B, A | B

    left + C
    right | C

    assert shape(left) == ["", "a", "b"]
    assert shape(right) == ["|", "a", "b"]


def test_appending_changes_the_text_itself():
    multi = same_multi = Multi(A, sep=" ")
    either = same_or = Or(A)

    multi += "b"
    multi += C
    either |= "b"
    either |= C

    assert multi is same_multi
    assert shape(multi) == [" ", "a", "b", "c"]
    assert either is same_or
    assert shape(either) == ["|", "a", "b", "c"]


async def test_format_without_a_value(text_of):
    with pytest.raises(KeyError, match="name"):
        await text_of(Format("Hello, {name}"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{known}", "1"),
        ("{known:>3}", "  1"),
        ("{known!r}", "1"),
        ("{name}", "{name}"),
        ("{name:>5}", "{name:>5}"),
        ("{name!r}", "{name!r}"),
        ("{name!r:>5}", "{name!r:>5}"),
        ("{a[1].b:>5}", "{a[1].b:>5}"),
        ("{d[absent]}", "{d[absent]}"),
        ("{d.absent}", "{d.absent}"),
        ("{known[0]}", "{known[0]}"),
        ("{items[5]}", "{items[5]}"),
        ("{{name}}", "{name}"),
    ],
)
async def test_preview_shows_places(text_of, manager, text, expected):
    manager.preview = True

    rendered = await text_of(Format(text), known=1, d={}, items=[])

    assert rendered == expected


class Named(Const):
    """Be a text that can be found."""

    def find(self, widget_id):
        return self if widget_id == self.text else None


@pytest.mark.parametrize("join", [Multi, Or])
def test_find(join):
    inner = Named("inner")
    tree = join(A, join(B, inner))

    assert tree.find("inner") is inner
    assert tree.find("absent") is None
    assert A.find("a") is None


def test_a_text_is_its_own_state(manager):
    assert A.managed(manager) is A
