"""The records of the world as objects of the Bot API."""

from collections.abc import Iterable

from .files import localize
from .messages import Message
from .records import (
    ADMIN_RIGHTS,
    PERMISSIONS,
    BusinessConnection,
    Chat,
    ChatRef,
    Json,
    Member,
    User,
)
from .stand_ins import STAND_INS, shown_author
from .state import State


def _present(items: Iterable[tuple[str, object]]) -> Json:
    return {
        name: value
        for name, value in items
        if value is not None and value is not False and value != ""
    }


def user_json(state: State, user_id: int) -> Json:
    """Show a User."""
    user = STAND_INS.get(user_id) or state.users[user_id]
    return {
        "id": user.id,
        "is_bot": user.is_bot,
        "first_name": user.first_name,
        **_present(
            [
                ("last_name", user.last_name),
                ("username", user.username),
                ("language_code", user.language_code),
                ("is_premium", user.is_premium),
            ]
        ),
    }


def chat_json(state: State, ref: ChatRef) -> Json:
    """Show a Chat."""
    chat = state.chats[ref]
    shown: Json = {"id": chat.id, "type": chat.type}
    if chat.is_private:
        user = state.users[chat.id]
        shown["first_name"] = user.first_name
        return shown | _present(
            [
                ("last_name", user.last_name),
                ("username", user.username),
            ]
        )
    shown["title"] = chat.title
    return shown | _present(
        [
            ("username", chat.username),
            ("is_forum", chat.is_forum),
        ]
    )


def connection_of(
    state: State,
    ref: ChatRef,
    bot_id: int,
) -> BusinessConnection | None:
    """Find the business connection by which a bot sees a chat."""
    for connection in state.business.values():
        if (connection.user_id, connection.bot_id) == (ref.account, bot_id):
            return connection
    return None


def message_json(
    state: State,
    message: Message,
    bot_id: int,
    *,
    is_nested: bool = False,
) -> Json:
    """Show a Message as a bot sees it."""
    connection = connection_of(state, message.chat, bot_id)
    chat = state.chats[message.chat]
    shown: Json = {"message_id": message.id}
    author = shown_author(message)
    if author is None or chat.type == "channel":
        shown["sender_chat"] = chat_json(state, message.chat)
    else:
        shown["from"] = user_json(state, author)
        if message.sender_chat is not None:
            shown["sender_chat"] = chat_json(state, message.sender_chat)
    shown |= {"chat": chat_json(state, message.chat), "date": message.date}
    shown |= _present(
        [
            ("business_connection_id", connection and connection.id),
            ("sender_business_bot", _user(state, message.business_bot)),
            ("message_thread_id", message.thread_id),
            ("is_topic_message", message.is_topic),
            ("edit_date", message.edit_date),
            ("has_protected_content", message.is_protected),
            ("media_group_id", message.album_id),
            ("forward_origin", message.forward_origin),
            ("via_bot", _user(state, message.via_bot)),
            ("effect_id", message.effect_id),
            ("ephemeral_message_id", message.ephemeral_id),
            ("receiver_user", _user(state, message.receiver)),
        ]
    )
    shown |= message.extra
    shown |= localize(message.content, bot_id)
    if message.inline_keyboard and message.reply_markup:
        shown["reply_markup"] = message.reply_markup
    if not is_nested:
        shown |= _links(state, message, bot_id)
    return shown


def _links(state: State, message: Message, bot_id: int) -> Json:
    """Show the messages that a message refers to, one level deep."""
    linked: Json = {}
    if message.reply_to is not None:
        replied = state.messages.get((message.chat, message.reply_to))
        if replied is not None:
            linked["reply_to_message"] = message_json(
                state,
                replied,
                bot_id,
                is_nested=True,
            )
    if message.kind == "pinned_message":
        pinned_id = message.content["pinned_message"]
        pinned = state.messages.get((message.chat, pinned_id))
        linked["pinned_message"] = (
            inaccessible_json(state, message.chat, pinned_id)
            if pinned is None
            else message_json(state, pinned, bot_id, is_nested=True)
        )
    return linked


def _user(state: State, user_id: int | None) -> Json | None:
    return None if user_id is None else user_json(state, user_id)


def inaccessible_json(state: State, ref: ChatRef, message_id: int) -> Json:
    """Show an InaccessibleMessage: one deleted or out of reach."""
    return {
        "chat": chat_json(state, ref),
        "message_id": message_id,
        "date": 0,
    }


def member_json(state: State, user_id: int, member: Member) -> Json:
    """Show a ChatMember of the class that its status names."""
    shown: Json = {
        "status": member.status,
        "user": user_json(state, user_id),
    }
    if member.status == "creator":
        shown["is_anonymous"] = False
    elif member.status == "administrator":
        shown |= {"can_be_edited": False, "is_anonymous": False}
        shown |= {right: right in member.rights for right in ADMIN_RIGHTS}
    elif member.status == "restricted":
        shown |= {name: name in member.rights for name in PERMISSIONS}
        shown |= {"is_member": True, "until_date": member.until_date}
    elif member.status == "kicked":
        shown["until_date"] = member.until_date
    if member.custom_title and member.is_admin:
        shown["custom_title"] = member.custom_title
    return shown


def chat_full_json(state: State, chat: Chat, bot_id: int) -> Json:
    """Show a ChatFullInfo."""
    shown = chat_json(state, chat.ref) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if not chat.is_private:
        shown["permissions"] = {
            name: name not in chat.muted for name in PERMISSIONS
        }
    if chat.pinned:
        pinned = state.messages[chat.ref, chat.pinned[-1]]
        shown["pinned_message"] = message_json(
            state,
            pinned,
            bot_id,
            is_nested=True,
        )
    return shown


def business_json(state: State, connection: BusinessConnection) -> Json:
    """Show a BusinessConnection."""
    return {
        "id": connection.id,
        "user": user_json(state, connection.user_id),
        "user_chat_id": connection.user_id,
        "date": connection.date,
        "is_enabled": connection.is_enabled,
        "rights": dict.fromkeys(sorted(connection.rights), True),
        # Versions of aiogram before 3.19 ask for it.
        "can_reply": "can_reply" in connection.rights,
    }


def me_json(state: State, bot_id: int) -> Json:
    """Show a bot to itself."""
    settings = state.settings[bot_id]
    user: User = state.users[bot_id]
    return {
        "id": user.id,
        "is_bot": True,
        "first_name": user.first_name,
        "username": user.username,
        "can_join_groups": True,
        "can_read_all_group_messages": not settings.privacy_mode,
        "supports_inline_queries": settings.supports_inline,
        "supports_guest_queries": False,
        "can_connect_to_business": settings.can_connect_to_business,
        "has_main_web_app": False,
        "has_topics_enabled": settings.has_topics,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }
