import pytest

from aiogram_dialog.api.exceptions import DialogsError, InvalidWidgetType
from aiogram_dialog.widgets.input import (
    CombinedInput,
    MessageInput,
    TextInput,
)
from aiogram_dialog.widgets.kbd import Button, Group, Next
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.media import Media, StaticMedia
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.text import Const, Format, Multi
from aiogram_dialog.widgets.utils import (
    ensure_input,
    ensure_keyboard,
    ensure_link_preview,
    ensure_media,
    ensure_text,
    ensure_widgets,
)

TEXT = Const("a")
BUTTON, OTHER_BUTTON = Button(TEXT, id="a"), Button(TEXT, id="b")
INPUT, OTHER_INPUT = TextInput("c"), TextInput("d")
PICTURE = StaticMedia(url="a")
PREVIEW = LinkPreview()


async def on_message(message, widget, manager) -> None:
    pass


@pytest.mark.parametrize(
    ("ensure", "widget"),
    [
        (ensure_text, TEXT),
        (ensure_keyboard, BUTTON),
        (ensure_input, INPUT),
        (ensure_media, PICTURE),
        (ensure_link_preview, PREVIEW),
    ],
)
def test_one(ensure, widget):
    assert ensure(widget) is widget
    assert ensure([widget]) is widget
    assert ensure((widget,)) is widget


def test_none():
    assert ensure_text([]).texts == ()
    assert ensure_keyboard([]).buttons == ()
    assert ensure_input([]) is None
    assert type(ensure_media([])) is Media
    assert ensure_link_preview([]) is None


async def test_strings_are_formats(text_of):
    text = ensure_text("{x}")

    assert isinstance(text, Format)
    assert await text_of(text, x=1) == "1"


async def test_several_texts(text_of):
    text = ensure_text([TEXT, TEXT])

    assert isinstance(text, Multi)
    assert await text_of(text) == "a\na"


async def test_several_keyboards(rows):
    keyboard = ensure_keyboard([BUTTON, OTHER_BUTTON])

    assert isinstance(keyboard, Group)
    assert await rows(keyboard) == [["a"], ["a"]]


def test_several_inputs():
    combined = ensure_input([INPUT, OTHER_INPUT])

    assert isinstance(combined, CombinedInput)
    assert combined.inputs == (INPUT, OTHER_INPUT)


@pytest.mark.parametrize(
    ("ensure", "widget", "message"),
    [
        (ensure_media, PICTURE, "Only one media widget is supported"),
        (
            ensure_link_preview,
            PREVIEW,
            "Only one link preview widget is supported",
        ),
    ],
)
def test_several_that_cannot_be(ensure, widget, message):
    with pytest.raises(ValueError, match=message):
        ensure([widget, widget])
    with pytest.raises(ValueError, match=message):
        ensure_widgets([widget, widget])


@pytest.mark.parametrize("function", [on_message, Next()])
async def test_functions_take_messages(function):
    widget = ensure_input(function)

    assert isinstance(widget, MessageInput)


def test_sorting():
    text, keyboard, message_input, media, preview = ensure_widgets(
        [PREVIEW, "one", BUTTON, INPUT, TEXT, PICTURE, on_message],
    )

    assert [type(part) for part in text.texts] == [Format, Const]
    assert keyboard is BUTTON
    assert message_input.inputs[0] is INPUT
    assert message_input.inputs[1].func.callback is on_message
    assert media is PICTURE
    assert preview is PREVIEW


def test_buttons_that_process_events_are_buttons():
    following = Next()

    _, keyboard, message_input, _, _ = ensure_widgets([following])

    assert keyboard is following
    assert message_input is None


def test_nothing_to_sort():
    text, keyboard, message_input, media, preview = ensure_widgets([])

    assert text.texts == ()
    assert keyboard.buttons == ()
    assert message_input is None
    assert type(media) is Media
    assert preview is None


@pytest.mark.parametrize("thing", [None, 5, [TEXT], Style(), {}])
def test_what_is_no_widget(thing):
    with pytest.raises(InvalidWidgetType) as caught:
        ensure_widgets([TEXT, thing])

    assert str(caught.value).startswith(
        f"Cannot add widget of type {type(thing)}.",
    )
    assert "LinkPreview" in str(caught.value)
    assert isinstance(caught.value, DialogsError)
