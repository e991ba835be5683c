"""Who is there: people, groups, topics."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram_dialog.emulator import ChatRef, Person

from .asks import Ask, AskError
from .chat_keys import chat_key
from .conversation_recording import (
    Action,
    Changed,
    NewGroup,
    NewPerson,
    NewTopic,
    Seat,
)

_FIELDS = {
    "name": "first_name",
    "last_name": "last_name",
    "username": "username",
    "language": "language_code",
}


def _name(ask: Ask, field: str) -> str:
    name = ask.text(field).strip()
    if not name:
        raise AskError(f"{field!r} should say something.")
    return name


async def add_person(ask: Ask) -> int:
    """Let somebody come."""
    person = ask.playground.bot_world.add_person(_name(ask, "name"))
    ask.playground.recorder.add(NewPerson(person.id, person.name))
    ask.playground.acted()
    return person.id


async def change_person(ask: Ask) -> None:
    """Change names and language of somebody."""
    person = ask.person()
    changes = {
        field: ask.text(name).strip() or None if ask.has(name) else None
        for name, field in _FIELDS.items()
        if name in ask.fields
    }
    if "first_name" in changes and not changes["first_name"]:
        raise AskError("Everybody has a first name.")
    ask.playground.bot_world.change_person(person, **changes)
    ask.playground.recorder.add(Changed(person.id, changes))
    ask.playground.acted()


async def add_group(ask: Ask) -> str:
    """Found a group; the first of the people owns it."""
    title = _name(ask, "title")
    people = [ask.person_by_id(it) for it in ask.integers("people")]
    if not people:
        raise AskError("A group needs somebody who founds it.")
    is_forum = ask.flag("forum")
    chat = ask.playground.bot_world.add_group(title, people, is_forum=is_forum)
    ids = [person.id for person in people]
    ask.playground.recorder.add(NewGroup(chat, title, ids, is_forum))
    ask.playground.acted()
    return chat_key(chat)


async def add_topic(ask: Ask) -> int:
    """Open a topic in a forum."""
    person, chat, title = ask.person(), ask.chat(), _name(ask, "title")
    if not ask.playground.bot_world.state.chats[chat].is_forum:
        raise AskError("Only forums have topics.")
    thread_id = ask.playground.bot_world.world.topic(chat, title)
    seat = Seat(person.id, chat, thread_id)
    ask.playground.recorder.add(NewTopic(seat, title))
    ask.playground.acted()
    return thread_id


async def join(ask: Ask) -> None:
    """Join a group."""
    _move(ask, ask.chat(), "joins", Person.joins)


async def leave(ask: Ask) -> None:
    """Leave a group."""
    _move(ask, ask.chat(), "leaves", Person.leaves)


async def block(ask: Ask) -> None:
    """Block the bot."""
    _move(ask, _private(ask), "blocks", Person.blocks)


async def unblock(ask: Ask) -> None:
    """Let the bot write again."""
    _move(ask, _private(ask), "unblocks", Person.unblocks)


def _private(ask: Ask) -> ChatRef:
    return ChatRef(ask.playground.bot_world.account.id, ask.person().id)


def _move(
    ask: Ask,
    chat: ChatRef,
    name: str,
    act: Callable[[Person, ChatRef], object],
) -> None:
    person = ask.person()
    act(person, chat)
    seat = Seat(person.id, chat)
    ask.playground.recorder.add(
        Action(seat, lambda me: f"{me}.does({me}.person.{name})"),
    )
    ask.playground.acted()


FOUNDING: dict[str, Callable[[Ask], Awaitable[Any]]] = {
    "add_person": add_person,
    "change_person": change_person,
    "add_group": add_group,
    "add_topic": add_topic,
    "join": join,
    "leave": leave,
    "block": block,
    "unblock": unblock,
}
