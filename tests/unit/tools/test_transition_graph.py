from types import SimpleNamespace

import pytest
from aiogram import Router
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, Window, setup_dialogs
from aiogram_dialog.tools.transition_graph import (
    Edge,
    EdgeKind,
    Node,
    build_graph,
)
from aiogram_dialog.widgets.input import MessageInput, TextInput
from aiogram_dialog.widgets.kbd import (
    Back,
    Button,
    Calendar,
    Cancel,
    Checkbox,
    Counter,
    ListGroup,
    Next,
    Row,
    ScrollingGroup,
    Select,
    Start,
    SwitchTo,
)
from aiogram_dialog.widgets.kbd.base import Keyboard
from aiogram_dialog.widgets.text import Const, Format


class Main(StatesGroup):
    one = State()
    two = State()
    three = State()


class Sub(StatesGroup):
    only = State()


def to_three(widget_id="to_three"):
    return SwitchTo(Const("3"), id=widget_id, state=Main.three)


def graph_of(*widgets, **setup):
    """Return the graph of a dialog whose second window has these."""
    return build_graph(
        Dialog(
            Window(Const("1"), state=Main.one),
            Window(Const("2"), *widgets, state=Main.two, **setup),
            Window(Const("3"), state=Main.three),
        ),
    )


def edges_of(*widgets, **setup):
    graph = graph_of(*widgets, **setup)
    return [(it.kind.value, it.target) for it in graph.edges]


def test_the_graph_of_a_bot(shop):
    graph = build_graph(shop.router)

    assert graph.clusters == ("Shop", "Help")
    assert graph.nodes == (
        Node("Shop:list", "list", "Shop"),
        Node("Shop:item", "item", "Shop"),
        Node("Shop:paid", "paid", "Shop"),
        Node("Help:only", "only", "Help"),
        Node("Elsewhere:away", "Elsewhere:away", None),
    )
    assert graph.edges == (
        Edge("Shop:list", "Shop:item", EdgeKind.NEXT),
        Edge("Shop:list", "Shop:paid", EdgeKind.SWITCH),
        Edge("Shop:item", "Help:only", EdgeKind.START),
        Edge("Shop:item", "Elsewhere:away", EdgeKind.START),
        Edge("Shop:item", "Shop:list", EdgeKind.BACK),
        Edge("Shop:paid", "Shop:list", EdgeKind.SWITCH),
        Edge("Help:only", "Shop:item", EdgeKind.CANCEL),
    )


def test_dialogs_that_are_included_deeply(shop):
    root = Router()
    root.include_router(shop.router)
    setup_dialogs(root)

    assert build_graph(root).clusters == (
        *("Shop", "Help", "AiogramDialogStates"),
    )


def test_an_empty_router():
    graph = build_graph(Router())

    assert (graph.clusters, graph.nodes, graph.edges) == ((), (), ())


THREE = [("switch", "Main:three")]


@pytest.mark.parametrize(
    "widget",
    [
        to_three(),
        Row(to_three()),
        ScrollingGroup(Row(to_three()), id="s", width=1, height=1),
        ListGroup(
            Row(to_three()),
            id="l",
            item_id_getter=str,
            items="items",
        ),
        Button(Const("a"), id="a") | to_three(),
        Button(Const("a"), id="a", on_click=to_three()),
        Select(
            Format("{item}"),
            id="a",
            item_id_getter=str,
            items="items",
            on_click=to_three(),
        ),
        Calendar("a", on_click=to_three()),
        Checkbox(Const("+"), Const("-"), "a", on_state_changed=to_three()),
        Counter("a", on_value_changed=to_three()),
        ScrollingGroup(id="a", width=1, height=1, on_page_changed=to_three()),
        TextInput("a", on_success=to_three()),
        TextInput("a", on_error=to_three()),
        MessageInput(to_three()),
    ],
    ids=lambda widget: type(widget).__name__,
)
def test_buttons_are_found_wherever_they_are(widget):
    assert edges_of(widget) == THREE


def test_several_inputs():
    assert edges_of(MessageInput(None), MessageInput(to_three())) == THREE


def test_a_button_that_calls_another_one():
    assert edges_of(Next(on_click=Back())) == [
        ("next", "Main:three"),
        ("back", "Main:one"),
    ]


def test_a_widget_of_ones_own():
    class Frame(Keyboard):
        def __init__(self, inner):
            super().__init__()
            self._inner = inner

        async def _render_keyboard(self, data, manager):
            return []

        def inner_widgets(self):
            return [self._inner]

    assert edges_of(Frame(Row(to_three()))) == THREE


def test_hints():
    assert edges_of(preview_add_transitions=[Row(to_three())]) == THREE


def test_what_is_said_twice_is_drawn_once():
    assert edges_of(to_three("a"), to_three("b")) == THREE


def test_the_order_is_that_of_the_windows():
    graph = build_graph(
        Dialog(
            Window(Const("3"), Next(), state=Main.three),
            Window(Const("1"), Back(), state=Main.one),
        ),
    )

    assert graph.edges == (
        Edge("Main:three", "Main:one", EdgeKind.NEXT),
        Edge("Main:one", "Main:three", EdgeKind.BACK),
    )


def test_a_state_without_a_window():
    graph = graph_of(SwitchTo(Const("x"), id="x", state=State("x")))

    assert graph.members(None) == [Node("@:x", "@:x", None)]


def test_where_cancel_leads_to():
    router = Router()
    router.include_routers(
        Dialog(
            Window(
                Const("1"),
                Start(Const("s"), id="a", state=Sub.only),
                Start(Const("s"), id="b", state=Sub.only),
                state=Main.one,
            ),
            Window(
                Const("2"),
                Cancel(),
                state=Main.two,
                preview_add_transitions=[
                    Start(Const(""), id="s", state=Sub.only),
                ],
            ),
        ),
        Dialog(Window(Const("s"), Cancel(), state=Sub.only)),
    )

    graph = build_graph(router)

    assert [it for it in graph.edges if it.kind is EdgeKind.CANCEL] == [
        Edge("Sub:only", "Main:one", EdgeKind.CANCEL),
        Edge("Sub:only", "Main:two", EdgeKind.CANCEL),
    ]


def test_windows_of_ones_own():
    class Bare:
        def get_state(self):
            return Main.one

    assert build_graph(Dialog(Bare())).edges == ()


def test_buttons_of_ones_own_lead_nowhere_known():
    class Odd(Next):
        """Go somewhere else."""

    class Slotted:
        __slots__ = ()

    window = SimpleNamespace(get_state=lambda: Main.one, keyboard=Slotted())

    assert edges_of(Odd()) == [("next", "Main:three")]
    assert build_graph(Dialog(window)).edges == ()
