"""What people do in chats."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeAlias

from aiogram_dialog.emulator import ChatRef, Message
from aiogram_dialog.emulator.actor.pressing import find_button

from .asks import Ask, AskError
from .conversation_recording import Action, Seat

_LONGEST_LITERAL = 200
_KINDS = ("photo", "document", "voice", "video", "audio")

_Call: TypeAlias = Callable[[str], str]


def _done(ask: Ask, seat: Seat, call: _Call) -> None:
    """Record an action, and let the bot and all pages know of it."""
    ask.playground.recorder.add(Action(seat, call))
    ask.playground.acted()


def _message(ask: Ask, chat: ChatRef, number: int) -> Message:
    message = ask.playground.bot_world.state.messages.get((chat, number))
    if message is None:
        raise AskError(f"Message {number} is not in this chat any more.")
    return message


def _named(ask: Ask, message: Message) -> _Call:
    """Return how a visitor names a message: counted from the newest one."""
    ids = [
        it.id for it in ask.playground.bot_world.world.messages(message.chat)
    ]
    position = ids.index(message.id) - len(ids)
    return lambda me: f"{me}.messages[{position}]"


async def say(ask: Ask) -> int:
    """Send a text, maybe as a reply and in a topic."""
    seat, text = ask.seat(), ask.text("text")
    replied_id = ask.optional_integer("reply_to")
    replied: Message | None = None
    if replied_id is None:
        call: _Call = lambda me: f"{me}.says({text!r})"  # noqa: E731 - one of two
    else:
        replied = _message(ask, seat.chat, replied_id)
        named = _named(ask, replied)
        topic = f", thread_id={seat.thread}" if seat.thread else ""
        call = lambda me: (  # noqa: E731 - one of two
            f"{me}.does({me}.person.says, {text!r}, "
            f"reply_to={named(me)}{topic})"
        )
    message = ask.person().says(
        seat.chat,
        text,
        reply_to=replied,
        thread_id=seat.thread,
    )
    _done(ask, seat, call)
    return message.id


async def press(ask: Ask) -> str | None:
    """Press an inline button."""
    person, chat = ask.person(), ask.chat()
    place = ask.integer("row"), ask.integer("column")
    message = _message(ask, chat, ask.integer("message"))
    call = _pressing(ask, message, place)
    query_id = person.presses(chat, place, of=message.id)
    _done(ask, Seat(person.id, chat, _thread(message)), call)
    return query_id


def _thread(message: Message) -> int | None:
    return message.thread_id if message.is_topic else None


def _pressing(ask: Ask, message: Message, place: tuple[int, int]) -> _Call:
    """Return how a test presses a button: by its label if that is enough."""
    button = find_button(message.inline_keyboard, place)
    if button is None:
        raise AskError(f"There is no button at {place} any more.")
    label = str(button["text"])
    for newest in reversed(
        ask.playground.bot_world.world.messages(message.chat)
    ):
        found = find_button(newest.inline_keyboard, label)
        if found is not None:
            if found is button:
                return lambda me: f"{me}.presses({label!r})"
            break
    named = _named(ask, message)
    return lambda me: f"{me}.presses({place}, of={named(me)})"


async def press_reply(ask: Ask) -> int | None:
    """Tap a button of the reply keyboard."""
    person, chat = ask.person(), ask.chat()
    text = ask.text("text")
    message = person.taps(chat, text)
    _done(ask, Seat(person.id, chat), lambda me: f"{me}.taps({text!r})")
    return None if message is None else message.id


async def attach(ask: Ask) -> int:
    """Send a file that was uploaded before."""
    seat, kind = ask.seat(), ask.text("kind")
    if kind not in _KINDS:
        raise AskError(f"{kind!r} is none of {', '.join(_KINDS)}.")
    upload = ask.playground.uploads.get(ask.text("upload"))
    if upload is None:
        raise AskError("That file was not uploaded, or was sent already.")
    caption = ask.text("caption") if ask.has("caption") else ""
    reply_to = ask.optional_integer("reply_to")
    message = ask.person().sends(
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
        ask,
        seat,
        lambda me: (
            f"{me}.sends({kind!r}, caption={caption!r}, file={file}, "
            f"name={upload.name!r})"
        ),
    )
    return message.id


async def send_contact(ask: Ask) -> int:
    """Send the contact of somebody."""
    seat = ask.seat()
    contact = {
        "phone_number": ask.text("phone"),
        "first_name": ask.text("first_name"),
    }
    return _send_content(ask, seat, "contact", contact)


async def send_location(ask: Ask) -> int:
    """Send a place on the map."""
    seat = ask.seat()
    place = {
        "latitude": ask.number("latitude"),
        "longitude": ask.number("longitude"),
    }
    return _send_content(ask, seat, "location", place)


def _send_content(
    ask: Ask,
    seat: Seat,
    kind: str,
    value: dict[str, Any],
) -> int:
    # What has no file is sent outside of topics.
    seat = replace(seat, thread=None)
    message = ask.person().sends_content(seat.chat, kind, value)
    _done(
        ask,
        seat,
        lambda me: (
            f"{me}.does({me}.person.sends_content, {kind!r}, {value!r})"
        ),
    )
    return message.id


async def delete(ask: Ask) -> None:
    """Delete a message for everybody."""
    person, chat = ask.person(), ask.chat()
    message = _message(ask, chat, ask.integer("message"))
    named = _named(ask, message)
    person.deletes(message, chat)
    _done(
        ask,
        Seat(person.id, chat),
        lambda me: (
            f"{me}.does(lambda chat: {me}.person.deletes({named(me)}, chat))"
        ),
    )


async def edit(ask: Ask) -> None:
    """Change the text of one's own message."""
    person, chat, text = ask.person(), ask.chat(), ask.text("text")
    message = _message(ask, chat, ask.integer("message"))
    named = _named(ask, message)
    person.edits(message, text)
    _done(
        ask,
        Seat(person.id, chat),
        lambda me: (
            f"{me}.does(lambda _: {me}.person.edits({named(me)}, {text!r}))"
        ),
    )


TALKING: dict[str, Callable[[Ask], Awaitable[Any]]] = {
    "say": say,
    "press": press,
    "press_reply": press_reply,
    "attach": attach,
    "send_contact": send_contact,
    "send_location": send_location,
    "delete": delete,
    "edit": edit,
}
