"""Answering presses of inline buttons."""

from dataclasses import replace
from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.journal import Answered

from .call import Call, rule

_PERIOD = 15.0
_TEXT_LIMIT = 200
_TOO_OLD = (
    "query is too old and response timeout expired or query ID is invalid"
)


@rule
def answer_callback_query(call: Call) -> Any:
    """Stop the waiting of a button, with a text or without."""
    query_id = call.text("callback_query_id")
    query = call.state.queries.get(query_id)
    if query is None or query.bot_id != call.bot_id or query.is_answered:
        raise bad_request(_TOO_OLD)
    if call.state.now - query.date > _PERIOD:
        raise bad_request(_TOO_OLD)
    text = call.text("text")
    if len(text) > _TEXT_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    call.state.queries[query_id] = replace(query, is_answered=True)
    call.state.journal.append(
        Answered(
            call.bot_id,
            query.user_id,
            query.chat,
            text,
            call.flag("show_alert"),
            call.text("url"),
        ),
    )
    return True
