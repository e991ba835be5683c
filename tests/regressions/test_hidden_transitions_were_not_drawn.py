"""Buttons in lists, alternatives, handlers and hints were not seen."""

import pytest
from aiogram import Router

from aiogram_dialog import Dialog, Window
from aiogram_dialog.tools.transition_graph import build_graph
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import (
    Button,
    Cancel,
    ListGroup,
    Next,
    Start,
    Url,
)
from aiogram_dialog.widgets.text import Const


def edges_of(small, *widgets, **setup):
    router = Router()
    router.include_routers(
        Dialog(
            Window(Const("1"), *widgets, state=small.main.first, **setup),
            Window(Const("2"), state=small.main.second),
        ),
        Dialog(Window(Const("s"), Cancel(), state=small.sub.only)),
    )
    return [(it.source, it.target) for it in build_graph(router).edges]


@pytest.mark.parametrize(
    "widget",
    [
        ListGroup(Next(), id="l", item_id_getter=str, items="items"),
        Url(Const("u"), Const("https://example.com")) | Next(),
        Button(Const("b"), id="b", on_click=Next()),
        TextInput("t", on_success=Next()),
    ],
    ids=["list", "alternative", "handler", "input"],
)
def test_ways_that_can_be_seen(small, widget):
    assert edges_of(small, widget) == [("Main:first", "Main:second")]


def test_a_start_that_is_a_hint_is_a_start(small):
    hint = Start(Const(""), id="s", state=small.sub.only)

    assert edges_of(small, preview_add_transitions=[hint]) == [
        ("Main:first", "Sub:only"),
        ("Sub:only", "Main:first"),
    ]
