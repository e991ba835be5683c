"""Rich messages: blocks, and a plain reading of HTML and Markdown."""

import re
from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.files import media_content
from aiogram_dialog.emulator.records import Json

from .call import Call, rule
from .media import take_file
from .sending import send

_TEXT_LIMIT = 32_768
_BLOCK_LIMIT = 500
_MEDIA = {
    "photo": "photo",
    "video": "video",
    "animation": "animation",
    "audio": "audio",
    "document": "document",
    "voice_note": "voice",
}
_BREAK = re.compile(r"\n{2,}|</?(?:p|div|h[1-6]|li|ul|ol|br)[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def read_rich(call: Call) -> Json:
    """Read `rich_message` as the fields of a message.

    Blocks are kept; of HTML and Markdown only the paragraphs are.
    """
    try:
        value = call.json("rich_message", default={})
    except ValueError as error:
        raise bad_request("can't parse rich message JSON object") from error
    if not isinstance(value, dict):
        raise bad_request("object expected as rich message")
    blocks = _blocks(call, value)
    if not blocks:
        raise bad_request("rich message must be non-empty")
    too_long = sum(len(str(block)) for block in blocks) > 2 * _TEXT_LIMIT
    if len(blocks) > _BLOCK_LIMIT or too_long:
        raise bad_request("MESSAGE_TOO_LONG")
    rich: Json = {"blocks": blocks}
    if value.get("is_rtl"):
        rich["is_rtl"] = True
    return {"rich_message": rich}


def _blocks(call: Call, value: Json) -> list[Json]:
    if isinstance(value.get("blocks"), list):
        return [_block(call, block) for block in value["blocks"]]
    source = str(value.get("html") or value.get("markdown") or "")
    parts = (_TAG.sub("", part).strip() for part in _BREAK.split(source))
    return [{"type": "paragraph", "text": part} for part in parts if part]


def _block(call: Call, block: Any) -> Json:
    if not isinstance(block, dict):
        raise bad_request("can't parse rich message block")
    kind = _MEDIA.get(block.get("type", ""))
    if kind is None:
        return block
    field = str(block["type"])
    source = block.get(field) or {}
    file = take_file(call, kind, str(source.get("media", "")))
    return {**block, field: media_content(file)[kind]}


@rule
def send_rich_message(call: Call) -> Any:
    """Send a rich message."""
    return send(call, "rich_message", read_rich(call))
