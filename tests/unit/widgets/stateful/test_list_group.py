from copy import deepcopy
from itertools import chain

import pytest
from aiogram import F

from aiogram_dialog.widgets.common.sub_manager import SubManager
from aiogram_dialog.widgets.kbd import (
    Button,
    Calendar,
    Checkbox,
    Counter,
    ListGroup,
    ManagedListGroup,
    Next,
    NumberedPager,
    Radio,
    RequestContact,
    Row,
    ScrollingGroup,
    Url,
)
from aiogram_dialog.widgets.kbd import Group as KeyboardGroup
from aiogram_dialog.widgets.text import Const, Format

ITEMS = [{"id": 1}, {"id": 2}, {"id": 3}]


def list_of(*buttons, items=ITEMS, **params):
    params.setdefault("item_id_getter", lambda item: item["id"])
    return ListGroup(*buttons, id="lg", items=items, **params)


def button(widget_id="b", text="b", **params):
    return Button(Const(text), widget_id, **params)


async def test_buttons_of_each_item(desk):
    at = desk(
        list_of(
            button(),
            Row(
                Checkbox(Const("+"), Const("-"), "ch"),
                Url(Const("u"), Const("http://u")),
            ),
            Radio(Const("*"), Const("."), "r", str, ["x", "y"]),
            page_size=2,
        ),
    )

    assert await at.sent() == [
        row
        for item in "12"
        for row in (
            [f"lg:{item}:b"],
            [f"lg:{item}:ch:0", None],
            [f"lg:{item}:r:x", f"lg:{item}:r:y"],
        )
    ]
    assert at.state == {
        "lg": {
            "": {"lg": 0},
            "1": {"ch": False, "r": None},
            "2": {"ch": False, "r": None},
        },
    }


async def test_data_of_an_item(desk):
    at = desk(
        list_of(
            Button(Format("{pos} {pos0} {item} {data[x]}"), "b"),
            button("odd", when=F["pos0"] % 2 == 1),
            items="it",
            item_id_getter=str,
            page_size=2,
        ),
        {"x": "!", "it": "abcd"},
        {"lg": {"": {"lg": 9}}},
    )

    assert await at.seen() == [
        ["3 2 c !>lg:c:b"],
        ["4 3 d !>lg:d:b"],
        ["b>lg:d:odd"],
    ]


async def test_all_items_without_pages(desk):
    at = desk(list_of(button()))

    assert await at.sent() == [["lg:1:b"], ["lg:2:b"], ["lg:3:b"]]
    assert at.state == {}
    assert await at.managed("lg").get_page_count({}) == 1


async def test_placeholders_stay(desk):
    at = desk(list_of(button(""), RequestContact(Const("c")), items=ITEMS[:1]))

    (placeholder,), (contact,) = await at.buttons()

    assert placeholder.callback_data == ""
    assert contact.request_contact


@pytest.mark.parametrize("item", ["2", "9"])
async def test_handlers_know_the_item(desk, item):
    seen = []

    async def handler(callback, widget, manager):
        seen.append((callback.data, repr(widget), type(manager)))
        seen.append((manager.item_id, manager.find("ch").is_checked()))

    at = desk(
        list_of(
            Checkbox(Const("+"), Const("-"), "ch", on_state_changed=handler),
        ),
    )

    assert await at.clicks(f"lg:{item}:ch:0")

    assert seen == [
        ("ch:0", "<ManagedCheckbox <Checkbox id=ch>>", SubManager),
        (item, True),
    ]
    assert at.state == {"lg": {item: {"ch": True}}}


async def test_events_from_inside_are_as_they_were_sent(desk, notes):
    at = desk(
        list_of(
            Counter(
                "c",
                on_click=notes.handler("click"),
                on_value_changed=notes.handler("changed"),
            ),
        ),
    )

    assert await at.clicks("lg:b:c:+")

    widget = "<ManagedCounter <Counter id=c>>"
    assert notes.take() == [
        ("click", "c:+", "bare", widget),
        ("changed", "lg:b:c:+", "as sent", widget),
    ]
    assert at.state == {"lg": {"b": {"c": 1}}}


@pytest.mark.parametrize(
    "data",
    ["lg", "lg:", "lg:b", "lg:1:b:c", "lg:1:stranger", "lg::::"],
)
async def test_clicks_on_nothing(desk, data):
    at = desk(list_of(button()))

    assert not await at.clicks(data)


@pytest.mark.parametrize(
    "kept",
    [{}, {"lg": {}}, {"lg": {"1": {"ch": True}}}, {"other": 1}],
)
@pytest.mark.parametrize(
    "data",
    ["lg:9:x", "lg:1:x", "lg:9:c:x", "lg:a:b:c:YEAR0", "lg:9:in:8:c:x"],
)
async def test_clicks_on_nothing_leave_nothing(desk, kept, data):
    # A calendar looks at its state before it knows what was clicked.
    at = desk(
        list_of(
            Checkbox(Const("+"), Const("-"), "ch"),
            Calendar("c"),
            ListGroup(
                Calendar("c"),
                id="in",
                item_id_getter=str,
                items=[1],
            ),
        ),
        state=deepcopy(kept),
    )

    assert not await at.clicks(data)
    assert at.state == kept


