"""What a widget is can be asked at run time."""

import pytest
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import (
    Dialog,
    DialogProtocol,
    Window,
)
from aiogram_dialog.api.internal import (
    InputWidget,
    KeyboardWidget,
    LinkPreviewWidget,
    MediaWidget,
    StyleWidget,
    TextWidget,
    Widget,
)
from aiogram_dialog.api.internal.widgets import MarkupFactory
from aiogram_dialog.widgets.common import (
    Scroll,
)
from aiogram_dialog.widgets.common.scroll import BaseScroll
from aiogram_dialog.widgets.input import MessageInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Group
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.markup.force_reply import ForceReplyFactory
from aiogram_dialog.widgets.markup.inline_keyboard import (
    InlineKeyboardFactory,
)
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.media import StaticMedia
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.text import Const, Jinja

URL = "https://example.com/picture.jpg"


class Main(StatesGroup):
    first = State()
    second = State()


URL = "https://example.com/picture.jpg"


class Pages(BaseScroll):
    async def get_page_count(self, data, manager):
        return 3


@pytest.mark.parametrize(
    ("widget", "protocol"),
    [
        (Const("."), TextWidget),
        (Jinja("."), TextWidget),
        (Const(".") + Const("."), TextWidget),
        (Button(Const("."), id="x"), KeyboardWidget),
        (Group(), KeyboardWidget),
        (MessageInput(None), InputWidget),
        (TextInput("x"), InputWidget),
        (StaticMedia(url=URL), MediaWidget),
        (LinkPreview(), LinkPreviewWidget),
        (Style(), StyleWidget),
        (Style() | Style(), StyleWidget),
        (InlineKeyboardFactory(), MarkupFactory),
        (ReplyKeyboardFactory(), MarkupFactory),
        (ForceReplyFactory(), MarkupFactory),
        (Pages("x"), Scroll),
        (Dialog(Window(Const("."), state=Main.first)), DialogProtocol),
    ],
)
def test_protocols_are_checkable(widget, protocol):
    assert isinstance(widget, protocol)
    assert not isinstance(object(), protocol)
    if protocol not in {MarkupFactory, DialogProtocol}:
        assert isinstance(widget, Widget)
