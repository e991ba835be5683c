"""Widgets of one's own: what they override is called."""

import pytest
from aiogram.enums import ContentType
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import InlineKeyboardButton

from aiogram_dialog import (
    Dialog,
    Window,
)
from aiogram_dialog.api.entities import (
    MediaAttachment,
)
from aiogram_dialog.manager.message_manager import MessageManager
from aiogram_dialog.widgets.common import (
    ManagedWidget,
    sync_scroll,
)
from aiogram_dialog.widgets.common.scroll import BaseScroll
from aiogram_dialog.widgets.input import BaseInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Group, Keyboard
from aiogram_dialog.widgets.link_preview import LinkPreview, LinkPreviewBase
from aiogram_dialog.widgets.markup.inline_keyboard import (
    InlineKeyboardFactory,
)
from aiogram_dialog.widgets.media import Media
from aiogram_dialog.widgets.style.base import BaseStyle
from aiogram_dialog.widgets.text import Const, Format, Text

URL = "https://example.com/picture.jpg"


URL = "https://example.com/picture.jpg"


class Main(StatesGroup):
    first = State()
    second = State()


async def test_text(play):
    class Shout(Text):
        async def _render_text(self, data, manager):
            return f"{manager.current_context().state.state}!"

    stage = await play(Window(Shout(), state=Main.first))

    assert stage.last_message().text == "Main:first!"


class Keys(Keyboard):
    """Draw an own button, an item and one of somebody else."""

    def __init__(self, widget_id) -> None:
        super().__init__(widget_id)
        self.calls = []

    async def _render_keyboard(self, data, manager):
        bare = {
            "Own": self._own_callback_data(),
            "Item": self._item_callback_data("7"),
            "Other": "somebody",
        }
        return [
            [InlineKeyboardButton(text=text, callback_data=data)]
            for text, data in bare.items()
        ]

    async def _process_own_callback(self, callback, dialog, manager):
        self.calls.append(("own", callback.data, type(dialog)))
        return True

    async def _process_item_callback(self, callback, data, dialog, manager):
        self.calls.append(("item", data, type(dialog)))
        return True

    async def _process_other_callback(self, callback, dialog, manager):
        self.calls.append(("other", callback.data, type(dialog)))
        return True


@pytest.mark.parametrize("wrap", [lambda keys: keys, Group])
@pytest.mark.parametrize(
    ("button", "call"),
    [
        ("Own", ("own", "keys", Dialog)),
        ("Item", ("item", "7", Dialog)),
        ("Other", ("other", "somebody", Dialog)),
    ],
)
async def test_keyboard(play, wrap, button, call):
    keys = Keys("keys")
    stage = await play(Window(Const("."), wrap(keys), state=Main.first))

    await stage.presses(button)

    assert keys.calls == [call]


async def test_keyboard_prefix(play):
    class Dashed(Keys):
        def callback_prefix(self):
            return f"{self.widget_id}-"

    keys = Dashed("keys")
    stage = await play(Window(Const("."), keys, state=Main.first))

    await stage.presses("Item")

    assert keys._item_callback_data("7") == "keys-7"
    assert keys.calls == [("item", "7", Dialog)]


async def test_keyboard_callback_data(play):
    class Renamed(Keys):
        def _own_callback_data(self):
            return "renamed"

        def _item_callback_data(self, data):
            return f"item of {self.widget_id}: {data}"

    keys = Renamed("keys")
    stage = await play(Window(Const("."), keys, state=Main.first))

    await stage.presses("Own")
    await stage.presses("Item")

    assert keys.calls == [
        ("other", "renamed", Dialog),
        ("other", "item of keys: 7", Dialog),
    ]


async def test_keyboard_that_processes_all(play):
    class Greedy(Keys):
        async def process_callback(self, callback, dialog, manager):
            self.calls.append(callback.data)
            return True

    keys = Greedy("keys")
    later = Keys("later")
    stage = await play(Window(Const("."), keys, later, state=Main.first))

    await stage.presses("Own")

    assert (keys.calls, later.calls) == (["keys"], [])


