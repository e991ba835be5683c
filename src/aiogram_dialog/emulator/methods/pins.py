"""Pinned messages and reactions."""

from dataclasses import replace
from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.journal import Acted
from aiogram_dialog.emulator.member_changes import service_message
from aiogram_dialog.emulator.records import Chat

from . import access
from .call import Call, rule

_REACTION_LIMIT = 1
_NO_RIGHT = "not enough rights to manage pinned messages in the chat"


def _chat(call: Call) -> Chat:
    chat = access.find_chat(call)
    access.require_presence(call, chat)
    right = (
        "can_edit_messages" if chat.type == "channel" else ("can_pin_messages")
    )
    access.require_right(call, chat, right, _NO_RIGHT)
    return chat


@rule
def pin_chat_message(call: Call) -> Any:
    """Pin a message; the service message is delivered to bots too."""
    chat = _chat(call)
    number = call.integer("message_id")
    message = access.find_message(call, chat, number)
    if message is None or message.is_service:
        raise bad_request("message to pin not found")
    if number in chat.pinned:
        return True
    state = call.state
    state.chats[chat.ref] = replace(chat, pinned=(*chat.pinned, number))
    service_message(state, chat.ref, call.bot_id, "pinned_message", number)
    return True


@rule
def unpin_chat_message(call: Call) -> Any:
    """Unpin a message, by default the newest pinned one."""
    chat = _chat(call)
    number = call.integer("message_id")
    if not number and chat.pinned:
        number = chat.pinned[-1]
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    pinned = tuple(one for one in chat.pinned if one != number)
    call.state.chats[chat.ref] = replace(chat, pinned=pinned)
    return True


@rule
def unpin_all_chat_messages(call: Call) -> Any:
    """Unpin all messages."""
    chat = _chat(call)
    call.state.chats[chat.ref] = replace(chat, pinned=())
    return True


@rule
def set_message_reaction(call: Call) -> Any:
    """React to a message; bots' reactions make no update."""
    try:
        reaction = call.json("reaction", default=[])
    except ValueError as error:
        raise bad_request("can't parse reaction JSON object") from error
    chat = access.find_chat(call)
    access.require_presence(call, chat)
    number = call.integer("message_id")
    if access.find_message(call, chat, number) is None:
        raise bad_request("message to react not found")
    if not isinstance(reaction, list) or len(reaction) > _REACTION_LIMIT:
        raise bad_request("REACTION_INVALID")
    call.state.reactions[chat.ref, number, call.bot_id] = tuple(reaction)
    shown = " ".join(str(one.get("emoji", "")) for one in reaction)
    action = f"reacts with {shown or 'nothing'}"
    call.state.journal.append(Acted(call.bot_id, chat.ref, action))
    return True
