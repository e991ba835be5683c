"""Editing: what may become what, and when nothing has changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.files import unique_id_of
from aiogram_dialog.emulator.records import Json, Message
from aiogram_dialog.emulator.views import message_json

from . import access, markup
from .call import Call, rule
from .media import WITHOUT_CAPTION, check_input_media, input_media
from .rich import read_rich
from .sending import link_preview
from .texts import media_caption, read_caption, read_text, require_length

CANNOT_EDIT = "message can't be edited"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
_NO_TEXT = "there is no text in the message to edit"
_NO_CAPTION = "there is no caption in the message to edit"
_NO_MEDIA = "message media can't be edited"

_WITH_TEXT = {"text", "rich_message"}
REPLACEABLE = {
    "photo",
    "live_photo",
    "video",
    "animation",
    "audio",
    "document",
}
_WITH_CAPTION = REPLACEABLE | {"voice", "paid_media"}
_FIXED = WITHOUT_CAPTION | {
    "dice",
    "contact",
    "location",
    "venue",
    "invoice",
    "game",
}
_INTERCHANGEABLE = {"photo", "video", "live_photo"}
_CAPTION_FIELDS = {"caption", "caption_entities", "show_caption_above_media"}


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


def _is_fixed(call: Call, message: Message) -> bool:
    """Tell whether neither text nor caption can ever be edited.

    Open polls and live locations are not fixed yet.
    """
    if message.kind == "poll":
        return bool(message.content["poll"]["is_closed"])
    return message.kind in _FIXED and not is_live(call, message)


def is_live(call: Call, message: Message) -> bool:
    """Tell whether a message is a location that still moves."""
    place = message.content.get("location", {})
    period: int = place.get("live_period", 0)
    return (
        message.kind == "location" and call.state.now < message.date + period
    )


@rule
def edit_message_text(call: Call) -> Any:
    """Replace the text of a text or rich message."""
    return edit_text(call, find_target)


def edit_text(call: Call, find: Finder) -> Any:
    """Replace text, or rich content, of the message that is found."""
    if call.has("rich_message"):
        kind, content = "rich_message", read_rich(call)
    else:
        kind = "text"
        content = {**read_text(call), **link_preview(call)}
    shape = read_inline(call)
    target = find(call)
    if _is_fixed(call, target.message):
        raise bad_request(CANNOT_EDIT)
    if target.message.kind not in _WITH_TEXT:
        raise bad_request(_NO_TEXT)
    require_length(content, "MESSAGE_TOO_LONG", "")
    return apply_edit(call, target, content, shape, kind)


@rule
def edit_message_caption(call: Call) -> Any:
    """Replace the caption of a medium; an absent one clears it."""
    return edit_caption(call, find_target)


def edit_caption(call: Call, find: Finder) -> Any:
    """Replace the caption of the message that is found."""
    caption = read_caption(call)
    shape = read_inline(call)
    target = find(call)
    if _is_fixed(call, target.message):
        raise bad_request(CANNOT_EDIT)
    if target.message.kind not in _WITH_CAPTION:
        raise bad_request(_NO_CAPTION)
    require_length(caption, "", "MEDIA_CAPTION_TOO_LONG")
    if call.flag("show_caption_above_media"):
        caption["show_caption_above_media"] = True
    return apply_edit(call, target, _recaptioned(target, caption), shape)


def _recaptioned(target: Target, caption: Json) -> Json:
    content = target.message.content
    kept = {k: v for k, v in content.items() if k not in _CAPTION_FIELDS}
    return kept | caption


@rule
def edit_message_media(call: Call) -> Any:
    """Replace a text or medium by another medium."""
    return edit_media(call, find_target)


def edit_media(call: Call, find: Finder) -> Any:
    """Replace the content of the message that is found by a medium."""
    value = _read_new_media(call)
    caption = media_caption(value)
    shape = read_inline(call)
    target = find(call)
    require_length(caption, "", "MEDIA_CAPTION_TOO_LONG")
    if target.message.kind not in _WITH_TEXT | REPLACEABLE:
        raise bad_request(_NO_MEDIA)
    if target.is_inline and str(value["media"]).startswith("attach://"):
        raise bad_request("wrong file identifier/HTTP URL specified")
    _require_fitting(target.message, str(value["type"]))
    kind, media = input_media(call, value, REPLACEABLE)
    return apply_edit(call, target, media | caption, shape, kind)


def _read_new_media(call: Call) -> Json:
    if not call.text("media"):
        raise bad_request('parameter "media" is required')
    try:
        value = call.json("media")
    except ValueError as error:
        raise bad_request("can't parse input media JSON object") from error
    if not isinstance(value, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    check_input_media(value, REPLACEABLE)
    return value


def _require_fitting(message: Message, kind: str) -> None:
    """Refuse media that an album can't hold in place of its item."""
    if message.album_id is None or message.kind == kind:
        return
    if not {message.kind, kind} <= _INTERCHANGEABLE:
        raise bad_request("can't change media type in the album")


@rule
def edit_message_reply_markup(call: Call) -> Any:
    """Replace the inline keyboard of a message, or remove it."""
    return edit_markup(call, find_target)


def edit_markup(call: Call, find: Finder) -> Any:
    """Replace the inline keyboard of the message that is found."""
    shape = read_inline(call)
    target = find(call)
    if target.message.album_id is not None:
        raise bad_request(NOT_MODIFIED)
    return apply_edit(call, target, target.message.content, shape)
