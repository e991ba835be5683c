"""Which bots hear of a message, and as what."""

from .messages import Message
from .state import State
from .views import connection_of, message_json


def announce(state: State, message: Message, *, edited: bool = False) -> None:
    """Queue the update of a message for each bot that hears it."""
    chat = state.chats[message.chat]
    if chat.is_private and chat.account not in state.bots:
        _announce_business(state, message, edited=edited)
        return
    kind = "channel_post" if chat.type == "channel" else "message"
    for bot_id in state.bots_in(message.chat):
        if hears(state, bot_id, message):
            state.queue(
                bot_id,
                f"edited_{kind}" if edited else kind,
                message_json(state, message, bot_id),
            )


def _announce_business(
    state: State,
    message: Message,
    *,
    edited: bool,
) -> None:
    kind = "edited_business_message" if edited else "business_message"
    for bot_id in state.bots:
        connection = connection_of(state, message.chat, bot_id)
        if connection is not None and connection.is_enabled:
            state.queue(bot_id, kind, message_json(state, message, bot_id))


def hears(state: State, bot_id: int, message: Message) -> bool:
    """Tell whether a bot is shown a message of one of its chats.

    In groups a bot in privacy mode hears commands for it, replies to it
    and service messages; an administrator hears all.
    """
    if message.author == bot_id and not message.is_service:
        return False
    chat = state.chats[message.chat]
    if chat.is_private or chat.type == "channel":
        return True
    if not state.settings[bot_id].privacy_mode:
        return True
    if state.member(message.chat, bot_id).is_admin or message.is_service:
        return True
    return message.via_bot == bot_id or _is_addressed(state, bot_id, message)


def _is_addressed(state: State, bot_id: int, message: Message) -> bool:
    if message.reply_to is not None:
        replied = state.messages.get((message.chat, message.reply_to))
        if replied is not None and replied.author == bot_id:
            return True
    return any(
        entity["type"] == "bot_command"
        and _is_own_command(state, bot_id, message.text, entity)
        for entity in message.content.get("entities", [])
    )


def _is_own_command(
    state: State,
    bot_id: int,
    text: str,
    entity: dict[str, int],
) -> bool:
    units = text.encode("utf-16-le")
    start = entity["offset"] * 2
    command = units[start : start + entity["length"] * 2]
    _, at, name = command.decode("utf-16-le").partition("@")
    own = state.bots[bot_id].username.lower()
    return not at or name.lower() == own
