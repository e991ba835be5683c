"""Which message a button was pressed of, and what becomes of that message.

The stack names the message that is its screen. Whatever else has buttons of
its dialogs is a leftover: a window that was sent below another one whose
buttons could not be taken away, or whose sending was answered too late.
"""

from enum import Enum

from aiogram.types import (
    CallbackQuery,
    InaccessibleMessage,
    InlineKeyboardMarkup,
    Message,
)

from aiogram_dialog.api.entities import Stack
from aiogram_dialog.widgets.markup.callback_data import remove_intent_id


class Pressed(Enum):
    """What a pressed message is to a stack."""

    SCREEN = "the message that the stack names"
    NEWER = "a message of the stack's dialogs, newer than its screen"
    OLDER = "a message of the stack's dialogs, older than its screen"
    FOREIGN = "a message that is none of the stack's, or may be none"


def judge_press(click: CallbackQuery, stack: Stack) -> Pressed:
    """Tell what the pressed message is to a stack.

    The data of a click comes from the person's client, which may lie about
    it. The message with its buttons comes from Telegram. So a message belongs
    to a stack if it has a button of one of the dialogs there.

    Args:
        click: The click, with the message that Telegram says was pressed.
        stack: The stack that the click is for.
    """
    message = click.message
    if message is None:
        return Pressed.FOREIGN
    screen = stack.last_message_id
    if message.message_id == screen:
        return Pressed.SCREEN
    if not any(has_button_of(message, it) for it in stack.intents):
        return Pressed.FOREIGN
    if screen is None or message.message_id > screen:
        return Pressed.NEWER
    return Pressed.OLDER


def has_button_of(
    message: Message | InaccessibleMessage,
    intent_id: str,
) -> bool:
    """Tell whether a message has an inline button of a dialog.

    Args:
        message: A message as Telegram has sent it.
        intent_id: The dialog.
    """
    markup = getattr(message, "reply_markup", None)
    if not isinstance(markup, InlineKeyboardMarkup):
        return False
    return any(
        remove_intent_id(button.callback_data)[0] == intent_id
        for row in markup.inline_keyboard
        for button in row
        if button.callback_data
    )
