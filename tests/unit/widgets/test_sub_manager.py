import pytest

from aiogram_dialog import DialogManager, SubManager
from aiogram_dialog.api.entities import ShowMode, StartMode
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Button, Group
from aiogram_dialog.widgets.text import Const


@pytest.fixture
def item():
    return Group(Button(Const("a"), id="a"), id="row")


@pytest.fixture
def sub(manager, item):
    manager.root = Group(item, Button(Const("b"), id="outer"))
    return SubManager(
        widget=item,
        manager=manager,
        widget_id="list",
        item_id="7",
    )


def test_it_is_a_manager(sub, manager, item):
    assert DialogManager in type(sub).__mro__
    assert (sub.widget, sub.manager) == (item, manager)
    assert (sub.widget_id, sub.item_id) == ("list", "7")


def test_widgets_of_an_item_have_a_state_of_their_own(sub, manager):
    field = TextInput("name")

    field.set_widget_data(manager, "outer")
    field.set_widget_data(sub, "inner")

    assert manager.widget_data == {
        "name": "outer",
        "list": {"7": {"name": "inner"}},
    }
    assert field.get_value(sub) == "inner"
    assert field.get_value(manager) == "outer"


def test_items_do_not_share_their_state(sub, manager, item):
    other = SubManager(item, manager, "list", "8")
    field = TextInput("name")

    field.set_widget_data(sub, "seven")
    field.set_widget_data(other, "eight")

    assert manager.widget_data["list"] == {
        "7": {"name": "seven"},
        "8": {"name": "eight"},
    }


def test_lists_in_lists(sub, manager, item):
    inner = SubManager(item, sub, "inner", "1")

    TextInput("name").set_widget_data(inner, "deep")

    assert manager.widget_data == {
        "list": {"7": {"inner": {"1": {"name": "deep"}}}},
    }
    assert inner.find_in_parent("a") is sub.find("a")


def test_everything_else_of_the_context_is_shared(sub, manager):
    sub.dialog_data["x"] = 1
    sub.current_context().dialog_data["y"] = 2
    context = sub.current_context()

    assert manager.dialog_data == {"x": 1, "y": 2}
    assert context == manager.current_context()
    assert context.state is manager.current_context().state
    assert sub.start_data is manager.start_data


def test_changing_the_copy_changes_nothing(sub, manager, states):
    sub.current_context().state = states.second

    assert manager.current_context().state == states.first


def test_find(sub, item):
    assert sub.find("a") is item.buttons[0]
    assert sub.find("row") is item
    assert sub.find("outer").widget_id == "outer"
    assert sub.find("nobody") is None
    assert sub.find_in_parent("outer").widget_id == "outer"
    assert sub.find_in_parent("nobody") is None


def test_what_is_found_has_the_state_of_the_item(manager):
    field = TextInput("name")
    sub = SubManager(field, manager, "list", "7")
    field.set_widget_data(manager, "outer")
    field.set_widget_data(sub, "inner")

    assert sub.find("name").get_value() == "inner"


def test_what_it_shows_of_the_manager(sub, manager):
    manager.preview = True

    assert sub.event is manager.event
    assert sub.middleware_data is manager.middleware_data
    assert sub.current_stack() is manager.current_stack()
    assert sub.has_context()
    assert sub.is_preview()


def test_show_mode(sub, manager):
    assert sub.show_mode is ShowMode.AUTO

    sub.show_mode = ShowMode.SEND

    assert manager.show_mode is ShowMode.SEND
    assert sub.show_mode is ShowMode.SEND


async def test_load_data(sub, manager):
    assert await sub.load_data() == {"dialog_data": manager.dialog_data}


MODE = ShowMode.EDIT


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda sub: sub.done("r", MODE), ("done", "r", MODE)),
        (lambda sub: sub.done(), ("done", None, None)),
        (lambda sub: sub.next(MODE), ("next", MODE)),
        (lambda sub: sub.back(MODE), ("back", MODE)),
        (lambda sub: sub.show(MODE), ("show", MODE)),
        (lambda sub: sub.update({"a": 1}, MODE), ("update", {"a": 1}, MODE)),
        (lambda sub: sub.mark_closed(), ("mark_closed",)),
        (lambda sub: sub.reset_stack(False), ("reset_stack", False)),
        (lambda sub: sub.answer_callback(), ("answer_callback",)),
        (lambda sub: sub.close_manager(), ("close_manager",)),
    ],
)
async def test_what_it_hands_on(sub, manager, call, expected):
    await call(sub)

    assert manager.calls == [expected]


async def test_switching(sub, manager, states):
    await sub.switch_to(states.second, MODE)

    assert manager.calls == [("switch_to", states.second, MODE)]


async def test_start(sub, manager):
    started = []

    async def start(**kwargs) -> None:
        started.append(kwargs)

    manager.start = start
    arguments = {
        "state": "state",
        "data": {"a": 1},
        "mode": StartMode.NEW_STACK,
        "show_mode": MODE,
        "access_settings": None,
    }

    await sub.start(**arguments)

    assert started == [arguments]


def test_background(sub, manager):
    arguments = {
        "user_id": 1,
        "chat_id": 2,
        "stack_id": "s",
        "thread_id": None,
        "business_connection_id": None,
        "load": True,
    }

    assert sub.bg(**arguments) is manager
    assert manager.calls == [("bg", arguments)]


async def test_foreground(sub):
    async with sub.fg() as entered:
        assert entered is sub
