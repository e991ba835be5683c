import pytest

from aiogram_dialog.widgets.kbd import Checkbox
from aiogram_dialog.widgets.kbd.checkbox import BaseCheckbox
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.text import Const, Format

WIDGET = "<ManagedCheckbox <Checkbox id=x>>"


@pytest.fixture
def at(desk, notes):
    return desk(
        Checkbox(
            Format("on {a}"),
            Const("off"),
            "x",
            on_click=notes.handler("click"),
            on_state_changed=notes.handler("changed"),
            checked_style=Style("success"),
        ),
        {"a": 1},
    )


async def test_life(at, notes):
    told = [
        ("click", "x:0", "bare", WIDGET),
        ("changed", "x:0", "bare", WIDGET),
    ]

    assert await at.seen() == [["off>x:0"]]
    assert at.state == {"x": False}

    assert await at.clicks("x:0")
    assert at.state == {"x": True}
    assert notes.take() == told
    assert await at.seen() == [["on 1>x:1"]]

    # The message was late: the same button once more.
    assert await at.clicks("x:0")
    assert at.state == {"x": True}
    assert notes.take() == told


@pytest.mark.parametrize("data", ["x:1", "x:zz"])
async def test_off(at, notes, data):
    at.state["x"] = True

    assert await at.clicks(data)

    assert at.state == {"x": False}
    assert notes.names() == ["click", "changed"]


async def test_own_id_is_no_click(at, notes):
    assert not await at.clicks("x")
    assert at.state == {}
    assert notes.take() == []


async def test_from_code(at, notes):
    checkbox = at.managed("x")

    await checkbox.set_checked(True)
    await checkbox.set_checked(True)

    assert checkbox.is_checked()
    told = ("changed", "elsewhere", "as sent", WIDGET)
    assert notes.take() == [told, told]


async def test_style(at):
    assert await at.styles() == [[None]]

    at.state["x"] = True

    assert await at.styles() == [["success"]]


async def test_default(desk):
    at = desk(Checkbox(Const("on"), Const("off"), "x", default=True))

    assert await at.seen() == [["on>x:1"]]
    assert at.state == {"x": True}


async def test_state_kept_elsewhere(desk, notes):
    class Lamp(BaseCheckbox):
        lit = False

        def is_checked(self, manager):
            return self.lit

        async def set_checked(self, event, checked, manager):
            self.lit = checked

    lamp = Lamp(
        Const("on"),
        Const("off"),
        "x",
        on_click=notes.handler("click"),
    )
    at = desk(lamp)

    assert await at.clicks("x:0")

    assert await at.seen() == [["on>x:1"]]
    assert notes.take() == [("click", "x:0", "bare", "<Lamp id=x>")]
    assert at.state == {}
