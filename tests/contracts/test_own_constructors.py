"""Constructors of bots that do not call those of their bases."""

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import InlineKeyboardButton

from aiogram_dialog import Window
from aiogram_dialog.context.access_validator import DefaultAccessValidator
from aiogram_dialog.context.media_storage import MediaIdStorage
from aiogram_dialog.widgets.input import BaseInput, TextInput
from aiogram_dialog.widgets.kbd import (
    Button,
    Calendar,
    CalendarConfig,
    Checkbox,
    Counter,
    Group,
    Keyboard,
    ListGroup,
    Multiselect,
    Radio,
    Select,
    SwitchTo,
    TimeSelect,
)
from aiogram_dialog.widgets.kbd.checkbox import BaseCheckbox
from aiogram_dialog.widgets.media import Media
from aiogram_dialog.widgets.style import EMPTY_STYLE
from aiogram_dialog.widgets.text import Const, Format, Multi, Text
from aiogram_dialog.widgets.widget_event import ensure_event_processor


class Main(StatesGroup):
    first = State()
    second = State()


def always(*_):
    return True


def widgets(*kinds):
    return [kind() for kind in kinds]


def seen(stage):
    return [
        [button["text"] for button in row]
        for row in stage.last_message().inline_keyboard
    ]


class OwnText(Text):
    def __init__(self) -> None:
        self.condition = always

    async def _render_text(self, data, manager):
        return "own"


class OwnFormat(Format):
    def __init__(self) -> None:
        Text.__init__(self)
        self.text = "formatted"


class OwnMulti(Multi):
    def __init__(self) -> None:
        Text.__init__(self)
        self.texts = Const("a"), Const("b")
        self.sep = "+"


class OwnMedia(Media):
    def __init__(self) -> None:
        self.condition = always

    async def _render_media(self, data, manager):
        return None


async def test_texts_and_media(play):
    own = widgets(OwnText, OwnFormat, OwnMulti, OwnMedia)

    stage = await play(Window(*own, state=Main.first))

    assert stage.last_message().text == "own\nformatted\na+b"


class OwnKeyboard(Keyboard):
    def __init__(self) -> None:
        self.widget_id = "own"
        self.condition = always

    async def _render_keyboard(self, data, manager):
        return [[InlineKeyboardButton(text="own", callback_data="own")]]

    async def _process_own_callback(self, callback, dialog, manager):
        manager.dialog_data["pressed"] = "own"
        return True


class OwnGroup(Group):
    def __init__(self, *buttons) -> None:
        Keyboard.__init__(self)
        self.buttons = buttons
        self.width = 2


class OwnButton(Button):
    def __init__(self) -> None:
        Keyboard.__init__(self, id="button")
        self.text = Const("button")
        self.style = EMPTY_STYLE
        self.on_click = ensure_event_processor(self.press)

    async def press(self, event, button, manager):
        manager.dialog_data["pressed"] = "button"


class OwnSwitch(SwitchTo):
    def __init__(self) -> None:
        Button.__init__(self, Const("switch"), "switch", on_click=self)
        self.state = Main.second
        self.show_mode = None


async def test_buttons(play):
    stage = await play(
        Window(
            Format("{dialog_data}"),
            OwnGroup(OwnKeyboard(), OwnButton(), OwnSwitch()),
            state=Main.first,
        ),
        Window(Const("second"), state=Main.second),
    )
    assert seen(stage) == [["own", "button"], ["switch"]]

    for name in ("own", "button"):
        await stage.presses(name)
        assert stage.last_message().text == str({"pressed": name})
    await stage.presses("switch")
    assert stage.last_message().text == "second"


class OwnCheckbox(Checkbox):
    def __init__(self) -> None:
        BaseCheckbox.__init__(self, Const("on"), Const("off"), "checkbox")
        self.default = True


class Plain(Checkbox):
    def __init__(self) -> None:
        BaseCheckbox.__init__(self, Const("yes"), Const("no"), "plain")


class OwnCounter(Counter):
    def __init__(self) -> None:
        Keyboard.__init__(self, id="counter")
        self.plus = self.minus = None
        self.text = Format("{value}")
        self.default = 7
        self.plus_style = self.minus_style = self.value_style = EMPTY_STYLE


