"""What administrators do to members of a chat."""

from dataclasses import replace
from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.member_changes import service_message, set_member
from aiogram_dialog.emulator.records import ADMIN_RIGHTS, Chat, Member
from aiogram_dialog.emulator.views import user_json

from . import access
from .call import Call, rule

_NO_RIGHT = "not enough rights to restrict/unrestrict chat member"


def _subject(call: Call, right: str) -> tuple[Chat, int]:
    chat = access.find_chat(call)
    access.require_presence(call, chat)
    if chat.is_private:
        raise bad_request("method is available only for groups and channels")
    access.require_right(call, chat, right, _NO_RIGHT)
    user_id = call.integer("user_id")
    if user_id not in call.state.users:
        raise bad_request("user not found")
    if call.state.member(chat.ref, user_id).status == "creator":
        raise bad_request("can't remove chat owner")
    return chat, user_id


def _set(call: Call, chat: Chat, user_id: int, new: Member) -> bool:
    set_member(call.state, chat.ref, user_id, new, by=call.bot_id)
    return True


@rule
def ban_chat_member(call: Call) -> Any:
    """Remove somebody from a chat and keep them out."""
    chat, user_id = _subject(call, "can_restrict_members")
    was_present = call.state.member(chat.ref, user_id).is_present
    until = call.integer("until_date")
    _set(call, chat, user_id, Member("kicked", until_date=until))
    if was_present and chat.type != "channel":
        shown = user_json(call.state, user_id)
        kind = "left_chat_member"
        service_message(call.state, chat.ref, call.bot_id, kind, shown)
    return True


@rule
def unban_chat_member(call: Call) -> Any:
    """Let somebody come back; removes those who are there."""
    chat, user_id = _subject(call, "can_restrict_members")
    status = call.state.member(chat.ref, user_id).status
    if status == "kicked" or (
        status != "left" and not call.flag("only_if_banned")
    ):
        _set(call, chat, user_id, Member("left"))
    return True


@rule
def restrict_chat_member(call: Call) -> Any:
    """Leave a member only some permissions."""
    chat, user_id = _subject(call, "can_restrict_members")
    try:
        permissions = call.json("permissions", default={})
    except ValueError as error:
        raise bad_request("can't parse permissions JSON object") from error
    if not isinstance(permissions, dict):
        raise bad_request("object expected as permissions")
    allowed = frozenset(k for k, v in permissions.items() if v)
    until = call.integer("until_date")
    new = Member("restricted", allowed, until_date=until)
    return _set(call, chat, user_id, new)


@rule
def promote_chat_member(call: Call) -> Any:
    """Make a member an administrator; without rights a member again."""
    chat, user_id = _subject(call, "can_promote_members")
    rights = frozenset(right for right in ADMIN_RIGHTS if call.flag(right))
    new = Member("administrator", rights) if rights else Member("member")
    return _set(call, chat, user_id, new)


@rule
def approve_chat_join_request(call: Call) -> Any:
    """Let somebody in who has asked."""
    chat, user_id = _request(call)
    set_member(
        call.state,
        chat.ref,
        user_id,
        Member("member"),
        by=call.bot_id,
        via_join_request=True,
    )
    return True


@rule
def decline_chat_join_request(call: Call) -> Any:
    """Keep somebody out who has asked."""
    _request(call)
    return True


def _request(call: Call) -> tuple[Chat, int]:
    chat, user_id = _subject(call, "can_invite_users")
    if call.state.member(chat.ref, user_id).is_present:
        raise bad_request("USER_ALREADY_PARTICIPANT")
    if call.state.join_requests.pop((chat.ref, user_id), None) is None:
        raise bad_request("HIDE_REQUESTER_MISSING")
    return chat, user_id


@rule
def leave_chat(call: Call) -> Any:
    """Leave a chat."""
    chat = access.find_chat(call)
    if chat.is_private:
        raise bad_request(
            "chat member status can't be changed in private chats"
        )
    access.require_presence(call, chat)
    return _set(call, chat, call.bot_id, Member("left"))


@rule
def set_chat_title(call: Call) -> Any:
    """Rename a chat."""
    chat = access.find_chat(call)
    access.require_presence(call, chat)
    reason = "not enough rights to change chat title"
    if chat.is_private:
        raise bad_request("can't change title of a private chat")
    access.require_right(call, chat, "can_change_info", reason)
    title = call.text("title")
    if not title:
        raise bad_request("title must be non-empty")
    call.state.chats[chat.ref] = replace(chat, title=title)
    if chat.type != "channel":
        kind = "new_chat_title"
        service_message(call.state, chat.ref, call.bot_id, kind, title)
    return True
