"""Keyboards as a preview shows them."""

from dataclasses import replace
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from aiogram_dialog.api.protocols import DialogProtocol
from aiogram_dialog.widgets.markup.reply_callback import split_reply_callback

from .fake_manager import FakeManager
from .names import full_name, plain
from .rendered import RenderButton
from .simulation import simulate, stub_click

# The fields of buttons by which their kind is known.
_KINDS = {
    "url": "url",
    "login_url": "url",
    "web_app": "web_app",
    "copy_text": "copy",
    "switch_inline_query": "switch_inline",
    "switch_inline_query_current_chat": "switch_inline",
    "switch_inline_query_chosen_chat": "switch_inline",
    "request_users": "request",
    "request_chat": "request",
    "request_contact": "request",
    "request_location": "request",
    "request_poll": "request",
    "request_managed_bot": "request",
    "pay": "pay",
    "callback_game": "game",
}


async def create_button(
    title: str,
    callback: str | None,
    manager: FakeManager,
    state: State,
    dialog: DialogProtocol,
    simulate_events: bool,
) -> RenderButton:
    """Return a button of a window, and where a click leads to."""
    target = state
    if simulate_events and callback:
        target = await simulate(manager, dialog, state, stub_click(callback))
    return RenderButton(full_name(target), title)


async def render_inline_keyboard(
    state: State,
    reply_markup: Any,
    manager: FakeManager,
    dialog: DialogProtocol,
    simulate_events: bool,
) -> list[list[RenderButton]]:
    """Return the rows of an inline keyboard; other markups have none."""
    if not isinstance(reply_markup, InlineKeyboardMarkup):
        return []
    setup = (manager, state, dialog, simulate_events)
    rows: list[list[RenderButton]] = []
    for row in reply_markup.inline_keyboard:
        rows.append([])
        for button in row:
            rendered = await create_button(
                button.text,
                button.callback_data,
                *setup,
            )
            rows[-1].append(_dress(rendered, button))
    return rows


async def render_reply_keyboard(
    state: State,
    reply_markup: Any,
    manager: FakeManager,
    dialog: DialogProtocol,
    simulate_events: bool,
) -> list[list[RenderButton]]:
    """Return the rows of a reply keyboard; other markups have none."""
    if not isinstance(reply_markup, ReplyKeyboardMarkup):
        return []
    setup = (manager, state, dialog, simulate_events)
    rows: list[list[RenderButton]] = []
    for row in reply_markup.keyboard:
        rows.append([])
        for button in row:
            title, callback = _split(button.text)
            rendered = await create_button(title, callback, *setup)
            rows[-1].append(_dress(rendered, button))
    return rows


def _split(text: str) -> tuple[str, str | None]:
    try:
        title, callback = split_reply_callback(text)
    except UnicodeDecodeError:
        return text, None
    return title or "", callback


def _dress(
    rendered: RenderButton,
    button: InlineKeyboardButton | KeyboardButton,
) -> RenderButton:
    """Return a button with what Telegram shows besides its title."""
    style = getattr(button, "style", None)
    dressed = replace(rendered, style=plain(style) if style else None)
    for field, kind in _KINDS.items():
        value = getattr(button, field, None)
        if value is not None and value is not False:
            return replace(dressed, kind=kind, hint=_hint(field, value))
    return dressed


def _hint(field: str, value: Any) -> str:
    """Return what a button does, for those who point at it."""
    for name in ("url", "text", "query"):
        detail = getattr(value, name, None)
        if detail:
            return str(detail)
    return value if isinstance(value, str) else field.replace("_", " ")
