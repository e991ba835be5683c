"""Buttons below messages and in place of the keyboard, for the page."""

from typing import Any

from .plain import Json

# The field of the Bot API, the kind for the page, and whether its value is
# what is opened, told to the bot, copied, or nothing of these.
_KINDS = (
    ("callback_data", "callback", "data"),
    ("url", "url", "url"),
    ("web_app", "web_app", "url"),
    ("login_url", "login", "url"),
    ("copy_text", "copy", "copy"),
    ("switch_inline_query", "switch", "data"),
    ("switch_inline_query_chosen_chat", "switch", "data"),
    ("switch_inline_query_current_chat", "switch_here", "data"),
    ("pay", "pay", ""),
    ("callback_game", "game", ""),
)
_REQUESTS = {
    "request_contact": "contact",
    "request_location": "location",
    "request_users": "users",
    "request_user": "users",
    "request_chat": "chat",
    "request_poll": "poll",
    "request_managed_bot": "bot",
    "web_app": "web_app",
}


def inline_rows(rows: list[list[Json]]) -> list[list[Json]]:
    """Return rows of inline buttons."""
    return [[_inline_button(button) for button in row] for row in rows]


def _inline_button(button: Json) -> Json:
    shown: Json = {
        "text": button["text"],
        "kind": "callback",
        "data": None,
        "url": None,
        "copy": None,
        "style": button.get("style"),
        "icon": button.get("icon_custom_emoji_id"),
    }
    for field, kind, place in _KINDS:
        if field in button:
            shown["kind"] = kind
            if place:
                shown[place] = _value(button[field])
            break
    return shown


def _value(value: Any) -> Any:
    """Return what is in an object like WebAppInfo or CopyTextButton."""
    if isinstance(value, dict):
        return value.get("url") or value.get("text") or value.get("query")
    return value


def reply_keyboard(markup: Json) -> Json:
    """Return a reply keyboard, or a forced reply without rows."""
    return {
        "rows": [
            [_reply_button(button) for button in row]
            for row in markup.get("keyboard", [])
        ],
        "placeholder": markup.get("input_field_placeholder"),
        "one_time": bool(markup.get("one_time_keyboard")),
        "force_reply": bool(markup.get("force_reply")),
    }


def _reply_button(button: Json) -> Json:
    requests = [kind for field, kind in _REQUESTS.items() if button.get(field)]
    return {
        "text": button["text"],
        "request": requests[0] if requests else None,
        "style": button.get("style"),
        "icon": button.get("icon_custom_emoji_id"),
    }
