"""Sending: the checks all methods share, in Telegram's order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.discussion import forward_to_discussion
from aiogram_dialog.emulator.keyboards import show_markup
from aiogram_dialog.emulator.messages import Message
from aiogram_dialog.emulator.records import Chat, Json
from aiogram_dialog.emulator.views import message_json

from . import access, markup
from .audience import read_receiver
from .call import Call, as_integer, rule
from .media import WITHOUT_CAPTION, read_media
from .texts import read_caption, read_text, require_length


@dataclass(frozen=True, slots=True)
class Destination:
    """Hold where a message goes, and what it answers."""

    chat: Chat
    markup: markup.Markup | None
    thread_id: int | None
    reply_to: int | None
    receiver: int | None = None


def find_destination(call: Call, kind: str) -> Destination:
    """Check where a message is to go; content comes before and after."""
    reply = _reply_parameters(call)
    shape = markup.read_markup(call)
    chat = access.find_chat(call)
    thread_id = _topic(call, chat)
    reply_to = _replied(call, chat, reply)
    access.require_write(call, chat, kind)
    markup.check_semantics(shape, chat)
    _check_effect(call, chat)
    receiver = read_receiver(call, chat, reply)
    return Destination(chat, shape, thread_id, reply_to, receiver)


def _reply_parameters(call: Call) -> Json:
    try:
        reply = call.json("reply_parameters", default={})
    except ValueError as error:
        raise bad_request(
            "can't parse reply parameters JSON object",
        ) from error
    if not isinstance(reply, dict):
        raise bad_request("object expected as reply parameters")
    if not reply and call.has("reply_to_message_id"):
        reply = {
            "message_id": call.integer("reply_to_message_id"),
            "allow_sending_without_reply": call.flag(
                "allow_sending_without_reply",
            ),
        }
    return reply


def _topic(call: Call, chat: Chat) -> int | None:
    thread_id = call.integer("message_thread_id")
    has_topics = chat.is_forum or chat.is_private
    if thread_id <= 0 or not has_topics:
        return None
    topic = call.state.topics.get((chat.ref, thread_id))
    if topic is None:
        raise bad_request("message thread not found")
    if topic.is_closed:
        raise bad_request("TOPIC_CLOSED")
    return thread_id


def _replied(call: Call, chat: Chat, reply: Json) -> int | None:
    message_id = as_integer(reply.get("message_id", 0))
    if message_id <= 0:
        return None
    foreign = as_integer(reply.get("chat_id", chat.id)) != chat.id
    if not foreign and access.find_message(call, chat, message_id):
        return message_id
    if reply.get("allow_sending_without_reply") or foreign:
        return None
    raise bad_request("message to be replied not found")


def _check_effect(call: Call, chat: Chat) -> None:
    if call.text("message_effect_id") and not chat.is_private:
        raise bad_request("can't use message effects in the chat")


def deliver(
    call: Call,
    destination: Destination,
    kind: str,
    content: Json,
    forward_origin: Json | None = None,
) -> Message:
    """Check what only the servers decide, and let the message appear."""
    markup.check_by_server(destination.markup, destination.chat)
    access.require_unblocked(call, destination.chat)
    return put(call, destination, kind, content, forward_origin=forward_origin)


def put(
    call: Call,
    destination: Destination,
    kind: str,
    content: Json,
    *,
    album_id: str | None = None,
    forward_origin: Json | None = None,
) -> Message:
    """Let a message of the bot appear; some are for one person alone."""
    state, chat = call.state, destination.chat
    is_business = chat.is_private and chat.account != call.bot_id
    is_ephemeral = destination.receiver is not None
    message = Message(
        chat=chat.ref,
        id=0 if is_ephemeral else state.next_message_id(chat.ref),
        date=call.date,
        author=chat.account if is_business else call.bot_id,
        kind=kind,
        content=content,
        reply_markup=markup.value_of(destination.markup),
        reply_to=destination.reply_to,
        thread_id=destination.thread_id,
        is_topic=destination.thread_id is not None,
        is_protected=call.flag("protect_content")
        or chat.has_protected_content,
        album_id=album_id,
        forward_origin=forward_origin,
        business_bot=call.bot_id if is_business else None,
        effect_id=call.text("message_effect_id") or None,
        receiver=destination.receiver,
        ephemeral_id=state.count("ephemeral") if is_ephemeral else None,
    )
    state.add_message(message)
    show_markup(state, message)
    forward_to_discussion(state, message)
    return message


def send(
    call: Call,
    kind: str,
    content: Json,
    media: Callable[[], Json] = dict,
) -> Json:
    """Send a message whose text is parsed; its medium is read late."""
    destination = find_destination(call, kind)
    require_length(
        content,
        "message is too long",
        "message caption is too long",
    )
    message = deliver(call, destination, kind, {**media(), **content})
    return message_json(call.state, message, call.bot_id)


def _send_media(call: Call, kind: str) -> Json:
    caption = {} if kind in WITHOUT_CAPTION else read_caption(call)
    return send(call, kind, caption, lambda: read_media(call, kind))


@rule
def send_message(call: Call) -> Any:
    """Send a text."""
    content = read_text(call)
    preview = link_preview(call)
    return send(call, "text", {**content, **preview})


def link_preview(call: Call) -> Json:
    """Read the link preview options, echoed only when they are set."""
    try:
        options = call.json("link_preview_options")
    except ValueError as error:
        raise bad_request(
            "can't parse link preview options JSON object",
        ) from error
    if not options and call.flag("disable_web_page_preview"):
        options = {"is_disabled": True}
    return {"link_preview_options": options} if options else {}


@rule
def send_photo(call: Call) -> Any:
    """Send a photo."""
    return _send_media(call, "photo")


@rule
def send_video(call: Call) -> Any:
    """Send a video."""
    return _send_media(call, "video")


@rule
def send_animation(call: Call) -> Any:
    """Send an animation."""
    return _send_media(call, "animation")


@rule
def send_audio(call: Call) -> Any:
    """Send an audio file."""
    return _send_media(call, "audio")


@rule
def send_document(call: Call) -> Any:
    """Send a document."""
    return _send_media(call, "document")


@rule
def send_voice(call: Call) -> Any:
    """Send a voice note."""
    return _send_media(call, "voice")


@rule
def send_video_note(call: Call) -> Any:
    """Send a video note."""
    return _send_media(call, "video_note")


@rule
def send_sticker(call: Call) -> Any:
    """Send a sticker."""
    return _send_media(call, "sticker")


@rule
def send_live_photo(call: Call) -> Any:
    """Send a live photo."""
    return _send_media(call, "live_photo")
