"""Where clicks and messages lead to: the handlers of the bot are called."""

import asyncio
from datetime import datetime, timezone
from logging import getLogger
from typing import Any

from aiogram import Router
from aiogram.enums import ContentType
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message, User

from aiogram_dialog.api.protocols import DialogProtocol

from .fake_manager import FAKE_CHAT, FAKE_USER, FakeManager
from .names import plain

logger = getLogger(__name__)

_FILE: dict[str, Any] = {"file_id": "stub", "file_unique_id": "stub"}
_VISIBLE: dict[str, Any] = {**_FILE, "width": 1, "height": 1}
_AUDIBLE: dict[str, Any] = {**_FILE, "duration": 1}
_STICKER = {"type": "regular", "is_animated": False, "is_video": False}

# What a message of each kind has in it.
_CONTENTS: dict[str, Any] = {
    ContentType.TEXT: "<stub>",
    ContentType.PHOTO: [_VISIBLE],
    ContentType.VIDEO: {**_VISIBLE, "duration": 1},
    ContentType.DOCUMENT: _FILE,
    ContentType.AUDIO: _AUDIBLE,
    ContentType.VOICE: _AUDIBLE,
    ContentType.VIDEO_NOTE: {**_AUDIBLE, "length": 1},
    ContentType.STICKER: {**_VISIBLE, **_STICKER},
    ContentType.CONTACT: {"phone_number": "1", "first_name": "stub"},
    ContentType.LOCATION: {"latitude": 0, "longitude": 0},
}
ATTACHMENTS = tuple(kind for kind in _CONTENTS if kind != ContentType.TEXT)
"""The kinds of messages that can be tried out, without texts."""


# Seconds that a handler may take.
PATIENCE = 5


def stub_click(data: str) -> CallbackQuery:
    """Return a click on a button that carries this."""
    return CallbackQuery(
        id="1",
        from_user=User(id=1, is_bot=False, first_name=""),
        chat_instance="",
        data=data,
    )


def stub_message(content_type: str) -> Message:
    """Return a message of a kind.

    Raises ``KeyError`` for a kind that there is no stub for.
    """
    return Message.model_validate(
        {
            "message_id": 1,
            "date": datetime.fromtimestamp(0, timezone.utc),
            "chat": FAKE_CHAT,
            "from_user": FAKE_USER,
            plain(content_type): _CONTENTS[content_type],
        },
    )


async def simulate(
    manager: FakeManager,
    dialog: DialogProtocol,
    state: State,
    event: CallbackQuery | Message,
) -> State:
    """Return the state that an event in a window leads to.

    The window is rendered anew before, so nothing is left of earlier
    events. If a handler fails or takes too long, the event leads nowhere.
    """
    manager.reset_context()
    manager.set_state(state)
    try:
        await dialog.render(manager)
        manager.set_event(event)
        handling = _handle(dialog, event, manager.middleware_data)
        await asyncio.wait_for(handling, PATIENCE)
        return manager.current_context().state
    except Exception:
        logger.debug("An event in %s has failed", state, exc_info=True)
        return state


async def _handle(
    dialog: DialogProtocol,
    event: CallbackQuery | Message,
    data: dict[str, Any],
) -> None:
    """Call the first handler that takes the event, without middlewares."""
    if not isinstance(dialog, Router):
        return
    kind = "message" if isinstance(event, Message) else "callback_query"
    for handler in dialog.observers[kind].handlers:
        is_taken, found = await handler.check(event, **data)
        if is_taken:
            await handler.call(event, **{**data, **found})
            return
