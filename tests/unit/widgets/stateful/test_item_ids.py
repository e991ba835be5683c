"""Ids of items: by a field, a magic filter or a function."""

from collections import UserDict
from dataclasses import dataclass

import pytest
from aiogram import F

from aiogram_dialog.widgets.common.item_id import ItemIdGetter
from aiogram_dialog.widgets.kbd import (
    Button,
    ListGroup,
    Multiselect,
    Radio,
    Select,
    Toggle,
    list_group,
    select,
)
from aiogram_dialog.widgets.text import Const

X = Const("x")


@dataclass
class Fruit:
    key: int

    # Mappings have names of their own, like `keys`.
    keys = "none"


def make_list(getter, items):
    return ListGroup(
        Button(X, "b"), id="w", item_id_getter=getter, items=items
    )


MAKERS = {
    "Select": lambda getter, items: Select(X, "w", getter, items),
    "Radio": lambda getter, items: Radio(X, X, "w", getter, items),
    "Multiselect": lambda getter, items: Multiselect(X, X, "w", getter, items),
    "Toggle": lambda getter, items: Toggle(X, "w", getter, items),
    "ListGroup": make_list,
}
every_widget = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)


@every_widget
@pytest.mark.parametrize(
    ("getter", "item"),
    [
        ("key", {"key": 7}),
        ("keys", {"keys": 7}),
        ("key", UserDict(key=7)),
        ("key", Fruit(7)),
        (F["key"], {"key": 7}),
        (F.key, Fruit(7)),
        (F[1], ("x", 7)),
        (F, 7),
        (str, 7),
        (lambda item: item.key, Fruit(7)),
    ],
)
async def test_id_of_an_item(desk, make, getter, item):
    widget = make(getter, [item])

    ((sent,),) = await desk(widget).sent()

    assert sent.startswith("w:7")
    assert str(widget.item_id_getter(item)) == "7"


async def no_getter(item):
    return 7


@every_widget
@pytest.mark.parametrize("getter", [None, 0, ["key"], no_getter])
def test_what_is_no_getter(make, getter):
    with pytest.raises(TypeError, match=r"`item_id_getter` of <\w+ id=w> is"):
        make(getter, [])


@every_widget
@pytest.mark.parametrize(
    ("item", "error"),
    [({"id": 1}, KeyError), (Fruit(1), AttributeError)],
)
async def test_items_without_the_field(desk, make, item, error):
    with pytest.raises(error, match="absent"):
        await desk(make("absent", [item])).buttons()


def test_aliases_are_where_they_were():
    for module in (list_group, select, select.base):
        assert module.ItemIdGetter is ItemIdGetter
