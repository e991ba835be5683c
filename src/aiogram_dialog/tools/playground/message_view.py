"""A message of the world as the page draws it."""

from typing import Any

from aiogram_dialog.emulator import Message
from aiogram_dialog.emulator.files import unique_id_of
from aiogram_dialog.emulator.state import State

from .button_view import inline_rows
from .file_kinds import UNKNOWN, kind_of, picture_size
from .plain import Json
from .service_words import service_words

_EPHEMERAL = 1_000_000_000
_TEXTS = frozenset({"text", "entities", "caption", "caption_entities"})


def message_view(state: State, message: Message) -> Json:
    """Return a message for the page."""
    content = message.content
    via = message.via_bot
    return {
        "id": view_id(message),
        "thread": message.thread_id,
        "author": _author(state, message),
        "date": message.date,
        "edit_date": message.edit_date,
        "kind": "service" if message.is_service else message.kind,
        "text": message.text,
        "entities": content.get("entities")
        or content.get("caption_entities")
        or [],
        "media": _media(state, message),
        "extra": {k: v for k, v in content.items() if k not in _TEXTS},
        "album": message.album_id,
        "spoiler": bool(content.get("has_media_spoiler")),
        "caption_above": bool(content.get("show_caption_above_media")),
        "reply_to": _replied(state, message),
        "keyboard": inline_rows(message.inline_keyboard) or None,
        "via": None if via is None else state.users[via].username,
        "protected": message.is_protected,
        "effect": message.effect_id,
        "service": service_words(state, message),
    }


def view_id(message: Message) -> int:
    """Return the id by which the page knows a message.

    Messages for one person alone are numbered apart; they come last.
    """
    if message.ephemeral_id is not None:
        return _EPHEMERAL + message.ephemeral_id
    return message.id


def _author(state: State, message: Message) -> Json:
    author = message.business_bot or message.author
    if author is None or message.sender_chat is not None:
        sender = message.sender_chat or message.chat
        title = state.chats[sender].title or ""
        return {"id": sender.id, "name": title, "is_bot": False}
    user = state.users[author]
    return {"id": user.id, "name": user.first_name, "is_bot": user.is_bot}


def _replied(state: State, message: Message) -> Json | None:
    if message.reply_to is None:
        return None
    replied = state.messages.get((message.chat, message.reply_to))
    if replied is None:
        return {"id": message.reply_to, "text": "", "name": ""}
    return {
        "id": replied.id,
        "text": replied.text or f"[{replied.kind}]",
        "name": _author(state, replied)["name"],
    }


def _media(state: State, message: Message) -> Json | None:
    unique_id = unique_id_of(message.content, message.kind)
    file = state.files.get(unique_id or "")
    if file is None:
        return None
    shown: Any = message.content[message.kind]
    declared: Json = shown[-1] if isinstance(shown, list) else shown
    size = picture_size(file.content)
    kind = kind_of(file.content)
    return {
        "file": file.unique_id,
        "name": declared.get("file_name") or file.name or None,
        "mime": declared.get("mime_type", kind) if kind == UNKNOWN else kind,
        "size": file.size,
        "width": size.width if size else declared.get("width"),
        "height": size.height if size else declared.get("height"),
        "duration": declared.get("duration"),
        "thumb": None,
    }
