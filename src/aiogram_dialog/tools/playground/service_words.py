"""What the grey lines between messages say."""

from typing import Any

from aiogram_dialog.emulator import Message
from aiogram_dialog.emulator.state import State


def service_words(state: State, message: Message) -> str | None:
    """Return what a service message says, None for other messages."""
    if not message.is_service:
        return None
    value = message.content[message.kind]
    author = _name(state, message.author)
    return f"{author} {_action(author, message.kind, value)}"


def _action(author: str, kind: str, value: Any) -> str:
    match kind:
        case "new_chat_members":
            added = [user["first_name"] for user in value]
            action = f"added {', '.join(added)}"
            return "joined" if added == [author] else action
        case "left_chat_member":
            left = value["first_name"]
            return "left" if left == author else f"removed {left}"
        case "forum_topic_created":
            return f"opened the topic “{value['name']}”"
        case "new_chat_title":
            return f"named the group “{value}”"
        case "pinned_message":
            return "pinned a message"
    shown = f" {value}" if isinstance(value, str) else ""
    return f"· {kind.replace('_', ' ')}{shown}"


def _name(state: State, user_id: int | None) -> str:
    user = state.users.get(user_id or 0)
    return "Somebody" if user is None else user.first_name
