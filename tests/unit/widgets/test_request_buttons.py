import pytest

from aiogram_dialog.widgets.kbd import (
    CopyText,
    RequestContact,
    RequestLocation,
    RequestPoll,
)
from aiogram_dialog.widgets.markup.inline_keyboard import (
    InlineKeyboardFactory,
)
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.text import Const, Format

STYLE = Style("danger", "icon")


@pytest.mark.parametrize(
    ("widget", "expected"),
    [
        (RequestContact, {"request_contact": True}),
        (RequestLocation, {"request_location": True}),
        (RequestPoll, {"request_poll": {}}),
    ],
)
async def test_requests(manager, widget, expected):
    root = widget(Format("{x}"), style=STYLE)

    ((button,),) = await root.render_keyboard({"x": "text"}, manager)

    assert button.model_dump(exclude_none=True) == {
        "text": "text",
        "style": "danger",
        "icon_custom_emoji_id": "icon",
        **expected,
    }


async def test_request_of_a_quiz(manager):
    root = RequestPoll(Const("x"), "quiz")

    ((button,),) = await root.render_keyboard({}, manager)

    assert button.request_poll.type == "quiz"


async def test_hidden_request(manager):
    widget = RequestContact(Const("x"), when="nothing")

    assert await widget.render_keyboard({}, manager) == []


async def test_requests_are_of_reply_keyboards(manager):
    keyboard = await RequestContact(Const("x")).render_keyboard({}, manager)

    with pytest.raises(ValueError, match="InlineKeyboardMarkup"):
        await InlineKeyboardFactory().render_markup({}, manager, keyboard)


async def test_copy(manager):
    widget = CopyText(Format("{x}"), Format("copy {x}"), style=STYLE)

    ((button,),) = await widget.render_keyboard({"x": "me"}, manager)

    assert (button.text, button.style) == ("me", "danger")
    assert button.copy_text.text == "copy me"
    assert button.callback_data is None
