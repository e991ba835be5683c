"""Deleting messages, by bots."""

from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.messages import Message
from aiogram_dialog.emulator.records import Chat

from . import access
from .call import Call, as_integer, rule

_DELETE_PERIOD = 48 * 3600
_DICE_PERIOD = 24 * 3600
_LIMIT = 100


@rule
def delete_message(call: Call) -> Any:
    """Delete a message for everyone; this makes no update."""
    if not call.text("chat_id"):
        raise bad_request("chat identifier is not specified")
    chat = access.find_chat(call)
    access.require_presence(call, chat)
    message_id = call.integer("message_id")
    if message_id <= 0:
        raise bad_request("message identifier is not specified")
    message = access.find_message(call, chat, message_id)
    if message is None:
        raise bad_request("message to delete not found")
    require_deletable(call, chat, message)
    call.state.remove_message(message, call.bot_id)
    return True


@rule
def delete_messages(call: Call) -> Any:
    """Delete several messages; one that can't be deleted fails all."""
    if not call.text("chat_id"):
        raise bad_request("chat identifier is not specified")
    chat = access.find_chat(call)
    access.require_presence(call, chat)
    found = [
        message
        for message_id in message_ids(call)
        if (message := access.find_message(call, chat, message_id))
    ]
    for message in found:
        require_deletable(call, chat, message)
    for message in found:
        call.state.remove_message(message, call.bot_id)
    return True


def message_ids(call: Call) -> list[int]:
    """Read `message_ids`, each once, or refuse."""
    try:
        values = call.json("message_ids", default=[])
    except ValueError as error:
        raise bad_request("can't parse message identifiers") from error
    if not isinstance(values, list) or not values:
        raise bad_request("message identifiers are not specified")
    if len(values) > _LIMIT:
        raise bad_request("too many message identifiers specified")
    numbers = list(dict.fromkeys(map(as_integer, values)))
    if any(number <= 0 for number in numbers):
        raise bad_request("invalid message identifier specified")
    return numbers


def require_deletable(call: Call, chat: Chat, message: Message) -> None:
    """Refuse what is too old, or belongs to others."""
    is_small = chat.type in {"private", "group"}
    tail = " for everyone" if is_small else ""
    age = call.state.now - message.date
    is_own = message.author == call.bot_id
    member = call.state.member(chat.ref, call.bot_id)
    has_right = chat.is_private or member.may("can_delete_messages")
    fresh_dice = (
        chat.is_private and message.kind == "dice" and age < _DICE_PERIOD
    )
    if age > _DELETE_PERIOD and (is_small or not has_right):
        raise bad_request(f"message can't be deleted{tail}")
    if (not is_own and not has_right) or fresh_dice:
        raise bad_request(f"message can't be deleted{tail}")
