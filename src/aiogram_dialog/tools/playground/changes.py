"""What has happened in the world, as events for the page."""

from collections.abc import Iterator
from itertools import islice

from aiogram_dialog.emulator import Ok
from aiogram_dialog.emulator.journal import (
    Called,
    Deleted,
    Edited,
    Entry,
    Pressed,
    Sent,
)
from aiogram_dialog.emulator.messages import Message
from aiogram_dialog.emulator.state import State

from .chat_keys import chat_key
from .message_view import message_view
from .plain import Json

_ANSWER = "answerCallbackQuery"


def events_of(state: State, entry: Entry) -> Iterator[Json]:
    """Yield the events of an entry of the journal."""
    match entry:
        case Sent(message):
            yield _message(state, message, "new")
        case Edited(message=message):
            yield _message(state, message, "edited")
        case Deleted(message=message):
            yield _message(state, message, "deleted")
        case Pressed(query_id=str()):
            yield from _pressed(state, entry)
        case Called(method=method, answer=Ok()) if method == _ANSWER:
            yield _answered(entry)


def _message(state: State, message: Message, change: str) -> Json:
    return {
        "type": "message",
        "chat": chat_key(message.chat),
        "change": change,
        "message": message_view(state, message),
    }


def _pressed(state: State, pressed: Pressed) -> Iterator[Json]:
    message = state.messages.get((pressed.chat, pressed.message_id))
    rows = [] if message is None else message.inline_keyboard
    places = (
        (row, column)
        for row, buttons in enumerate(rows)
        for column, button in enumerate(buttons)
        if button == pressed.button
    )
    for row, column in islice(places, 1):
        yield {
            "type": "pressed",
            "chat": chat_key(pressed.chat),
            "message": pressed.message_id,
            "row": row,
            "column": column,
            "person": pressed.user_id,
            "query": pressed.query_id,
        }


def _answered(called: Called) -> Json:
    return {
        "type": "answered",
        "query": called.params["callback_query_id"],
        "text": called.params.get("text"),
        "alert": called.params.get("show_alert") == "true",
        "url": called.params.get("url"),
    }
