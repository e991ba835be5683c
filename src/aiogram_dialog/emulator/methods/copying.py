"""Copying and forwarding messages."""

from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.messages import Message
from aiogram_dialog.emulator.records import Chat, Json
from aiogram_dialog.emulator.views import chat_json, message_json, user_json

from . import access
from .call import Call, rule
from .deleting import message_ids
from .sending import Destination, deliver, find_destination
from .texts import read_caption, require_length

_CAPTION_FIELDS = {"caption", "caption_entities", "show_caption_above_media"}
_UNCOPIABLE = {"invoice", "paid_media", "giveaway"}


def _source(call: Call) -> Chat:
    chat = access.find_chat(call, "from_chat_id")
    access.require_presence(call, chat)
    return chat


@rule
def copy_message(call: Call) -> Any:
    """Send the content of a message again, without its keyboard."""
    source = _source(call)
    message = access.find_message(call, source, call.integer("message_id"))
    if message is None:
        raise bad_request("message to copy not found")
    caption = read_caption(call) if call.has("caption") else None
    destination = find_destination(call, message.kind)
    copied = _copy(call, destination, message, caption)
    return {"message_id": copied.id}


def _copy(
    call: Call,
    destination: Destination,
    message: Message,
    caption: Json | None = None,
) -> Message:
    if not _is_copiable(message):
        raise bad_request("can't copy message")
    content = message.content
    if caption is not None and message.kind != "text":
        require_length(caption, "", "message caption is too long")
        content = {
            name: value
            for name, value in content.items()
            if name not in _CAPTION_FIELDS
        } | caption
    return deliver(call, destination, message.kind, content)


def _is_copiable(message: Message) -> bool:
    return not (
        message.is_service
        or message.is_protected
        or message.kind in _UNCOPIABLE
    )


@rule
def copy_messages(call: Call) -> Any:
    """Copy several messages; those that can't be copied are left out."""
    source = _source(call)
    numbers = message_ids(call)
    destination = find_destination(call, "text")
    no_caption: Json | None = {} if call.flag("remove_caption") else None
    found = _several(call, source, numbers)
    copied = [
        _copy(call, destination, message, no_caption)
        for message in found
        if _is_copiable(message)
    ]
    if not copied:
        raise bad_request("there are no messages to copy")
    return [{"message_id": message.id} for message in copied]


def _several(call: Call, chat: Chat, numbers: list[int]) -> list[Message]:
    found = (access.find_message(call, chat, number) for number in numbers)
    return [message for message in found if message is not None]


@rule
def forward_message(call: Call) -> Any:
    """Forward a message."""
    source = _source(call)
    message = access.find_message(call, source, call.integer("message_id"))
    if message is None:
        raise bad_request("message to forward not found")
    destination = find_destination(call, message.kind)
    if message.is_protected:
        raise bad_request(
            "message has protected content and can't be forwarded",
        )
    if message.is_service:
        raise bad_request("message can't be forwarded")
    forwarded = _forward(call, destination, message)
    return message_json(call.state, forwarded, call.bot_id)


def _forward(
    call: Call,
    destination: Destination,
    message: Message,
) -> Message:
    origin = _origin(call, message)
    return deliver(call, destination, message.kind, message.content, origin)


def _origin(call: Call, message: Message) -> Json:
    if message.forward_origin is not None:
        return message.forward_origin
    if message.sender_chat is not None:
        return {
            "type": "chat",
            "date": message.date,
            "sender_chat": chat_json(call.state, message.sender_chat),
        }
    if message.author is None:
        name = call.state.chats[message.chat].title
        return {
            "type": "hidden_user",
            "date": message.date,
            "sender_user_name": name,
        }
    return {
        "type": "user",
        "date": message.date,
        "sender_user": user_json(call.state, message.author),
    }


@rule
def forward_messages(call: Call) -> Any:
    """Forward several messages; those that can't be are left out."""
    source = _source(call)
    numbers = message_ids(call)
    destination = find_destination(call, "text")
    found = [
        message
        for message in _several(call, source, numbers)
        if not message.is_protected and not message.is_service
    ]
    if not found:
        raise bad_request("there are no messages to forward")
    return [
        {"message_id": _forward(call, destination, message).id}
        for message in found
    ]
