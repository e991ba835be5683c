"""Answers to queries: what a bot offers to be sent elsewhere."""

from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.files import media_content
from aiogram_dialog.emulator.messages import Message
from aiogram_dialog.emulator.records import Json

from . import markup
from .call import Call, rule
from .media import take_file
from .texts import formatted_text, media_caption, text_fields

_LIMIT = 50
_TOO_OLD = (
    "query is too old and response timeout expired or query ID is invalid"
)
_MEDIA = {
    "photo": "photo",
    "gif": "animation",
    "mpeg4_gif": "animation",
    "video": "video",
    "audio": "audio",
    "voice": "voice",
    "document": "document",
    "sticker": "sticker",
}


@rule
def answer_inline_query(call: Call) -> Any:
    """Offer results; messages appear when the person picks one."""
    values = _results(call)
    query_id = call.text("inline_query_id")
    query = call.state.inline_queries.get(query_id)
    if query is None or query["bot_id"] != call.bot_id:
        raise bad_request(_TOO_OLD)
    results = [{**value, **_message(call, value)} for value in values]
    call.state.inline_queries[query_id] = {**query, "results": results}
    return True


def _results(call: Call) -> list[Json]:
    try:
        values = call.json("results", default=[])
    except ValueError as error:
        raise bad_request(
            "can't parse inline query results JSON object",
        ) from error
    if not isinstance(values, list):
        raise bad_request("expected an Array of inline query results")
    if len(values) > _LIMIT:
        raise bad_request("too many inline query results specified")
    for value in values:
        if not isinstance(value, dict) or not value.get("id"):
            raise bad_request("RESULT_ID_INVALID")
    return values


def _message(call: Call, value: Json) -> Json:
    """Read the message of a result: its kind, content and keyboard."""
    kind, content = read_result(call, value)
    shape = markup.parse_markup(value.get("reply_markup") or {})
    markup.require_inline(shape)
    return {
        "message_kind": kind,
        "message_content": content,
        "message_markup": markup.value_of(shape),
    }


def read_result(call: Call, value: Json) -> tuple[str, Json]:
    """Read the kind and the content of the message of a result."""
    given = value.get("input_message_content")
    if isinstance(given, dict):
        return _given_content(given)
    kind = _MEDIA.get(str(value.get("type", "")))
    if kind is None:
        raise bad_request("MESSAGE_CONTENT_REQUIRED")
    names = (f"{value['type']}_file_id", f"{value['type']}_url")
    source = next((str(value[n]) for n in names if value.get(n)), "")
    content = media_content(take_file(call, kind, source))
    return kind, content | media_caption(value)


def _given_content(given: Json) -> tuple[str, Json]:
    if "message_text" not in given:
        kind = "location" if "latitude" in given else "contact"
        kind = "venue" if "address" in given else kind
        return kind, {kind: given}
    formatted = formatted_text(
        str(given["message_text"]),
        str(given.get("parse_mode") or ""),
        given.get("entities"),
    )
    if not formatted.text:
        raise bad_request("message text is empty")
    return "text", text_fields(formatted, "text", "entities")


@rule
def answer_guest_query(call: Call) -> Any:
    """Answer a mention in a chat that the bot is no member of."""
    try:
        value = call.json("result", default={})
    except ValueError as error:
        raise bad_request("can't parse result JSON object") from error
    query_id = call.text("guest_query_id")
    query = call.state.inline_queries.get(query_id)
    if query is None or query["bot_id"] != call.bot_id:
        raise bad_request(_TOO_OLD)
    found = _message(call, value)
    chat = query["chat"]
    inline_id = f"guest-{query_id}"
    number = call.state.next_message_id(chat)
    call.state.add_message(
        Message(
            chat=chat,
            id=number,
            date=call.date,
            author=call.bot_id,
            kind=found["message_kind"],
            content=found["message_content"],
            reply_markup=found["message_markup"],
            reply_to=query["message_id"],
            via_bot=call.bot_id,
            inline_id=inline_id,
        ),
    )
    call.state.inline_ids[inline_id] = chat, number
    del call.state.inline_queries[query_id]
    return {"inline_message_id": inline_id}
