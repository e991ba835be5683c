"""Updates in one line for people."""

from dataclasses import dataclass
from typing import Any

from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Message, Update

from aiogram_dialog.api.entities import DialogUpdateEvent
from aiogram_dialog.emulator.labels import visible

from .chat_keys import chat_key, chat_of_bot


@dataclass(frozen=True, slots=True)
class UpdateFacts:
    """Hold what the activity log tells of an update."""

    title: str
    chat: str | None
    message: int | None
    person: int | None


def facts_of(update: Update, bot_id: int) -> UpdateFacts:
    """Return who has done what and where."""
    event: Any = update.event
    person = getattr(event, "from_user", None)
    message = event.message if isinstance(event, CallbackQuery) else event
    chat = getattr(message, "chat", None)
    name = "Somebody" if person is None else person.first_name
    return UpdateFacts(
        _title(name, event, update.event_type),
        None if chat is None else chat_key(chat_of_bot(bot_id, chat.id)),
        getattr(message, "message_id", None),
        None if person is None else person.id,
    )


def _title(name: str, event: Any, kind: str) -> str:
    match event:
        case Message():
            text = event.text or event.caption or ""
            kind = ContentType(event.content_type).value
            shown = visible(text) or f"[{kind}]"
            return f"{name}: {shown}"
        case CallbackQuery():
            return f"{name} presses [{_label(event)}]"
        case DialogUpdateEvent():
            return f"Background command {event.action.name}"
    return f"{name}: {kind.replace('_', ' ')}"


def _label(click: CallbackQuery) -> str:
    markup = getattr(click.message, "reply_markup", None)
    rows = markup.inline_keyboard if markup else []
    for row in rows:
        for button in row:
            if button.callback_data == click.data:
                return visible(button.text)
    return click.data or "?"
