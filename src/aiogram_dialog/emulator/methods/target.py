"""The message that is to be edited: finding it, and changing it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.files import unique_id_of
from aiogram_dialog.emulator.messages import Message
from aiogram_dialog.emulator.records import Json
from aiogram_dialog.emulator.views import message_json

from . import access, markup
from .call import Call

CANNOT_EDIT = "message can't be edited"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)


@dataclass(frozen=True, slots=True)
class Target:
    """Hold the message to edit, and how the edit is answered.

    Inline and ephemeral messages are answered with true.
    """

    message: Message
    is_inline: bool = False
    is_silent: bool = False


Finder: TypeAlias = Callable[[Call], Target]
"""Find the message that a call wants to edit, or refuse."""


def find_target(call: Call) -> Target:
    """Find the message that a call wants to edit, and that it may edit."""
    inline_id = call.text("inline_message_id")
    if inline_id:
        found = _inline_message(call, inline_id)
        return Target(found, is_inline=True, is_silent=True)
    if not call.text("chat_id") and call.integer("message_id") <= 0:
        raise bad_request("message identifier is not specified")
    chat = access.find_chat(call)
    access.require_presence(call, chat)
    message_id = call.integer("message_id")
    if message_id <= 0:
        raise bad_request("message identifier is not specified")
    message = access.find_message(call, chat, message_id)
    if message is None:
        raise bad_request("message to edit not found")
    _require_editable(call, message)
    return Target(message)


def _inline_message(call: Call, inline_id: str) -> Message:
    place = call.state.inline_ids.get(inline_id)
    if place is None:
        raise bad_request("invalid inline message identifier specified")
    message = call.state.messages.get(place)
    if message is None or message.via_bot != call.bot_id:
        raise bad_request("MESSAGE_ID_INVALID")
    return message


def _require_editable(call: Call, message: Message) -> None:
    if access.connection(call) is not None:
        return
    is_post = call.state.chats[message.chat].type == "channel"
    is_own = message.author == call.bot_id or (
        is_post
        and call.state.member(message.chat, call.bot_id).may(
            "can_edit_messages",
        )
    )
    if (
        not is_own
        or message.is_service
        or message.forward_origin is not None
        or message.has_foreign_markup
    ):
        raise bad_request(CANNOT_EDIT)


def read_inline(call: Call) -> markup.Markup | None:
    """Read the new keyboard of a message: an inline one or none."""
    shape = markup.read_markup(call)
    markup.require_inline(shape)
    return shape


def apply_edit(
    call: Call,
    target: Target,
    content: Json,
    shape: markup.Markup | None,
    kind: str | None = None,
) -> Any:
    """Replace content and keyboard, unless both are the same."""
    message = target.message
    chat = call.state.chats[message.chat]
    markup.check_semantics(shape, chat)
    markup.check_by_server(shape, chat)
    changed = replace(
        message,
        kind=kind or message.kind,
        content=content,
        reply_markup=markup.value_of(shape),
        edit_date=call.date,
    )
    if _looks_same(message, changed):
        raise bad_request(NOT_MODIFIED)
    call.state.change_message(changed, call.bot_id)
    if target.is_silent:
        return True
    return message_json(call.state, changed, call.bot_id)


def _looks_same(old: Message, new: Message) -> bool:
    return (
        old.kind == new.kind
        and _essence(old) == _essence(new)
        and (old.reply_markup or None) == (new.reply_markup or None)
    )


def _essence(message: Message) -> Json:
    """Keep what makes a difference: a medium counts by its file."""
    unique_id = unique_id_of(message.content, message.kind)
    if unique_id is None:
        return message.content
    ignored = {message.kind, "document"}
    return {
        "file": unique_id,
        **{k: v for k, v in message.content.items() if k not in ignored},
    }
