"""Handlers that change who is there: people, groups, topics."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram_dialog.emulator import ChatRef, Person

from .chat_keys import chat_key
from .conversation_recording import (
    Action,
    Changed,
    NewGroup,
    NewPerson,
    NewTopic,
    Seat,
)
from .requests import PageRequest, RequestError

_FIELDS = {
    "name": "first_name",
    "last_name": "last_name",
    "username": "username",
    "language": "language_code",
}


def _name(request: PageRequest, field: str) -> str:
    name = request.text(field).strip()
    if not name:
        raise RequestError(f"{field!r} should say something.")
    return name


async def add_person(request: PageRequest) -> int:
    """Let somebody come."""
    person = request.playground.bot_world.add_person(_name(request, "name"))
    request.playground.recorder.add(NewPerson(person.id, person.name))
    request.playground.acted()
    return person.id


async def change_person(request: PageRequest) -> None:
    """Change names and language of somebody."""
    person = request.person()
    changes = {
        field: request.text(name).strip() or None
        if request.has(name)
        else None
        for name, field in _FIELDS.items()
        if name in request.fields
    }
    if "first_name" in changes and not changes["first_name"]:
        raise RequestError("Everybody has a first name.")
    request.playground.bot_world.change_person(person, **changes)
    request.playground.recorder.add(Changed(person.id, changes))
    request.playground.acted()


async def add_group(request: PageRequest) -> str:
    """Found a group; the first of the people owns it."""
    title = _name(request, "title")
    people = [
        request.person_by_id(user_id) for user_id in request.integers("people")
    ]
    if not people:
        raise RequestError("A group needs somebody who founds it.")
    is_forum = request.flag("forum")
    chat = request.playground.bot_world.add_group(
        title,
        people,
        is_forum=is_forum,
    )
    ids = [person.id for person in people]
    request.playground.recorder.add(NewGroup(chat, title, ids, is_forum))
    request.playground.acted()
    return chat_key(chat)


async def add_topic(request: PageRequest) -> int:
    """Open a topic in a forum."""
    person, chat, title = (
        request.person(),
        request.chat(),
        _name(request, "title"),
    )
    if not request.playground.bot_world.state.chats[chat].is_forum:
        raise RequestError("Only forums have topics.")
    thread_id = request.playground.bot_world.world.topic(chat, title)
    seat = Seat(person.id, chat, thread_id)
    request.playground.recorder.add(NewTopic(seat, title))
    request.playground.acted()
    return thread_id


async def join(request: PageRequest) -> None:
    """Join a group."""
    _move(request, request.chat(), "joins", Person.joins)


async def leave(request: PageRequest) -> None:
    """Leave a group."""
    _move(request, request.chat(), "leaves", Person.leaves)


async def block(request: PageRequest) -> None:
    """Block the bot."""
    _move(request, _private(request), "blocks", Person.blocks)


async def unblock(request: PageRequest) -> None:
    """Let the bot write again."""
    _move(request, _private(request), "unblocks", Person.unblocks)


def _private(request: PageRequest) -> ChatRef:
    return ChatRef(
        request.playground.bot_world.account.id,
        request.person().id,
    )


def _move(
    request: PageRequest,
    chat: ChatRef,
    name: str,
    act: Callable[[Person, ChatRef], object],
) -> None:
    person = request.person()
    act(person, chat)
    seat = Seat(person.id, chat)
    request.playground.recorder.add(
        Action(seat, lambda me: f"{me}.does({me}.person.{name})"),
    )
    request.playground.acted()


PEOPLE_HANDLERS: dict[str, Callable[[PageRequest], Awaitable[Any]]] = {
    "add_person": add_person,
    "change_person": change_person,
    "add_group": add_group,
    "add_topic": add_topic,
    "join": join,
    "leave": leave,
    "block": block,
    "unblock": unblock,
}
