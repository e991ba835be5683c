"""What bots ask about chats, members, files and themselves."""

from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.files import file_id, read_file_id
from aiogram_dialog.emulator.records import Member
from aiogram_dialog.emulator.views import chat_full_json, me_json, member_json

from . import access
from .call import Call, rule

_DOWNLOAD_LIMIT = 20 * 1024 * 1024


@rule
def get_me(call: Call) -> Any:
    """Describe the bot."""
    return me_json(call.state, call.bot_id)


@rule
def get_chat(call: Call) -> Any:
    """Describe a chat in full."""
    chat = access.find_chat(call)
    access.require_presence(call, chat)
    return chat_full_json(call.state, chat, call.bot_id)


@rule
def get_chat_member(call: Call) -> Any:
    """Describe a member of a chat by status."""
    chat = access.find_chat(call)
    access.require_presence(call, chat)
    user_id = call.integer("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    state = call.state
    if user_id not in state.users:
        raise bad_request("user not found")
    member = state.members.get((chat.ref, user_id))
    if chat.is_private:
        if user_id not in {chat.id, call.bot_id}:
            raise bad_request("member not found")
        return member_json(state, user_id, Member("member"))
    if member is None:
        raise bad_request("member not found")
    return member_json(state, user_id, member)


@rule
def get_chat_member_count(call: Call) -> Any:
    """Count the members of a chat."""
    chat = access.find_chat(call)
    access.require_presence(call, chat)
    if chat.is_private:
        return 2
    return sum(
        member.is_present
        for (ref, _), member in call.state.members.items()
        if ref == chat.ref
    )


@rule
def get_chat_administrators(call: Call) -> Any:
    """List the administrators of a group."""
    chat = access.find_chat(call)
    access.require_presence(call, chat)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return [
        member_json(call.state, user_id, member)
        for (ref, user_id), member in call.state.members.items()
        if ref == chat.ref
        and member.is_admin
        and (user_id not in call.state.bots or user_id == call.bot_id)
    ]


@rule
def get_file(call: Call) -> Any:
    """Tell where a file can be downloaded."""
    text = call.text("file_id")
    if not text:
        raise bad_request("file_id not specified")
    try:
        unique_id = read_file_id(call.bot_id, text)
    except ValueError as error:
        raise bad_request("invalid file_id") from error
    except LookupError as error:
        raise bad_request(
            "wrong file_id or the file is temporarily unavailable",
        ) from error
    file = call.state.files.get(unique_id)
    if file is None:
        raise bad_request(
            "wrong file_id or the file is temporarily unavailable",
        )
    if file.size > _DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": file_id(call.bot_id, unique_id),
        "file_unique_id": unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }
