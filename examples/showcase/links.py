"""Buttons that lead out of the dialog, and what others get in return."""

import os
from typing import Any

from aiogram import Router
from aiogram.types import (
    InlineQuery,
    InlineQueryResultArticle,
    InputTextMessageContent,
)

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import (
    CopyText,
    LoginURLButton,
    Row,
    SwitchInlineQuery,
    SwitchInlineQueryChosenChatButton,
    SwitchInlineQueryCurrentChat,
    Url,
    WebApp,
)
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.text import Const, Format

from .common import CLOSE
from .states import Links


async def get_links(**kwargs: Any) -> dict[str, Any]:
    # Telegram logs in to addresses that are secure, and that @BotFather
    # knows: with any other one it refuses the whole message.
    login_url = os.environ.get("LOGIN_URL", "")
    return {
        "login_url": login_url,
        "can_login": login_url.startswith("https://"),
        "code": "SHOWCASE-2024",
    }


main = Window(
    Const("🔗 Links\n\nThese buttons leave the bot: Telegram handles them."),
    Row(
        Url(Const("🌍 Website"), Const("https://core.telegram.org/bots")),
        WebApp(Const("📱 Web app"), Const("https://example.com/app")),
    ),
    LoginURLButton(
        Const("🔑 Log in"),
        url=Format("{login_url}"),
        forward_text=Const("Log in yourself"),
        when="can_login",
    ),
    CopyText(Const("📋 Copy the code"), copy_text=Format("{code}")),
    SwitchInlineQuery(Const("📤 Share …"), Const("hello")),
    Row(
        SwitchInlineQueryCurrentChat(Const("💬 … here"), Const("hello")),
        SwitchInlineQueryChosenChatButton(
            Const("👥 … in a group"),
            query=Const("hello"),
            allow_group_chats=True,
        ),
    ),
    LinkPreview(is_disabled=True),
    CLOSE,
    state=Links.main,
    getter=get_links,
    preview_data={
        "login_url": "https://example.com/login",
        "can_login": True,
        "code": "SHOWCASE-2024",
    },
)


async def answer_query(query: InlineQuery) -> None:
    text = query.query or "hello"
    greeting = InlineQueryResultArticle(
        id="greeting",
        title=f"Say {text!r}",
        input_message_content=InputTextMessageContent(message_text=text),
    )
    await query.answer([greeting], cache_time=0)


def make_router() -> Router:
    """Return what answers the buttons that share: @BotFather, /setinline."""
    router = Router(name="links")
    router.inline_query.register(answer_query)
    return router


def make_dialogs() -> list[Dialog]:
    return [Dialog(main)]
