import pytest
from aiogram import Router
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, Window
from aiogram_dialog.api.exceptions import InvalidWidgetIdError
from aiogram_dialog.widgets.common import (
    Actionable,
    BaseWidget,
    ManagedWidget,
)
from aiogram_dialog.widgets.input import MessageInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Group, Keyboard, PrevPage, Url
from aiogram_dialog.widgets.text import Const


@pytest.mark.parametrize(
    "widget_id",
    ["a.b_1", "123", "__x__", "com.site.id", "A", "", None],
)
def test_valid(widget_id):
    assert Actionable(widget_id).widget_id == widget_id


@pytest.mark.parametrize(
    "widget_id",
    ["a b", "a:b", "птичка", "a\n", "\n", "a-b", "٣", "a\x1db"],
)
@pytest.mark.parametrize(
    "make",
    [
        Actionable,
        lambda widget_id: Button(Const(""), id=widget_id),
        lambda widget_id: Group(id=widget_id),
        lambda widget_id: Url(Const(""), Const(""), id=widget_id),
        lambda widget_id: MessageInput(None, id=widget_id),
        TextInput,
    ],
)
def test_invalid(make, widget_id):
    with pytest.raises(InvalidWidgetIdError) as caught:
        make(widget_id)

    assert str(caught.value).startswith(f"Invalid widget id: {widget_id}")


def test_find():
    widget = Actionable("a")

    assert widget.find("a") is widget
    assert widget.find("b") is None
    assert Actionable().find("a") is None
    assert BaseWidget().find("a") is None


def test_repr(manager):
    button = Button(Const(""), id="b")

    assert repr(Actionable("a")) == "<Actionable id=a>"
    assert repr(button) == "<Button id=b>"
    assert repr(TextInput("t").managed(manager)) == (
        "<ManagedTextInput <TextInput id=t>>"
    )


def test_reading_keeps_the_default(manager):
    widget = Actionable("a")

    assert widget.get_widget_data(manager, [1]) == [1]
    assert manager.widget_data == {"a": [1]}

    widget.set_widget_data(manager, 5)

    assert widget.get_widget_data(manager, [1]) == 5
    assert manager.widget_data == {"a": 5}


def test_managed_widgets_have_all_of_their_widget(manager):
    widget = Actionable("a")
    managed = ManagedWidget(widget, manager)

    assert managed.widget is widget
    assert managed.manager is manager
    assert managed.widget_id == "a"
    assert managed.find("a") is widget
    with pytest.raises(AttributeError, match="nonsense"):
        managed.nonsense  # noqa: B018 - it is the asking that counts


def test_a_managed_widget_that_is_not_made_yet():
    half_made = ManagedWidget.__new__(ManagedWidget)

    with pytest.raises(AttributeError, match="widget"):
        half_made.widget_id  # noqa: B018 - it is the asking that counts


def test_widgets_without_state_are_their_own(manager):
    button = Button(Const(""), id="b")

    assert button.managed(manager) is button


def test_an_id_is_a_text():
    with pytest.raises(TypeError, match=r"PrevPage is a text.*`text=...`"):
        PrevPage("pages", Const("back"))


async def test_a_widget_that_is_empty_is_found(make_stage):
    """Whoever writes a widget may give it a length."""
    found = []

    class Basket(Keyboard):
        def __len__(self) -> int:
            return 0

        async def _render_keyboard(self, data, manager):
            found.append(manager.find("basket"))
            return []

    class Main(StatesGroup):
        only = State()

    router = Router()

    @router.message()
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.only)

    dialog = Dialog(Window(Const("x"), Basket("basket"), state=Main.only))
    stage = await make_stage(router, dialog)
    await stage.says("hello")

    assert [it.widget_id for it in found] == ["basket"]