async def test_button_of_its_own(play):
    class Counted(Button):
        clicks = 0

        async def _process_own_callback(self, callback, dialog, manager):
            self.clicks += 1
            return await super()._process_own_callback(
                callback,
                dialog,
                manager,
            )

    async def on_click(callback, button, manager) -> None:
        await manager.next()

    button = Counted(Const("Go"), id="go", on_click=on_click)
    stage = await play(
        Window(Const("first"), button, state=Main.first),
        Window(Const("second"), state=Main.second),
    )

    await stage.presses("Go")

    assert button.clicks == 1
    assert stage.last_message().text == "second"


async def test_input(play):
    class Echo(BaseInput):
        async def process_message(self, message, dialog, manager):
            manager.dialog_data["said"] = message.text
            return True

    stage = await play(
        Window(
            Format("{dialog_data[said]}", when="told"),
            Const("silence", when=lambda data, *_: not data["dialog_data"]),
            Format(
                "{dialog_data[said]}",
                when=lambda data, *_: data["dialog_data"],
            ),
            Echo(),
            state=Main.first,
        ),
    )

    await stage.says("hello")

    assert stage.last_message().text == "hello"


async def test_media(play):
    class Picture(Media):
        async def _render_media(self, data, manager):
            return MediaAttachment(ContentType.PHOTO, url=URL)

    stage = await play(Window(Const("look"), Picture(), state=Main.first))

    assert stage.last_message().content["caption"] == "look"


async def test_link_preview(play):
    class Never(LinkPreviewBase):
        async def _render_link_preview(self, data, manager):
            return await LinkPreview(is_disabled=True).render_link_preview(
                data,
                manager,
            )

    shown = []

    class Watching(MessageManager):
        async def send_text(self, bot, new_message):
            shown.append(new_message.link_preview_options)
            return await super().send_text(bot, new_message)

    await play(
        Window(Const("."), Never(), state=Main.first),
        message_manager=Watching(),
    )

    assert [options.is_disabled for options in shown] == [True]


async def test_style(play):
    class Alarm(BaseStyle):
        async def _render_style(self, data, manager):
            return "danger"

        async def _render_emoji(self, data, manager):
            return "1"

    button = Button(Const("Go"), id="go", style=Alarm())
    seen = []

    class Factory(InlineKeyboardFactory):
        async def render_markup(self, data, manager, keyboard):
            seen.extend(keyboard[0])
            return await super().render_markup(data, manager, keyboard)

    await play(
        Window(
            Const("."),
            button,
            markup_factory=Factory(),
            state=Main.first,
        ),
    )

    assert [(key.style, key.icon_custom_emoji_id) for key in seen] == [
        ("danger", "1"),
    ]


async def test_managed_widgets_are_their_widgets_too(play):
    class Named(TextInput):
        nickname = "Bob"

        def greet(self) -> str:
            return f"I am {self.nickname}"

    async def on_click(callback, button, manager) -> None:
        managed = manager.find("name")
        manager.dialog_data["seen"] = [
            managed.widget_id,
            managed.nickname,
            managed.greet(),
            isinstance(managed, ManagedWidget),
        ]

    stage = await play(
        Window(
            Const("."),
            Named("name"),
            Button(Const("Go"), id="go", on_click=on_click),
            state=Main.first,
        ),
    )

    await stage.presses("Go")

    context = next(
        record
        for record in stage.records().values()
        if "dialog_data" in record
    )
    assert context["dialog_data"]["seen"] == [
        "name",
        "Bob",
        "I am Bob",
        True,
    ]


class Pages(BaseScroll):
    async def get_page_count(self, data, manager):
        return 3


async def test_scroll_is_turned_by_code_and_tells_others(play):
    async def on_click(callback, button, manager) -> None:
        await manager.find("left").set_page(2)
        manager.dialog_data["right"] = await manager.find("right").get_page()

    stage = await play(
        Window(
            Const("."),
            Button(Const("Turn"), id="turn", on_click=on_click),
            Shelf(Pages("left", on_page_changed=sync_scroll("right"))),
            Shelf(Pages("right")),
            state=Main.first,
        ),
    )

    await stage.presses("Turn")

    context = next(
        record
        for record in stage.records().values()
        if "dialog_data" in record
    )
    assert context["dialog_data"]["right"] == 2


class Shelf(Text):
    """Hold a scroll that is not seen."""

    def __init__(self, scroll) -> None:
        super().__init__()
        self.scroll = scroll

    async def _render_text(self, data, manager):
        return ""

    def find(self, widget_id):
        return self.scroll.find(widget_id)
