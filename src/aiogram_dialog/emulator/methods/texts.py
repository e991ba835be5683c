"""Texts and captions: formatting, cleaning, limits."""

from collections.abc import Mapping
from typing import Any

from aiogram.types import MessageEntity
from pydantic import TypeAdapter, ValidationError

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.formatting import (
    FormattedText,
    FormattingError,
    format_text,
)
from aiogram_dialog.emulator.records import Json

from .call import Call

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
_RAW_LIMIT = 32_768
_ENTITIES = TypeAdapter(list[MessageEntity])


def read_text(call: Call) -> Json:
    """Read `text` as the fields of a text message; refuse empty ones."""
    raw = call.text("text")
    if not raw:
        raise bad_request("message text is empty")
    if len(raw.encode(errors="surrogatepass")) > _RAW_LIMIT:
        raise bad_request("text is too long")
    formatted = formatted_text(
        raw,
        call.text("parse_mode"),
        _json(call, "entities"),
    )
    if not formatted.text:
        raise bad_request("text must be non-empty")
    return text_fields(formatted, "text", "entities")


def read_caption(call: Call) -> Json:
    """Read `caption` as fields of a message; none if it is empty."""
    formatted = formatted_text(
        call.text("caption"),
        call.text("parse_mode"),
        _json(call, "caption_entities"),
    )
    return caption_fields(formatted)


def media_caption(media: Mapping[str, Any]) -> Json:
    """Read the caption of an InputMedia."""
    try:
        formatted = format_text(
            str(media.get("caption") or ""),
            parse_mode=media.get("parse_mode"),
            entities=_entities(media.get("caption_entities")),
        )
    except FormattingError as error:
        reason = error.description
        raise bad_request(
            f"can't parse InputMedia: {reason[:1].upper()}{reason[1:]}",
        ) from error
    return caption_fields(formatted)


def caption_fields(formatted: FormattedText) -> Json:
    """Show a caption as fields of a message."""
    return text_fields(formatted, "caption", "caption_entities")


def formatted_text(raw: str, parse_mode: str, entities: Any) -> FormattedText:
    """Format a text by a mode or given entities, or refuse as Telegram."""
    try:
        return format_text(
            raw,
            parse_mode=parse_mode or None,
            entities=_entities(entities),
        )
    except FormattingError as error:
        raise bad_request(error.description) from error


def text_fields(formatted: FormattedText, name: str, entities: str) -> Json:
    """Show a text and its entities as fields; empty ones are absent."""
    fields: Json = {}
    if formatted.text:
        fields[name] = formatted.text
    if formatted.entities:
        fields[entities] = [
            entity.model_dump(mode="json", exclude_none=True)
            for entity in formatted.entities
        ]
    return fields


def require_length(
    content: Json, too_long: str, caption_too_long: str
) -> None:
    """Refuse a text or caption past its limit, counted in code points."""
    if len(content.get("text", "")) > TEXT_LIMIT:
        raise bad_request(too_long)
    if len(content.get("caption", "")) > CAPTION_LIMIT:
        raise bad_request(caption_too_long)


def _json(call: Call, name: str) -> Any:
    try:
        return call.json(name)
    except ValueError as error:
        raise bad_request("can't parse entities JSON object") from error


def _entities(value: Any) -> list[MessageEntity] | None:
    if not value:
        return None
    try:
        return _ENTITIES.validate_python(value)
    except ValidationError as error:
        raise bad_request(
            "can't parse MessageEntity: expected an Array of MessageEntity",
        ) from error