async def test_clicks_do_not_make_very_many_rows(desk, notes):
    many = {str(number): {} for number in range(999)}
    at = desk(
        list_of(
            Checkbox(
                Const("+"),
                Const("-"),
                "ch",
                on_click=notes.handler("click"),
            ),
        ),
        state={"lg": many},
    )

    assert await at.clicks("lg:a:ch:0")
    assert len(at.state["lg"]) == 1000
    assert notes.names() == ["click"]

    assert not await at.clicks("lg:b:ch:0")
    assert notes.names() == []
    assert await at.clicks("lg:7:ch:0")
    assert await at.clicks("lg:a:ch:1")
    assert len(at.state["lg"]) == 1000

    # What is drawn is there.
    await at.buttons()
    assert await at.clicks("lg:1:ch:0")


async def test_handlers_may_forget_the_list(desk):
    async def handler(event, widget, manager):
        at.state.clear()

    at = desk(list_of(button(on_click=handler)))

    assert await at.clicks("lg:1:b")
    assert at.state == {}


def test_no_size():
    with pytest.raises(ValueError, match="<ListGroup id=lg> is -1"):
        list_of(button(), page_size=-1)


@pytest.mark.parametrize(
    ("item", "data"),
    [("a:b", "b"), (":", "b"), ("", "b"), ("b:b:b", "b"), ("x", "c:d:e")],
)
async def test_ids_of_items_may_have_colons(desk, item, data):
    seen = []

    async def handler(callback, widget, manager, *args):
        seen.append((manager.item_id, callback.data))

    at = desk(
        list_of(
            button(on_click=handler),
            Radio(
                Const("*"),
                Const("."),
                "c",
                str,
                ["d:e"],
                on_click=handler,
            ),
            item_id_getter=str,
            items=[item],
        ),
    )
    assert f"lg:{item}:{data}" in chain.from_iterable(await at.sent())

    assert await at.clicks(f"lg:{item}:{data}")
    assert seen == [(item, data)]


async def test_scrolls_inside(desk):
    group = ScrollingGroup(button("q"), button("w"), id="sg", height=1)
    at = desk(list_of(group, NumberedPager("sg"), items=ITEMS[:1]))

    assert (await at.sent())[-1] == ["lg:1:__pager__:0", "lg:1:__pager__:1"]

    assert await at.clicks("lg:1:__pager__:1")
    assert await at.clicks("lg:2:sg:5")

    assert at.state == {"lg": {"1": {"sg": 1}, "2": {"sg": 5}}}
    assert (await at.sent())[0] == ["lg:1:w"]


async def test_lists_inside(desk):
    inner = ListGroup(
        Checkbox(Const("+"), Const("-"), "c"),
        id="in",
        item_id_getter=str,
        items=["y"],
    )
    at = desk(list_of(inner, items=ITEMS[:1]))

    assert await at.seen() == [["->lg:1:in:y:c:0"]]
    assert await at.clicks("lg:1:in:y:c:0")
    assert at.state == {"lg": {"1": {"in": {"y": {"c": True}}}}}


async def test_going_elsewhere(desk):
    at = desk(list_of(Next()))

    assert await at.clicks("lg:1:__next__")
    assert at.manager.calls == [("next", None)]


async def test_turning(desk, notes):
    root = KeyboardGroup(
        list_of(
            button(),
            page_size=2,
            on_page_changed=notes.handler("page"),
        ),
        NumberedPager("lg"),
    )
    at = desk(root)
    assert (await at.sent())[-1] == ["__pager__:0", "__pager__:1"]

    assert await at.clicks("__pager__:1")

    assert at.state == {"lg": {"": {"lg": 1}}}
    assert await at.sent() == [["lg:3:b"], ["__pager__:0", "__pager__:1"]]
    assert notes.take() == [
        (
            "page",
            "__pager__:1",
            "as sent",
            "<ManagedListGroup <ListGroup id=lg>>",
        ),
    ]


async def test_managed(desk):
    at = desk(
        KeyboardGroup(
            list_of(KeyboardGroup(Counter("c")), page_size=2),
        ),
    )
    managed = at.managed("lg")

    await managed.set_page(1)
    await managed.find_for_item("c", "2").set_value(7)

    assert isinstance(managed, ManagedListGroup)
    assert await managed.get_page() == 1
    assert await managed.get_page_count({}) == 2
    assert managed.find_for_item("stranger", "2") is None
    assert managed.find_for_item("lg", "2").manager.item_id == "2"
    assert at.state == {"lg": {"": {"lg": 1}, "2": {"c": 7}}}
    # Found from outside, a widget is of no item.
    assert at.managed("c").get_value() == 0
    assert "c" not in at.state


async def test_failing_items_are_named(desk):
    at = desk(list_of(Button(Format("{x}"), "b")))

    with pytest.raises(KeyError) as caught:
        await at.buttons()
    # Notes came with Python 3.11.
    assert getattr(caught.value, "__notes__", None) in (
        None,
        ["at <Format '{x}'>", "at <Button id=b>", "at <ListGroup id=lg>"],
    )
