"""Editing: what may become what."""

from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.messages import Message
from aiogram_dialog.emulator.records import Json

from .call import Call, rule
from .media import WITHOUT_CAPTION, check_input_media, input_media
from .rich import read_rich
from .sending import link_preview
from .target import (
    CANNOT_EDIT,
    NOT_MODIFIED,
    Finder,
    Target,
    apply_edit,
    find_target,
    read_inline,
)
from .texts import media_caption, read_caption, read_text, require_length

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
