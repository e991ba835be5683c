"""Handlers of what people do in chats."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeAlias

from aiogram_dialog.emulator import ChatRef, Message
from aiogram_dialog.emulator.actor.pressing import find_button

from .conversation_recording import Action, Seat
from .requests import PageRequest, RequestError

_LONGEST_LITERAL = 200
_KINDS = ("photo", "document", "voice", "video", "audio")

_Call: TypeAlias = Callable[[str], str]


def _done(request: PageRequest, seat: Seat, call: _Call) -> None:
    """Record an action, and let the bot and all pages know of it."""
    request.playground.recorder.add(Action(seat, call))
    request.playground.acted()


def _message(request: PageRequest, chat: ChatRef, number: int) -> Message:
    message = request.playground.bot_world.state.messages.get((chat, number))
    if message is None:
        raise RequestError(f"Message {number} is not in this chat any more.")
    return message


def _named(request: PageRequest, message: Message) -> _Call:
    """Return how a visitor names a message: counted from the newest one."""
    ids = [
        found.id
        for found in request.playground.bot_world.world.messages(message.chat)
    ]
    position = ids.index(message.id) - len(ids)
    return lambda me: f"{me}.messages[{position}]"


async def say(request: PageRequest) -> int:
    """Send a text, maybe as a reply and in a topic."""
    seat, text = request.seat(), request.text("text")
    replied_id = request.optional_integer("reply_to")
    replied: Message | None = None
    if replied_id is None:
        call: _Call = lambda me: f"{me}.says({text!r})"  # noqa: E731 - one of two
    else:
        replied = _message(request, seat.chat, replied_id)
        named = _named(request, replied)
        topic = f", thread_id={seat.thread}" if seat.thread else ""
        call = lambda me: (  # noqa: E731 - one of two
            f"{me}.does({me}.person.says, {text!r}, "
            f"reply_to={named(me)}{topic})"
        )
    message = request.person().says(
        seat.chat,
        text,
        reply_to=replied,
        thread_id=seat.thread,
    )
    _done(request, seat, call)
    return message.id


async def press(request: PageRequest) -> str | None:
    """Press an inline button."""
    person, chat = request.person(), request.chat()
    place = request.integer("row"), request.integer("column")
    message = _message(request, chat, request.integer("message"))
    call = _pressing(request, message, place)
    query_id = person.presses(chat, place, of=message.id)
    _done(request, Seat(person.id, chat, _thread(message)), call)
    return query_id


def _thread(message: Message) -> int | None:
    return message.thread_id if message.is_topic else None


def _pressing(
    request: PageRequest,
    message: Message,
    place: tuple[int, int],
) -> _Call:
    """Return how a test presses a button: by its label if that is enough."""
    button = find_button(message.inline_keyboard, place)
    if button is None:
        raise RequestError(f"There is no button at {place} any more.")
    label = str(button["text"])
    for newest in reversed(
        request.playground.bot_world.world.messages(message.chat),
    ):
        found = find_button(newest.inline_keyboard, label)
        if found is not None:
            if found is button:
                return lambda me: f"{me}.presses({label!r})"
            break
    named = _named(request, message)
    return lambda me: f"{me}.presses({place}, of={named(me)})"


async def press_reply(request: PageRequest) -> int | None:
    """Tap a button of the reply keyboard."""
    person, chat = request.person(), request.chat()
    text = request.text("text")
    message = person.taps(chat, text)
    _done(request, Seat(person.id, chat), lambda me: f"{me}.taps({text!r})")
    return None if message is None else message.id


async def attach(request: PageRequest) -> int:
    """Send a file that was uploaded before."""
    seat, kind = request.seat(), request.text("kind")
    if kind not in _KINDS:
        raise RequestError(f"{kind!r} is none of {', '.join(_KINDS)}.")
    upload = request.playground.uploads.get(request.text("upload"))
    if upload is None:
        raise RequestError("That file was not uploaded, or was sent already.")
    caption = request.text("caption") if request.has("caption") else ""
    reply_to = request.optional_integer("reply_to")
    message = request.person().sends(
        seat.chat,
        kind,
        caption=caption,
        file=upload.content,
        name=upload.name,
        reply_to=reply_to,
        thread_id=seat.thread,
    )
    content, size = upload.content, len(upload.content)
    file = repr(content) if size <= _LONGEST_LITERAL else f"bytes({size})"
    _done(
        request,
        seat,
        lambda me: (
            f"{me}.sends({kind!r}, caption={caption!r}, file={file}, "
            f"name={upload.name!r})"
        ),
    )
    return message.id


async def send_contact(request: PageRequest) -> int:
    """Send the contact of somebody."""
    seat = request.seat()
    contact = {
        "phone_number": request.text("phone"),
        "first_name": request.text("first_name"),
    }
    return _send_content(request, seat, "contact", contact)


async def send_location(request: PageRequest) -> int:
    """Send a place on the map."""
    seat = request.seat()
    place = {
        "latitude": request.number("latitude"),
        "longitude": request.number("longitude"),
    }
    return _send_content(request, seat, "location", place)


def _send_content(
    request: PageRequest,
    seat: Seat,
    kind: str,
    value: dict[str, Any],
) -> int:
    # What has no file is sent outside of topics.
    seat = replace(seat, thread=None)
    message = request.person().sends_content(seat.chat, kind, value)
    _done(
        request,
        seat,
        lambda me: (
            f"{me}.does({me}.person.sends_content, {kind!r}, {value!r})"
        ),
    )
    return message.id


async def delete(request: PageRequest) -> None:
    """Delete a message for everybody."""
    person, chat = request.person(), request.chat()
    message = _message(request, chat, request.integer("message"))
    named = _named(request, message)
    person.deletes(message, chat)
    _done(
        request,
        Seat(person.id, chat),
        lambda me: (
            f"{me}.does(lambda chat: {me}.person.deletes({named(me)}, chat))"
        ),
    )


async def edit(request: PageRequest) -> None:
    """Change the text of one's own message."""
    person, chat, text = request.person(), request.chat(), request.text("text")
    message = _message(request, chat, request.integer("message"))
    named = _named(request, message)
    person.edits(message, text)
    _done(
        request,
        Seat(person.id, chat),
        lambda me: (
            f"{me}.does(lambda _: {me}.person.edits({named(me)}, {text!r}))"
        ),
    )


CHAT_HANDLERS: dict[str, Callable[[PageRequest], Awaitable[Any]]] = {
    "say": say,
    "press": press,
    "press_reply": press_reply,
    "attach": attach,
    "send_contact": send_contact,
    "send_location": send_location,
    "delete": delete,
    "edit": edit,
}
