"""Which dialog an event is for."""

from typing import NamedTuple

from aiogram.types import (
    CallbackQuery,
    InlineKeyboardMarkup,
    Message,
    TelegramObject,
)

from aiogram_dialog.api.entities import DEFAULT_STACK_ID, DialogUpdateEvent
from aiogram_dialog.api.exceptions import InvalidStackIdError
from aiogram_dialog.widgets.markup.callback_data import remove_intent_id
from aiogram_dialog.widgets.markup.reply_callback import split_reply_callback


class ByIntent(NamedTuple):
    """Mean the dialog with this intent id."""

    intent_id: str


class ByStack(NamedTuple):
    """Mean whatever is open in this stack."""

    stack_id: str = DEFAULT_STACK_ID


class ReplyClick(NamedTuple):
    """Mean the dialog whose reply-keyboard button was pressed.

    ``callback_data`` is what the button carries, with the intent id.
    """

    intent_id: str
    callback_data: str


Address = ByIntent | ByStack | ReplyClick


def address_of(event: TelegramObject, bot_id: int) -> Address:
    """Return the address of an event.

    Raises ``InvalidStackIdError`` for a background command without one.
    """
    match event:
        case Message():
            return _reply_click(event) or address_of_text(event, bot_id)
        case CallbackQuery():
            return _by_callback_data(event.data)
        case DialogUpdateEvent():
            return _by_command(event)
    return ByStack()


def _reply_click(message: Message) -> ReplyClick | None:
    try:
        _, callback_data = split_reply_callback(message.text)
    except UnicodeDecodeError:
        return None
    intent_id, _ = remove_intent_id(callback_data or "")
    if not callback_data or not intent_id:
        return None
    return ReplyClick(intent_id, callback_data)


def address_of_text(message: Message, bot_id: int) -> Address:
    """Return the address of a message that is no click.

    A reply to a window of a dialog is for that dialog.
    """
    replied = message.reply_to_message
    if (
        replied is None
        or replied.from_user is None
        or replied.from_user.id != bot_id
        or not isinstance(replied.reply_markup, InlineKeyboardMarkup)
    ):
        return ByStack()
    for row in replied.reply_markup.inline_keyboard:
        for button in row:
            if button.callback_data:
                return _by_callback_data(button.callback_data)
    return ByStack()


def _by_callback_data(callback_data: str | None) -> Address:
    intent_id, _ = remove_intent_id(callback_data or "")
    return ByIntent(intent_id) if intent_id else ByStack()


def _by_command(event: DialogUpdateEvent) -> Address:
    if event.intent_id:
        return ByIntent(event.intent_id)
    if event.stack_id is None:
        raise InvalidStackIdError(action=event.action.name)
    return ByStack(event.stack_id)
