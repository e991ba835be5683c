"""The reply keyboard: what each person has below the chat."""

from dataclasses import replace

from .messages import Keyboard, Message
from .records import ChatRef, Json
from .state import State


def show_markup(state: State, message: Message) -> None:
    """Change the keyboards of those who see a message with such markup.

    Plain messages and inline keyboards change nothing.
    """
    markup = message.reply_markup
    if markup is None or not message.has_foreign_markup:
        return
    for user_id in _viewers(state, message, markup):
        key = message.chat, user_id
        if markup.get("remove_keyboard"):
            state.keyboards.pop(key, None)
        else:
            state.keyboards[key] = Keyboard(message.id, markup)


def _viewers(state: State, message: Message, markup: Json) -> list[int]:
    people = [
        user_id
        for (chat, user_id), member in state.members.items()
        if chat == message.chat
        and member.is_present
        and user_id not in state.bots
    ]
    if not markup.get("selective") or state.chats[message.chat].is_private:
        return people
    addressed = _addressed(state, message)
    return [user_id for user_id in people if user_id in addressed]


def _addressed(state: State, message: Message) -> set[int]:
    """Find who is mentioned in a message or replied to by it."""
    addressed: set[int] = set()
    if message.reply_to is not None:
        replied = state.messages.get((message.chat, message.reply_to))
        if replied is not None and replied.author is not None:
            addressed.add(replied.author)
    text = message.text.lower()
    for user in state.users.values():
        if user.username and f"@{user.username.lower()}" in text:
            addressed.add(user.id)
    for entity in message.content.get("entities", []):
        if entity["type"] == "text_mention":
            addressed.add(entity["user"]["id"])
    return addressed


def keyboard_of(state: State, chat: ChatRef, user_id: int) -> Keyboard | None:
    """Return what a person has below a chat, None for letters."""
    return state.keyboards.get((chat, user_id))


def use_keyboard(state: State, chat: ChatRef, user_id: int) -> None:
    """Take note of a press: a keyboard for one time collapses."""
    keyboard = state.keyboards[chat, user_id]
    if keyboard.markup.get("one_time_keyboard"):
        state.keyboards[chat, user_id] = replace(keyboard, is_collapsed=True)


def drop_force_reply(state: State, chat: ChatRef, user_id: int) -> None:
    """Forget a forced reply once the person has written something."""
    keyboard = state.keyboards.get((chat, user_id))
    if keyboard is not None and "keyboard" not in keyboard.markup:
        del state.keyboards[chat, user_id]
