"""Editing and deleting messages that one person alone sees."""

from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.messages import Message

from . import access
from .call import Call, rule
from .editing import edit_caption, edit_markup, edit_media, edit_text
from .target import Target


def _find(call: Call, reason: str) -> Message:
    chat = access.find_chat(call)
    access.require_presence(call, chat)
    key = (
        chat.ref,
        call.integer("receiver_user_id"),
        call.integer("ephemeral_message_id"),
    )
    message = call.state.ephemeral.get(key)
    if message is None or message.author != call.bot_id:
        raise bad_request(reason)
    return message


def _target(call: Call) -> Target:
    found = _find(call, "message to edit not found")
    return Target(found, is_silent=True)


@rule
def edit_ephemeral_message_text(call: Call) -> Any:
    """Replace the text of an ephemeral message."""
    return edit_text(call, _target)


@rule
def edit_ephemeral_message_caption(call: Call) -> Any:
    """Replace the caption of an ephemeral medium."""
    return edit_caption(call, _target)


@rule
def edit_ephemeral_message_media(call: Call) -> Any:
    """Replace the medium of an ephemeral message."""
    return edit_media(call, _target)


@rule
def edit_ephemeral_message_reply_markup(call: Call) -> Any:
    """Replace the keyboard of an ephemeral message."""
    return edit_markup(call, _target)


@rule
def delete_ephemeral_message(call: Call) -> Any:
    """Delete an ephemeral message."""
    message = _find(call, "message to delete not found")
    call.state.remove_message(message, call.bot_id)
    return True
