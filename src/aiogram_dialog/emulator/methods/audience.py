"""Ephemeral messages: who alone is to see a message."""

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.records import Chat, Json

from .call import Call, as_integer

_PERIOD = 15.0
_GROUPS = {"group", "supergroup"}


def read_receiver(call: Call, chat: Chat, reply: Json) -> int | None:
    """Read for whom alone a message is; None if it is for all.

    Administrators may write to any member; other bots only in answer to
    a press or an ephemeral message of the last 15 seconds.
    """
    wanted = _parameters(call)
    user_id = as_integer(wanted.get("receiver_user_id", 0))
    if not user_id:
        return None
    if chat.type not in _GROUPS:
        raise bad_request("ephemeral messages can be sent to groups only")
    state = call.state
    if not state.member(chat.ref, user_id).is_present:
        raise bad_request("receiver of the ephemeral message not found")
    is_admin = state.member(chat.ref, call.bot_id).is_admin
    if not is_admin and not _is_answer(call, chat, user_id, wanted, reply):
        raise bad_request(
            "ephemeral message must be sent in response to a callback query "
            "or an ephemeral message",
        )
    return user_id


def _parameters(call: Call) -> Json:
    try:
        value = call.json("ephemeral_message_parameters", default={})
    except ValueError as error:
        raise bad_request(
            "can't parse ephemeral message parameters JSON object",
        ) from error
    if value and isinstance(value, dict):
        return value
    return {
        "receiver_user_id": call.integer("receiver_user_id"),
        "callback_query_id": call.text("callback_query_id"),
    }


def _is_answer(
    call: Call,
    chat: Chat,
    user_id: int,
    wanted: Json,
    reply: Json,
) -> bool:
    state = call.state
    query = state.queries.get(str(wanted.get("callback_query_id")))
    if query is not None and query.bot_id == call.bot_id:
        is_recent = state.now - query.date <= _PERIOD
        return is_recent and (query.chat, query.user_id) == (
            chat.ref,
            user_id,
        )
    number = as_integer(reply.get("ephemeral_message_id", 0))
    replied = state.ephemeral.get((chat.ref, user_id, number))
    return replied is not None and state.now - replied.date <= _PERIOD
