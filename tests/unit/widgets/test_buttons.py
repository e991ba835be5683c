import pytest
from aiogram.types import InlineKeyboardButton

from aiogram_dialog.widgets.kbd import (
    Button,
    LoginURLButton,
    SwitchInlineQuery,
    SwitchInlineQueryChosenChatButton,
    SwitchInlineQueryCurrentChat,
    Url,
    WebApp,
)
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.style.base import BaseStyle
from aiogram_dialog.widgets.text import Const, Format

TEXT = Format("{name}")
LINK = Format("https://example.com/{name}")
URL = "https://example.com/Ann"


@pytest.mark.parametrize(
    ("button", "field", "value"),
    [
        (Button(TEXT, id="b"), "callback_data", "b"),
        (Url(TEXT, LINK), "url", URL),
        (WebApp(TEXT, LINK), "web_app", {"url": URL}),
        (LoginURLButton(TEXT, LINK), "login_url", {"url": URL}),
        (
            LoginURLButton(
                TEXT,
                LINK,
                forward_text=TEXT,
                bot_username=Const("the_bot"),
                request_write_access=True,
            ),
            "login_url",
            {
                "url": URL,
                "forward_text": "Ann",
                "bot_username": "the_bot",
                "request_write_access": True,
            },
        ),
        (SwitchInlineQuery(TEXT, TEXT), "switch_inline_query", "Ann"),
        (
            SwitchInlineQueryCurrentChat(TEXT, TEXT),
            "switch_inline_query_current_chat",
            "Ann",
        ),
        (
            SwitchInlineQueryChosenChatButton(
                TEXT,
                TEXT,
                allow_user_chats=True,
                allow_bot_chats=False,
                allow_group_chats=True,
                allow_channel_chats=False,
            ),
            "switch_inline_query_chosen_chat",
            {
                "query": "Ann",
                "allow_user_chats": True,
                "allow_bot_chats": False,
                "allow_group_chats": True,
                "allow_channel_chats": False,
            },
        ),
    ],
)
async def test_render(manager, button, field, value):
    [[rendered]] = await button.render_keyboard({"name": "Ann"}, manager)

    assert isinstance(rendered, InlineKeyboardButton)
    assert rendered.model_dump(exclude_none=True) == {
        "text": "Ann",
        field: value,
    }


@pytest.mark.parametrize(
    "make",
    [
        lambda style: Button(TEXT, id="b", style=style),
        lambda style: Url(TEXT, LINK, style=style),
        lambda style: WebApp(TEXT, LINK, style=style),
        lambda style: LoginURLButton(TEXT, LINK, style=style),
        lambda style: SwitchInlineQuery(TEXT, TEXT, style=style),
        lambda style: SwitchInlineQueryCurrentChat(TEXT, TEXT, style=style),
        lambda style: SwitchInlineQueryChosenChatButton(
            TEXT,
            TEXT,
            style=style,
        ),
    ],
)
async def test_style(manager, make):
    seen = []

    class Watching(BaseStyle):
        async def _render_style(self, data, manager):
            seen.append(data)
            return "danger"

        async def _render_emoji(self, data, manager):
            return "1"

    data = {"name": "Ann"}
    [[rendered]] = await make(Watching()).render_keyboard(data, manager)

    assert (rendered.style, rendered.icon_custom_emoji_id) == ("danger", "1")
    assert seen == [data]


async def test_a_button_is_new_each_time(manager):
    button = Button(Const("a"), id="b")

    [[first]] = await button.render_keyboard({}, manager)
    first.callback_data = "marked"
    [[second]] = await button.render_keyboard({}, manager)

    assert second.callback_data == "b"


async def test_click(manager, clicks, noted):
    button = Button(Const("a"), id="b", on_click=noted)

    assert await clicks(button, "b")

    assert noted.calls == [(manager.event, button, manager)]


@pytest.mark.parametrize("data", ["b:1", "c", "bb", "", None])
async def test_clicks_on_something_else(clicks, noted, data):
    button = Button(Const("a"), id="b", on_click=noted)

    assert not await clicks(button, data)
    assert noted.calls == []


async def test_a_click_that_nobody_waits_for(clicks):
    assert await clicks(Button(Const("a"), id="b"), "b")


async def test_a_click_on_a_button_that_does_nothing_here(clicks):
    assert not await clicks(Url(Const("a"), LINK, id="b"), "b")
    assert not await clicks(Url(Const("a"), LINK, id="b"), "b:1")


async def test_errors_of_callbacks_are_raised(clicks):
    async def fail(callback, button, manager) -> None:
        raise LookupError("no")

    with pytest.raises(LookupError, match="no"):
        await clicks(Button(Const("a"), id="b", on_click=fail), "b")


async def test_a_style_that_is_hidden(manager):
    button = Button(Const("a"), id="b", style=Style("danger", when="x"))

    [[rendered]] = await button.render_keyboard({}, manager)

    assert getattr(rendered, "style", None) is None
