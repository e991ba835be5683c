import pytest
from aiogram import F

from aiogram_dialog.api.internal import TextWidget
from aiogram_dialog.widgets.common import (
    Whenable,
    new_case_field,
    new_magic_selector,
    true_condition,
)
from aiogram_dialog.widgets.common.case import make_selector
from aiogram_dialog.widgets.common.when import new_when_field, new_when_magic
from aiogram_dialog.widgets.kbd import Button, Group
from aiogram_dialog.widgets.kbd.base import Or
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.media import StaticMedia
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.text import Const


@pytest.mark.parametrize(
    ("when", "data", "expected"),
    [
        (None, {}, True),
        ("x", {"x": 1}, True),
        ("x", {"x": 0}, False),
        ("x", {}, False),
        (F["x"] == 1, {"x": 1}, True),
        (F["x"] == 1, {"x": 2}, False),
        (F["x"], {}, False),
        (~F["x"], {}, True),
        (F["data"]["x"], {"data": {"x": 1}}, True),
        (lambda data, *_: data["x"], {"x": "yes"}, True),
        (lambda data, *_: data["x"], {"x": ""}, False),
    ],
)
def test_condition(manager, when, data, expected):
    assert bool(Whenable(when).is_(data, manager)) is expected


def test_predicates_get_all_there_is(manager):
    seen = []

    def predicate(data, widget, manager):
        seen.append((data, widget, manager))
        return True

    text = Const("a", when=predicate)
    data = {"x": 1}

    assert text.is_(data, manager)
    assert seen == [(data, text, manager)]


@pytest.mark.parametrize("when", [True, 1, [], object()])
def test_what_is_no_condition_is_refused(when):
    with pytest.raises(TypeError, match=r"F\['name'\]"):
        Const("a", when=when)


def test_the_usual_condition_is_the_cheapest():
    assert Const("a").condition is true_condition
    assert true_condition({}, Const("a"), None)


def test_conditions_by_hand(manager):
    assert new_when_field("x")({"x": "y"}, Const(""), manager) is True
    assert new_when_magic(F["x"])({"x": ""}, Const(""), manager) is False


@pytest.mark.parametrize(
    ("render", "hidden"),
    [
        (lambda *args: Const("a", when="x").render_text(*args), ""),
        (lambda *args: Group(when="x").render_keyboard(*args), []),
        (
            lambda *args: Button(
                Const("a"),
                id="a",
                when="x",
            ).render_keyboard(*args),
            [],
        ),
        (
            lambda *args: StaticMedia(url="a", when="x").render_media(*args),
            None,
        ),
        (
            lambda *args: LinkPreview(when="x").render_link_preview(*args),
            None,
        ),
        (lambda *args: Style("danger", when="x").render_style(*args), None),
        (lambda *args: Style(None, "1", when="x").render_emoji(*args), None),
    ],
)
async def test_what_hidden_widgets_render(manager, render, hidden):
    assert await render({}, manager) == hidden
    assert await render({"x": True}, manager) is not hidden


async def test_clicks_on_hidden_buttons_count(clicks, noted):
    button = Button(Const("a"), id="a", on_click=noted, when="never")

    assert await clicks(Or(button), "a")
    assert len(noted.calls) == 1


@pytest.mark.parametrize(
    ("selector", "data", "expected"),
    [
        ("x", {"x": 1}, 1),
        ("x", {}, None),
        (F["x"].len(), {"x": "abc"}, 3),
        (F["x"], {}, None),
        (lambda data, *_: len(data), {"x": 1}, 1),
    ],
)
def test_selector(manager, selector, data, expected):
    widget: TextWidget = Const("")

    assert make_selector(selector)(data, widget, manager) == expected


def test_selectors_by_hand(manager):
    assert new_case_field("x")({"x": 1}, None, manager) == 1
    assert new_magic_selector(F["x"])({"x": 2}, None, manager) == 2


def test_what_is_no_selector_is_refused():
    with pytest.raises(TypeError, match="`selector` is 5"):
        make_selector(5)
