"""Changes of who is where, and the service messages that tell of them."""

from .delivery import announce
from .messages import Message
from .records import ChatRef, Json, Member
from .state import State
from .views import chat_json, member_json, user_json


def set_member(
    state: State,
    chat: ChatRef,
    user_id: int,
    new: Member,
    *,
    by: int,
    via_join_request: bool = False,
) -> None:
    """Change what a user is in a chat, and tell the bots concerned.

    The bot itself gets my_chat_member, also when its private chat is
    concerned; administrators that asked for it get chat_member.
    """
    old = state.member(chat, user_id)
    state.members[chat, user_id] = new
    is_private = state.chats[chat].is_private
    subject = chat.account if is_private else user_id
    change: Json = {
        "chat": chat_json(state, chat),
        "from": user_json(state, by),
        "date": int(state.now),
        "old_chat_member": member_json(state, subject, old),
        "new_chat_member": member_json(state, subject, new),
    }
    if via_join_request:
        change["via_join_request"] = True
    if subject in state.bots and by != subject:
        state.queue(subject, "my_chat_member", change)
    if is_private:
        return
    for bot_id in state.bots_in(chat):
        if bot_id != subject and state.member(chat, bot_id).is_admin:
            state.queue(bot_id, "chat_member", change)


def service_message(
    state: State,
    chat: ChatRef,
    author: int,
    kind: str,
    value: object,
    thread_id: int | None = None,
) -> Message:
    """Let a service message appear and bots hear of it."""
    message = state.add_message(
        Message(
            chat=chat,
            id=state.next_message_id(chat),
            date=int(state.now),
            author=author,
            kind=kind,
            content={kind: value},
            thread_id=thread_id,
            is_topic=thread_id is not None,
            is_service=True,
        ),
    )
    announce(state, message)
    return message
