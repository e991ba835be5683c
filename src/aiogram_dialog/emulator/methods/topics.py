"""Topics of forums."""

from dataclasses import replace
from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.member_changes import service_message
from aiogram_dialog.emulator.messages import Topic
from aiogram_dialog.emulator.records import Chat

from . import access
from .call import Call, rule

_NO_RIGHT = "not enough rights to create a topic"
_COLOR = 7_322_096


def _forum(call: Call) -> Chat:
    chat = access.find_chat(call)
    access.require_presence(call, chat)
    if not chat.is_forum and not (
        chat.is_private and call.settings.has_topics
    ):
        raise bad_request("the chat is not a forum")
    access.require_right(call, chat, "can_manage_topics", _NO_RIGHT)
    return chat


def _topic(call: Call) -> tuple[Chat, int, Topic]:
    chat = _forum(call)
    thread_id = call.integer("message_thread_id")
    topic = call.state.topics.get((chat.ref, thread_id))
    if topic is None:
        raise bad_request("message thread not found")
    return chat, thread_id, topic


@rule
def create_forum_topic(call: Call) -> Any:
    """Open a topic; its id is that of the service message."""
    chat = _forum(call)
    name = call.text("name")
    if not name:
        raise bad_request("topic name must be non-empty")
    color = call.integer("icon_color") or _COLOR
    state = call.state
    thread_id = state.peek_message_id(chat.ref)
    state.topics[chat.ref, thread_id] = Topic(name, color)
    value = {"name": name, "icon_color": color}
    _tell(call, chat, thread_id, "forum_topic_created", value)
    return {"message_thread_id": thread_id, **value}


def _tell(
    call: Call,
    chat: Chat,
    thread_id: int,
    kind: str,
    value: dict[str, Any],
) -> None:
    service_message(
        call.state,
        chat.ref,
        call.bot_id,
        kind,
        value,
        thread_id,
    )


@rule
def edit_forum_topic(call: Call) -> Any:
    """Rename a topic."""
    chat, thread_id, topic = _topic(call)
    name = call.text("name") or topic.name
    call.state.topics[chat.ref, thread_id] = replace(topic, name=name)
    _tell(call, chat, thread_id, "forum_topic_edited", {"name": name})
    return True


@rule
def close_forum_topic(call: Call) -> Any:
    """Close a topic."""
    return _close(call, closed=True)


@rule
def reopen_forum_topic(call: Call) -> Any:
    """Open a topic again."""
    return _close(call, closed=False)


def _close(call: Call, *, closed: bool) -> bool:
    chat, thread_id, topic = _topic(call)
    if topic.is_closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    changed = replace(topic, is_closed=closed)
    call.state.topics[chat.ref, thread_id] = changed
    kind = "forum_topic_closed" if closed else "forum_topic_reopened"
    _tell(call, chat, thread_id, kind, {})
    return True


@rule
def delete_forum_topic(call: Call) -> Any:
    """Delete a topic with all its messages."""
    chat, thread_id, _ = _topic(call)
    for message in call.state.messages_in(chat.ref):
        if message.thread_id == thread_id:
            call.state.remove_message(message, call.bot_id)
    del call.state.topics[chat.ref, thread_id]
    return True
