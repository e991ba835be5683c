"""Which chat a bot means, and whether it may write there."""

from aiogram_dialog.emulator.answers import (
    RefusedError,
    bad_request,
    forbidden,
    refusal,
)
from aiogram_dialog.emulator.messages import Message
from aiogram_dialog.emulator.records import BusinessConnection, Chat, ChatRef
from aiogram_dialog.emulator.state import State

from .call import Call, as_integer

_MUTED_WORDS = {
    "text": "text messages",
    "photo": "photos",
    "video": "videos",
    "animation": "animations",
    "audio": "music",
    "document": "documents",
    "sticker": "stickers",
    "voice": "voice notes",
    "video_note": "video notes",
    "poll": "polls",
    "dice": "stickers",
}
_MUTED_BY = {
    "text": "can_send_messages",
    "photo": "can_send_photos",
    "live_photo": "can_send_photos",
    "video": "can_send_videos",
    "audio": "can_send_audios",
    "document": "can_send_documents",
    "voice": "can_send_voice_notes",
    "video_note": "can_send_video_notes",
    "poll": "can_send_polls",
    "animation": "can_send_other_messages",
    "sticker": "can_send_other_messages",
    "dice": "can_send_other_messages",
}
_NOUNS = {
    "group": "group chat",
    "supergroup": "supergroup chat",
    "channel": "channel chat",
}


def connection(call: Call) -> BusinessConnection | None:
    """Find the business connection of a call, None if it names none."""
    name = call.text("business_connection_id")
    if not name:
        return None
    found = call.state.business.get(name)
    if found is None or found.bot_id != call.bot_id or not found.is_enabled:
        raise bad_request("business connection not found")
    return found


def find_chat(call: Call, name: str = "chat_id") -> Chat:
    """Find the chat that a parameter names, and that the bot may know."""
    value = call.text(name)
    if not value:
        raise bad_request("chat_id is empty")
    linked = connection(call) if name == "chat_id" else None
    if linked is not None:
        ref = ChatRef(linked.user_id, as_integer(value))
        if ref not in call.state.chats:
            raise bad_request("BUSINESS_PEER_INVALID")
        return call.state.chats[ref]
    chat = _known_chat(call, value)
    if chat is None:
        raise bad_request("chat not found")
    return chat


def _known_chat(call: Call, value: str) -> Chat | None:
    chats = call.state.chats
    if value.startswith("@"):
        name = value[1:].lower()
        for chat in chats.values():
            if not chat.is_private and (chat.username or "").lower() == name:
                return chat
        return None
    number = as_integer(value)
    if number <= 0:
        return chats.get(ChatRef(0, number))
    return _private_chat(call.state, call.bot_id, number)


def _private_chat(state: State, bot_id: int, user_id: int) -> Chat | None:
    """Find or open the chat with a user that the bot has met."""
    ref = ChatRef(bot_id, user_id)
    if ref in state.chats:
        return state.chats[ref]
    if user_id in state.bots:
        raise forbidden("the bot can't send messages to the bot")
    met = any(
        state.member(chat.ref, user_id).is_present
        and state.member(chat.ref, bot_id).is_present
        for chat in state.chats.values()
        if not chat.is_private
    )
    if not met:
        return None
    state.chats[ref] = Chat(ref, "private")
    return state.chats[ref]


def require_presence(call: Call, chat: Chat) -> None:
    """Refuse if the bot is not in a group or channel."""
    if chat.is_private:
        return
    noun = _NOUNS[chat.type]
    if chat.is_deleted:
        raise forbidden(f"the {noun.replace(' chat', '')} chat was deleted")
    status = call.state.member(chat.ref, call.bot_id).status
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {noun}")
    if status == "left":
        raise forbidden(f"bot is not a member of the {noun}")


def require_write(call: Call, chat: Chat, kind: str) -> None:
    """Refuse if the bot may not send messages of a kind to a chat."""
    state = call.state
    if chat.is_private:
        _require_open_private(state, chat, kind)
        return
    if chat.migrated_to is not None:
        raise RefusedError(
            refusal(
                400,
                "group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": chat.migrated_to},
            ),
        )
    require_presence(call, chat)
    member = state.member(chat.ref, call.bot_id)
    if chat.type == "channel":
        if not member.may("can_post_messages"):
            raise bad_request("need administrator rights in the channel chat")
        return
    right = _MUTED_BY.get(kind, "can_send_messages")
    is_restricted = (
        member.status == "restricted" and right not in member.rights
    )
    if is_restricted or (right in chat.muted and not member.is_admin):
        words = _MUTED_WORDS.get(kind, "text messages")
        raise bad_request(f"not enough rights to send {words} to the chat")


def _require_open_private(state: State, chat: Chat, kind: str) -> None:
    user = state.users[chat.id]
    if chat.account in state.bots:
        member = state.members.get((chat.ref, chat.id))
        if member is None:
            raise forbidden("bot can't initiate conversation with a user")
    if user.is_bot:
        raise forbidden("the bot can't send messages to the bot")
    if user.bars_voice and kind in {"voice", "video_note"}:
        words = kind.replace("_", " ").removesuffix(" note")
        raise bad_request(
            f"user restricted receiving of {words} note messages",
        )


def require_unblocked(call: Call, chat: Chat) -> None:
    """Refuse what only the servers decide: blocked and deleted users."""
    if not chat.is_private or chat.account not in call.state.bots:
        return
    if call.state.users[chat.id].is_deleted:
        raise forbidden("user is deactivated")
    if call.state.member(chat.ref, chat.id).status == "kicked":
        raise forbidden("bot was blocked by the user")


def find_message(call: Call, chat: Chat, message_id: int) -> Message | None:
    """Find a message of a chat by its id."""
    return call.state.messages.get((chat.ref, message_id))


def require_right(call: Call, chat: Chat, right: str, reason: str) -> None:
    """Refuse with a reason if the bot lacks a right of administrators."""
    if chat.is_private:
        return
    if not call.state.member(chat.ref, call.bot_id).may(right):
        raise bad_request(reason)
