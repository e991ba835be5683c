"""The screen of a person: what is in a chat at this moment."""

from .actor import Person
from .drawing import Names, about, bubble
from .journal import Sent
from .keyboards import keyboard_of
from .labels import visible
from .messages import Message
from .records import ChatRef
from .world import World


def screen(world: World, chat: ChatRef, person: Person) -> str:
    """Draw what a person has before their eyes in a chat.

    Messages that are there now, those for this person alone last, and
    below the line what is in place of the keyboard of the phone.
    """
    names = Names(world.state)
    for entry in world.journal:
        if isinstance(entry, Sent):
            names.learn(entry.message)
    own = [
        message
        for (ref, receiver, _), message in world.state.ephemeral.items()
        if (ref, receiver) == (chat, person.id)
    ]
    lines: list[str] = []
    for message in [*world.messages(chat), *own]:
        lines += _message(names, message)
    lines += _keyboard(world, chat, person)
    return "".join(f"{line}\n" for line in lines)


def _message(names: Names, message: Message) -> list[str]:
    author = names.author(message)
    name = names.of(message.chat, message.id, message.ephemeral_id)
    edited = " edited" if message.edit_date is not None else ""
    return [
        f"{author} {name}{edited}{about(names, message)}",
        *bubble(names.state, message, with_reply_markup=False),
    ]


def _keyboard(world: World, chat: ChatRef, person: Person) -> list[str]:
    keyboard = keyboard_of(world.state, chat, person.id)
    if keyboard is None:
        return []
    if "keyboard" not in keyboard.markup:
        return ["----", "  {reply}"]
    if keyboard.is_collapsed:
        return ["----", "  {collapsed}"]
    rows = person.keyboard(chat)
    shown = (
        " ".join(f"{{{visible(label)}}}" for label in row) for row in rows
    )
    return ["----", *(f"  {row}" for row in shown)]
