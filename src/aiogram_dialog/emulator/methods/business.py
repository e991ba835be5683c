"""What a bot does on behalf of a business account."""

from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.records import BusinessConnection
from aiogram_dialog.emulator.views import business_json

from . import access
from .call import Call, rule
from .deleting import message_ids


def _connection(call: Call) -> BusinessConnection:
    found = access.connection(call)
    if found is None:
        raise bad_request("business connection not found")
    return found


@rule
def get_business_connection(call: Call) -> Any:
    """Describe a business connection."""
    return business_json(call.state, _connection(call))


@rule
def delete_business_messages(call: Call) -> Any:
    """Delete messages of one chat of a business account."""
    connection = _connection(call)
    numbers = message_ids(call)
    found = [
        message
        for (ref, number), message in call.state.messages.items()
        if ref.account == connection.user_id and number in numbers
    ]
    rights = connection.rights
    for message in found:
        is_own = message.business_bot == call.bot_id
        needed = (
            "can_delete_sent_messages"
            if is_own
            else ("can_delete_all_messages")
        )
        if not rights & {needed, "can_delete_all_messages"}:
            raise bad_request("BUSINESS_CONNECTION_NOT_ALLOWED")
    for message in found:
        call.state.remove_message(message, call.bot_id)
    return True


@rule
def read_business_message(call: Call) -> Any:
    """Mark a message of a customer as read."""
    connection = _connection(call)
    chat = access.find_chat(call)
    if "can_read_messages" not in connection.rights:
        raise bad_request("BUSINESS_CONNECTION_NOT_ALLOWED")
    number = call.integer("message_id")
    if access.find_message(call, chat, number) is None:
        raise bad_request("message not found")
    return True
