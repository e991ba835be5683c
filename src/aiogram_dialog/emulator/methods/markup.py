"""Keyboards: their shape, what Telegram makes of them, where they may go."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.formatting import clean_label
from aiogram_dialog.emulator.records import Chat, Json

from .call import Call

ACTIONS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
    "disabled",
)
"""What an inline button may do; the first it has wins."""

_ROW_LIMIT = 12
_TOTAL_LIMIT = 300
_DATA_LIMIT = 64
_MODIFIERS = ("icon_custom_emoji_id", "style")
_REQUESTS = {
    "request_contact": "phone number can be requested",
    "request_location": "location can be requested",
    "request_poll": "poll can be requested",
    "request_users": "users can be requested",
    "request_user": "users can be requested",
    "request_chat": "chats can be requested",
    "request_managed_bot": "managed bots can be requested",
    "web_app": "Web App buttons can be used",
}


@dataclass(frozen=True, slots=True)
class Markup:
    """Hold a markup of one kind, as Telegram keeps it."""

    kind: str
    value: Json


def value_of(markup: Markup | None) -> Json | None:
    """Return what a message keeps of a markup."""
    return None if markup is None else markup.value


def read_markup(call: Call) -> Markup | None:
    """Read `reply_markup`; None if there is none or it has no rows."""
    try:
        value = call.json("reply_markup", default={})
    except ValueError as error:
        raise bad_request(
            "can't parse reply keyboard markup JSON object",
        ) from error
    return parse_markup(value)


def parse_markup(value: Any) -> Markup | None:
    """Read a markup that was JSON; None if it has no rows."""
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "keyboard" in value:
        rows = _rows(value, "keyboard", "")
        shown = _kept(rows, _reply_button)
        rest = {k: v for k, v in value.items() if k != "keyboard"}
        return Markup("keyboard", {"keyboard": shown, **rest})
    if "inline_keyboard" in value:
        rows = _rows(
            value,
            "inline_keyboard",
            " of the InlineKeyboardMarkup",
        )
        shown = _kept(rows, _inline_button)
        return Markup("inline", {"inline_keyboard": shown}) if shown else None
    for kind in ("remove_keyboard", "force_reply"):
        if value.get(kind):
            return Markup(kind.removesuffix("_keyboard"), value)
    return None


def _rows(value: Json, field: str, of: str) -> list[list[Any]]:
    rows = value[field]
    if not isinstance(rows, list) or not all(
        isinstance(row, list) for row in rows
    ):
        raise bad_request(
            f'field "{field}"{of} must be an Array of Arrays',
        )
    return rows


def _kept(rows: list[list[Any]], convert: Any) -> list[list[Json]]:
    """Convert buttons; drop nameless ones and those past the limits."""
    kept: list[list[Json]] = []
    room = _TOTAL_LIMIT
    for row in rows:
        buttons = [
            button
            for button in map(convert, row)
            if button["text"] or button.get("icon_custom_emoji_id")
        ]
        buttons = buttons[: min(_ROW_LIMIT, room)]
        room -= len(buttons)
        if buttons:
            kept.append(buttons)
    return kept


def _reply_button(button: Any) -> Json:
    if isinstance(button, str):
        return {"text": clean_label(button)}
    if not isinstance(button, dict) or "text" not in button:
        raise bad_request(
            "can't parse keyboard button: KeyboardButton must be an Object",
        )
    return {**button, "text": clean_label(str(button["text"]))}


def _inline_button(button: Any) -> Json:
    what = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(f"{what}InlineKeyboardButton must be an Object")
    shown: Json = {"text": clean_label(str(button.get("text", "")))}
    for name in _MODIFIERS:
        if button.get(name):
            shown[name] = button[name]
    for action in ACTIONS:
        value = button.get(action)
        empty = action in {"url", "callback_data"} and value == ""
        if value is not None and value is not False and not empty:
            shown[action] = value
            return shown
    raise bad_request(
        f"{what}Text buttons are unallowed in the inline keyboard",
    )


def require_inline(markup: Markup | None) -> None:
    """Refuse other markups where only an inline keyboard is accepted."""
    if markup is not None and markup.kind != "inline":
        raise bad_request("inline keyboard expected")


def check_semantics(markup: Markup | None, chat: Chat) -> None:
    """Refuse buttons whose content, or place in this chat, is wrong."""
    if markup is None:
        return
    if chat.type == "channel":
        require_inline(markup)
    for button in _buttons(markup):
        if markup.kind == "inline":
            _check_inline(button)
        elif not chat.is_private:
            for field, words in _REQUESTS.items():
                if button.get(field):
                    raise bad_request(f"{words} in private chats only")


def _buttons(markup: Markup) -> list[Json]:
    field = {"inline": "inline_keyboard", "keyboard": "keyboard"}
    rows = markup.value.get(field.get(markup.kind, ""), [])
    return [button for row in rows for button in row]


def _check_inline(button: Json) -> None:
    url = button.get("url")
    if url is not None and not _is_good_url(str(url)):
        raise bad_request(
            f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL",
        )
    app = button.get("web_app")
    if app is not None and not str(app.get("url", "")).startswith("https://"):
        raise bad_request(
            f"inline keyboard button Web App URL '{app.get('url', '')}' is "
            "invalid: Only HTTPS links are allowed",
        )


def _is_good_url(url: str) -> bool:
    if url.startswith(("tg://", "tonsite://")):
        return True
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme in {"http", "https"} and "." in host


def check_by_server(markup: Markup | None, chat: Chat) -> None:
    """Refuse what the core servers decide, after all else."""
    if markup is None or markup.kind != "inline":
        return
    for button in _buttons(markup):
        data = button.get("callback_data")
        if data is not None and len(str(data).encode()) > _DATA_LIMIT:
            raise bad_request("BUTTON_DATA_INVALID")
        if "web_app" in button and not chat.is_private:
            raise bad_request("BUTTON_TYPE_INVALID")
