"""Files of a call: uploads, known files, addresses on the web."""

from collections.abc import Set as AbstractSet
from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.files import (
    TYPE_NAMES,
    media_content,
    read_file_id,
    store_file,
)
from aiogram_dialog.emulator.messages import File
from aiogram_dialog.emulator.records import Json

from .call import Call, Upload

WITHOUT_CAPTION = {"sticker", "video_note"}
_WITHOUT_URL = {"video_note", "live_photo"}
_WITH_SPOILER = {"photo", "live_photo", "video", "animation"}
_FACTS = (
    "width",
    "height",
    "duration",
    "length",
    "performer",
    "title",
    "emoji",
    "start_timestamp",
)
_TEXT_FACTS = {"performer", "title", "emoji"}


def read_media(call: Call, kind: str) -> Json:
    """Read the file parameter named after a kind as fields of a message."""
    facts: Json = {
        name: call.text(name) if name in _TEXT_FACTS else call.integer(name)
        for name in _FACTS
        if call.has(name)
    }
    source = call.text(kind)
    if not source and kind in call.files:
        source = f"attach://{kind}"
    content = media_content(take_file(call, kind, source, facts))
    return content | flags(
        kind,
        spoiler=call.flag("has_spoiler"),
        above=call.flag("show_caption_above_media"),
    )


def flags(kind: str, *, spoiler: bool, above: bool) -> Json:
    """Show the switches of a medium that its kind knows."""
    shown: Json = {}
    if kind in _WITH_SPOILER and spoiler:
        shown["has_media_spoiler"] = True
    if kind in _WITH_SPOILER and above:
        shown["show_caption_above_media"] = True
    return shown


def take_file(
    call: Call,
    kind: str,
    source: str,
    facts: Json | None = None,
) -> File:
    """Find or keep the file that a value names, or refuse.

    The value is `attach://<part>`, an address on the web or a file id.
    """
    if source.startswith("attach://"):
        upload = call.files.get(source.removeprefix("attach://"))
        if upload is None:
            raise bad_request(_missing(kind))
        return _uploaded(call, kind, upload, facts or {})
    if not source:
        raise bad_request(_missing(kind))
    if source.startswith(("http://", "https://")):
        return _from_web(call, kind, source)
    return known_file(call, kind, source)


def _missing(kind: str) -> str:
    return f"there is no {kind.replace('_', ' ')} in the request"


def _uploaded(call: Call, kind: str, upload: Upload, facts: Json) -> File:
    if not upload.content:
        raise bad_request("file must be non-empty")
    return store_file(
        call.state,
        kind,
        upload.content,
        name=upload.name,
        facts=facts,
    )


def _from_web(call: Call, kind: str, url: str) -> File:
    """Fetch from the web of the world: all there is unless set otherwise."""
    if kind in _WITHOUT_URL:
        raise bad_request("wrong file identifier/HTTP URL specified")
    state = call.state
    known = state.urls.get((url, kind))
    if known is not None:
        return state.files[known["unique_id"]]
    content = state.web.get(url, url.encode())
    if content is None:
        raise bad_request("failed to get HTTP URL content")
    name = url.partition("?")[0].rpartition("/")[2]
    file = store_file(state, kind, content, name=name)
    state.urls[url, kind] = {"unique_id": file.unique_id}
    return file


def known_file(call: Call, kind: str, file_id: str) -> File:
    """Find a file by its id, and refuse one of another kind."""
    wrong = "wrong remote file identifier specified: "
    try:
        unique_id = read_file_id(call.bot_id, file_id)
    except ValueError as error:
        raise bad_request(f"{wrong}{error}") from error
    except LookupError as error:
        raise bad_request(
            "wrong file identifier/HTTP URL specified",
        ) from error
    file = call.state.files.get(unique_id)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(
            f"can't use file of type {TYPE_NAMES[file.kind]} "
            f"as {TYPE_NAMES[kind]}",
        )
    return file


def check_input_media(value: Any, kinds: AbstractSet[str]) -> None:
    """Refuse what is no InputMedia of one of some kinds."""
    if not isinstance(value, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = str(value.get("type", ""))
    if kind not in kinds:
        raise bad_request(
            f'can\'t parse InputMedia: type "{kind}" is unsupported',
        )
    if not value.get("media"):
        raise bad_request("can't parse InputMedia: media not found")


def input_media(
    call: Call,
    value: Any,
    kinds: AbstractSet[str],
) -> tuple[str, Json]:
    """Read an InputMedia without its caption: its kind and its fields."""
    check_input_media(value, kinds)
    kind = str(value["type"])
    facts = {
        name: value[name] for name in _FACTS if value.get(name) is not None
    }
    file = take_file(call, kind, str(value["media"]), facts)
    shown = flags(
        kind,
        spoiler=bool(value.get("has_spoiler")),
        above=bool(value.get("show_caption_above_media")),
    )
    return kind, media_content(file) | shown