class OwnCalendar(Calendar):
    def __init__(self) -> None:
        Keyboard.__init__(self, id="calendar")
        self.config = CalendarConfig()
        self.on_click = ensure_event_processor(None)
        self.views = self._init_views()


class OwnTimeSelect(TimeSelect):
    def __init__(self) -> None:
        Keyboard.__init__(self, id="time")
        self.hour_header = self.minute_header = Const("header")
        self.button_text = self.button_selected_text = Format("{value}")
        self.header_style = self.button_style = EMPTY_STYLE
        self.hour_width, self.minute_width = 6, 2
        self.minute_precision = 30


class OwnListGroup(ListGroup):
    def __init__(self) -> None:
        Keyboard.__init__(self, id="list")
        self.buttons = (Button(Format("{item}"), "b"),)
        self.item_id_getter = str
        self.items_getter = _no_items
        self.page_size = 0


def _no_items(data):
    return ["item"]


async def test_widgets_with_a_state(play):
    own = widgets(
        OwnCheckbox,
        Plain,
        OwnCounter,
        OwnCalendar,
        OwnTimeSelect,
        OwnListGroup,
    )
    stage = await play(Window(Const("x"), *own, state=Main.first))
    rows = seen(stage)

    assert rows[:3] == [["on"], ["no"], ["7"]]
    assert rows[-3:] == [
        ["header"],
        ["0", "30"],
        ["item"],
    ]
    await stage.presses("on")
    assert seen(stage)[0] == ["off"]


class OwnChoice:
    def __init__(self) -> None:
        Select.__init__(
            self,
            Format("{item}"),
            type(self).__name__,
            str,
            "items",
        )
        self.on_item_click = ensure_event_processor(None)
        self.on_state_changed = ensure_event_processor(None)


class OwnRadio(OwnChoice, Radio):
    pass


class OwnMultiselect(OwnChoice, Multiselect):
    min_selected = max_selected = 0


async def test_choices(play):
    async def get_items(**_):
        return {"items": [1, 2]}

    stage = await play(
        Window(
            Const("x"),
            OwnRadio(),
            OwnMultiselect(),
            state=Main.first,
            getter=get_items,
        ),
    )
    await stage.presses("2")

    record = stage.records()
    [context] = [it for name, it in record.items() if "context" in name]
    assert context["widget_data"]["OwnRadio"] == "2"


class OwnInput(BaseInput):
    def __init__(self) -> None:
        """Have nothing."""

    async def process_message(self, message, dialog, manager):
        manager.dialog_data["said"] = message.text
        return True


class OwnTextInput(TextInput):
    def __init__(self) -> None:
        BaseInput.__init__(self, id="text")
        self.type_factory = str
        self.on_success = self.on_error = ensure_event_processor(None)
        self.filter = None


async def test_inputs(play):
    stage = await play(
        Window(Format("{dialog_data}"), OwnInput(), state=Main.first),
    )
    await stage.says("hello")

    assert stage.last_message().text == "{'said': 'hello'}"


async def test_text_inputs(play):
    stage = await play(
        Window(Const("x"), OwnTextInput(), state=Main.first),
    )
    await stage.says("hello")

    [context] = [
        it for name, it in stage.records().items() if "context" in name
    ]
    assert context["widget_data"] == {"text": "hello"}


class OwnWindow(Window):
    def __init__(self, *widgets, state) -> None:
        super().__init__(*widgets, state=state)


class OwnMediaIds(MediaIdStorage):
    def __init__(self) -> None:
        """Have no cache."""

    async def get_media_id(self, **_):
        return None

    async def save_media_id(self, **_) -> None:
        """Keep nothing."""


class OwnValidator(DefaultAccessValidator):
    def __init__(self, pool) -> None:
        self.pool = pool


async def test_parts_of_a_bot(play):
    stage = await play(
        OwnWindow(Const("x"), state=Main.first),
        media_id_storage=OwnMediaIds(),
        stack_access_validator=OwnValidator("pool"),
    )

    assert stage.last_message().text == "x"
