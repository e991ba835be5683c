import pytest

from aiogram_dialog.widgets.kbd import Counter
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.text import Const, Format

WIDGET = "<ManagedCounter <Counter id=c>>"


@pytest.fixture
def at(desk, notes):
    return desk(
        Counter(
            "c",
            max_value=2,
            on_click=notes.handler("click"),
            on_text_click=notes.handler("text"),
            on_value_changed=notes.handler("changed"),
        ),
    )


async def test_life(at, notes):
    assert await at.seen() == [["->c:-", "0>c:", "+>c:+"]]
    assert at.state == {}

    assert await at.clicks("c:+")
    assert notes.take() == [
        ("click", "c:+", "bare", WIDGET),
        ("changed", "c:+", "as sent", WIDGET),
    ]
    assert at.state == {"c": 1}

    assert await at.clicks("c:+")
    assert await at.clicks("c:+")
    assert notes.names() == ["click", "changed", "click"]
    assert await at.seen() == [["->c:-", "2>c:", "+>c:+"]]


@pytest.mark.parametrize(
    ("data", "names"),
    [("c:", ["click", "text"]), ("c:x", ["click"]), ("c:-", ["click"])],
)
async def test_clicks_that_change_nothing(at, notes, data, names):
    assert await at.clicks(data)
    assert at.state == {}
    assert notes.names() == names


async def test_own_id_is_no_click(at):
    assert not await at.clicks("c")


@pytest.mark.parametrize(
    ("limits", "clicks", "values"),
    [
        (
            {"default": 1.5, "increment": 0.5, "min_value": 1, "max_value": 2},
            "--+",
            [1.0, 2, 1],
        ),
        ({"default": 8, "increment": 4, "max_value": 10}, "+-", [0, 10]),
    ],
)
async def test_cycle(desk, limits, clicks, values):
    at = desk(Counter("c", cycle=True, **limits))

    for item, value in zip(clicks, values, strict=True):
        await at.clicks(f"c:{item}")
        assert at.state == {"c": value}


async def test_from_code(at, notes):
    counter = at.managed("c")

    await counter.set_value(2)
    await counter.set_value(2)
    await counter.set_value(3)
    await counter.set_value(-1)

    assert counter.get_value() == 2
    assert notes.names() == ["changed", "changed"]


async def test_texts(desk):
    at = desk(
        Counter(
            "c",
            minus=None,
            text=Format("{value} of {data[max]}"),
            plus=Format("more than {max}"),
            plus_style=Style("success"),
            value_style=Style("danger"),
        ),
        {"max": 9},
    )

    ((value, plus),) = await at.buttons()

    assert (value.text, value.style) == ("0 of 9", "danger")
    assert (plus.text, plus.style) == ("more than 9", "success")


async def test_no_texts(desk):
    at = desk(Counter("c", plus=None, minus=None, text=None))

    assert await at.seen() == [[]]


def test_limits_without_a_number_between():
    with pytest.raises(ValueError, match="No number is between"):
        Counter("c", min_value=5, max_value=1, text=Const("x"))
