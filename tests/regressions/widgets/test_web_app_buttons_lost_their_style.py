"""Colours and icons of web app buttons were lost on reply keyboards."""

from aiogram_dialog.widgets.kbd import Button, WebApp
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.text import Const

STYLE = Style("danger", emoji_id="5")


async def test_they_are_kept(open_window):
    ann = await open_window(
        Const("."),
        WebApp(Const("Web"), Const("https://example.com"), style=STYLE),
        Button(Const("Plain"), id="plain", style=STYLE),
        markup_factory=ReplyKeyboardFactory(),
    )

    rows = ann.last_message.reply_markup["keyboard"]
    assert [
        (button.get("style"), button.get("icon_custom_emoji_id"))
        for row in rows
        for button in row
    ] == [("danger", "5")] * 2
