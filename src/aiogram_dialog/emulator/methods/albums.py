"""Albums: several media sent as one, and media that must be paid for."""

from typing import Any

from aiogram_dialog.emulator.answers import RefusedError, bad_request
from aiogram_dialog.emulator.records import Json
from aiogram_dialog.emulator.views import message_json

from . import access
from .call import Call, rule
from .media import check_input_media, input_media
from .sending import find_destination, put, send
from .texts import media_caption, read_caption, require_length

_LIMIT = 10
_KINDS = {"photo", "video", "audio", "document", "live_photo"}
_ALONE = ("document", "audio")
_UNFIT = {"animation", "voice", "video_note", "sticker"}


@rule
def send_media_group(call: Call) -> Any:
    """Send an album; all of it or nothing."""
    values = _read_items(call)
    captions = [media_caption(value) for value in values]
    destination = find_destination(call, str(values[0]["type"]))
    access.require_unblocked(call, destination.chat)
    contents = [
        _content(call, number, value, caption)
        for number, (value, caption) in enumerate(
            zip(values, captions, strict=True),
            start=1,
        )
    ]
    album_id = None
    if len(contents) > 1:
        album_id = str(call.state.count("album", start=13_000_000_001))
    messages = [
        put(call, destination, kind, content, album_id=album_id)
        for kind, content in contents
    ]
    return [message_json(call.state, m, call.bot_id) for m in messages]


def _read_items(call: Call) -> list[Json]:
    try:
        values = call.json("media", default=[])
    except ValueError as error:
        raise bad_request("can't parse media JSON object") from error
    if not isinstance(values, list):
        raise bad_request("expected an Array of InputMedia")
    if not values:
        raise bad_request("there are no messages to send")
    if len(values) > _LIMIT:
        raise bad_request("too many messages to send as an album")
    for value in values:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind in _UNFIT:
            raise bad_request(
                f"can't parse InputMedia: type \"{kind}\" can't be used in "
                "sendMediaGroup",
            )
        check_input_media(value, _KINDS)
    kinds = {value["type"] for value in values}
    for kind in _ALONE:
        if kind in kinds and len(kinds) > 1:
            raise bad_request(f"{kind} can't be mixed with other media types")
    return values


def _content(
    call: Call,
    number: int,
    value: Json,
    caption: Json,
) -> tuple[str, Json]:
    try:
        require_length(caption, "", "message caption is too long")
        kind, media = input_media(call, value, _KINDS)
    except RefusedError as refused:
        reason = refused.refusal.description.partition(": ")[2]
        raise bad_request(
            f"failed to send message #{number} with the error message "
            f'"{reason}"',
        ) from refused
    return kind, media | caption


@rule
def send_paid_media(call: Call) -> Any:
    """Send photos and videos that cost stars."""
    caption = read_caption(call)

    def media() -> Json:
        items = []
        for value in _read_items(call):
            kind, content = input_media(call, value, {"photo", "video"})
            items.append({"type": kind, kind: content[kind]})
        stars = call.integer("star_count")
        return {"paid_media": {"star_count": stars, "paid_media": items}}

    return send(call, "paid_media", caption, media)
