"""What the grey lines between messages say."""

from typing import Any

from aiogram_dialog.emulator import Message
from aiogram_dialog.emulator.state import State


def service_words(state: State, message: Message) -> str | None:
    """Return what a service message says, None for other messages."""
    if not message.is_service:
        return None
    author = _name(state, message.author)
    value = message.content[message.kind]
    match message.kind:
        case "new_chat_members":
            added = [user["first_name"] for user in value]
            if added == [author]:
                return f"{author} joined"
            return f"{author} added {', '.join(added)}"
        case "left_chat_member":
            left = value["first_name"]
            return f"{author} {'left' if left == author else f'removed {left}'}"
        case "forum_topic_created":
            return f"{author} opened the topic “{value['name']}”"
        case "new_chat_title":
            return f"{author} named the group “{value}”"
        case "pinned_message":
            return f"{author} pinned a message"
    return _any_words(author, message.kind, value)


def _any_words(author: str, kind: str, value: Any) -> str:
    words = kind.replace("_", " ")
    shown = f": {value}" if isinstance(value, str) else ""
    return f"{author}: {words}{shown}"


def _name(state: State, user_id: int | None) -> str:
    user = state.users.get(user_id or 0)
    return "Somebody" if user is None else user.first_name
