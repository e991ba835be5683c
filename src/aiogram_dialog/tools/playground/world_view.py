"""People and chats of the world as the page lists them."""

import json
from typing import Any

from aiogram_dialog.emulator import ChatRef
from aiogram_dialog.emulator.keyboards import keyboard_of
from aiogram_dialog.emulator.records import Chat
from aiogram_dialog.emulator.state import State

from .bot_world import BotWorld
from .button_view import reply_keyboard
from .chat_keys import chat_key
from .plain import Json

_DEFAULT_SCOPE = json.dumps({"type": "default"})


def bot_view(bot_world: BotWorld, target: str) -> Json:
    """Return the bot."""
    user = bot_world.state.users[bot_world.account.id]
    return {
        "id": user.id,
        "username": user.username,
        "name": user.first_name,
        "target": target,
    }


def people_view(bot_world: BotWorld) -> list[Json]:
    """Return the people, in the order in which they came."""
    return [
        {
            "id": person.id,
            "name": " ".join(
                filter(None, [person.user.first_name, person.user.last_name]),
            ),
            "first_name": person.user.first_name,
            "last_name": person.user.last_name,
            "username": person.user.username,
            "language": person.user.language_code,
            "blocked": _has_blocked(bot_world, person.id),
        }
        for person in bot_world.people
    ]


def _has_blocked(bot_world: BotWorld, user_id: int) -> bool:
    private = ChatRef(bot_world.account.id, user_id)
    return bot_world.state.member(private, user_id).status == "kicked"


def chats_view(
    bot_world: BotWorld,
    typing: dict[ChatRef, str],
    commands: list[Json],
) -> list[Json]:
    """Return the chats.

    ``typing``: what the bot is doing there, like ``upload_photo``.
    ``commands``: those of a bot that has told Telegram of none.
    """
    state = bot_world.state
    told = _commands(state, bot_world.account.id)
    return [
        {
            "key": chat_key(chat.ref),
            "type": chat.type,
            "title": _title(state, chat),
            "forum": chat.is_forum,
            "people": (people := _people(state, chat)),
            "topics": _topics(state, chat.ref),
            "commands": commands if told is None else told,
            "typing": typing.get(chat.ref),
            "reply_keyboard": {
                str(user_id): _keyboard(state, chat.ref, user_id)
                for user_id in people
            },
        }
        for chat in state.chats.values()
        if not chat.is_deleted
    ]


def _title(state: State, chat: Chat) -> str:
    if chat.title is not None:
        return chat.title
    return state.users[chat.id].first_name


def _people(state: State, chat: Chat) -> list[int]:
    if chat.is_private:
        return [chat.id]
    return [
        user_id
        for (ref, user_id), member in state.members.items()
        if ref == chat.ref
        and member.is_present
        and not state.users[user_id].is_bot
    ]


def _topics(state: State, chat: ChatRef) -> list[Json]:
    return [
        {"thread": thread_id, "title": topic.name}
        for (ref, thread_id), topic in state.topics.items()
        if ref == chat
    ]


def _commands(state: State, bot_id: int) -> list[Any] | None:
    """Return what the bot has told Telegram, for all of its chats."""
    for (owner, scope, language), commands in state.commands.items():
        if (owner, scope, language) == (bot_id, _DEFAULT_SCOPE, ""):
            return list(commands)
    return None


def _keyboard(state: State, chat: ChatRef, user_id: int) -> Json | None:
    keyboard = keyboard_of(state, chat, user_id)
    if keyboard is None or keyboard.is_collapsed:
        return None
    return reply_keyboard(keyboard.markup)
