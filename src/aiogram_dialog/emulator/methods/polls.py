"""Polls: sending and stopping them."""

from dataclasses import replace
from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.records import Json

from . import access, markup
from .call import Call, rule
from .sending import send
from .target import read_inline
from .texts import formatted_text, text_fields

_QUESTION_LIMIT = 300
_OPTION_LIMIT = 100
_OPTIONS_LIMIT = 12


@rule
def send_poll(call: Call) -> Any:
    """Send a poll."""
    question = formatted_text(call.text("question"), "", None)
    if not question.text:
        raise bad_request("poll question must be non-empty")
    if len(question.text) > _QUESTION_LIMIT:
        raise bad_request(
            f"poll question length must not exceed {_QUESTION_LIMIT}",
        )
    fields = text_fields(question, "question", "question_entities")
    return send(call, "poll", {"poll": _poll(call) | fields})


def _poll(call: Call) -> Json:
    number = call.state.count("poll", start=5_000_000_000_000_001)
    return {
        "id": str(number),
        "question": "",
        "options": _options(call),
        "total_voter_count": 0,
        "is_closed": call.flag("is_closed"),
        "is_anonymous": not call.has("is_anonymous")
        or call.flag("is_anonymous"),
        "type": call.text("type") or "regular",
        "allows_multiple_answers": call.flag("allows_multiple_answers"),
        "allows_revoting": call.flag("allows_revoting"),
        "members_only": call.flag("members_only"),
    }


def _options(call: Call) -> list[Json]:
    try:
        values = call.json("options", default=[])
    except ValueError as error:
        raise bad_request("can't parse options JSON object") from error
    if not isinstance(values, list):
        raise bad_request("expected an Array of InputPollOption")
    if not values:
        raise bad_request("poll must have at least one answer option")
    if len(values) > _OPTIONS_LIMIT:
        raise bad_request(
            f"poll can't have more than {_OPTIONS_LIMIT} options"
        )
    texts = [
        str(value.get("text", "")) if isinstance(value, dict) else str(value)
        for value in values
    ]
    if any(len(text) > _OPTION_LIMIT for text in texts):
        raise bad_request(
            f"poll options length must not exceed {_OPTION_LIMIT}",
        )
    return [
        {"persistent_id": str(n), "text": text, "voter_count": 0}
        for n, text in enumerate(texts)
    ]


@rule
def stop_poll(call: Call) -> Any:
    """Close a poll of the bot."""
    shape = read_inline(call)
    chat = access.find_chat(call)
    access.require_presence(call, chat)
    message = access.find_message(call, chat, call.integer("message_id"))
    if message is None or message.kind != "poll":
        raise bad_request("message with poll to stop not found")
    poll = message.content["poll"]
    if message.author != call.bot_id:
        raise bad_request("poll can't be stopped")
    if poll["is_closed"]:
        raise bad_request("poll has already been closed")
    closed = {**poll, "is_closed": True}
    call.state.change_message(
        replace(
            message,
            content={"poll": closed},
            reply_markup=markup.value_of(shape),
        ),
        call.bot_id,
    )
    call.state.queue(call.bot_id, "poll", closed)
    return closed
