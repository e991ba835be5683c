"""Messages that still have buttons of a stack, and are not its screen."""

from aiogram.types import CallbackQuery, Message

from aiogram_dialog.api.entities import OldMessage
from aiogram_dialog.message.old_message import (
    describe_last,
    describe_message,
    remember,
)

from .pressed import Pressed, judge_press
from .session import Session


def find_leftover(
    click: CallbackQuery,
    session: Session,
) -> OldMessage | None:
    """Return the message that is to lose its buttons, if there is one.

    A press of an older message is for the dialog, but its screen stays where
    it is. A newer message becomes the screen: the stack does not name it only
    because the answer to its sending was lost.

    Args:
        click: The click, whose dialog is open in the session.
        session: What is held for the click.
    """
    message = click.message
    if (
        message is None
        or message.message_id == session.stack.last_message_id
        or not isinstance(message, Message)
    ):
        return None
    match judge_press(click, session.stack):
        case Pressed.OLDER:
            return describe_pressed(message, session)
        case Pressed.NEWER:
            return adopt(message, session)
    return None


def adopt(message: Message, session: Session) -> OldMessage | None:
    """Make a message the screen of a stack; return what was its screen.

    Args:
        message: A message with buttons of the stack.
        session: The session that holds the stack.
    """
    former = describe_last(
        session.stack,
        session.event_context,
        has_reply_keyboard=session.stack.last_reply_keyboard,
    )
    described = describe_pressed(message, session)
    # What Telegram says of it is not what was asked for.
    described.has_protected_content = session.stack.has_protected_content
    remember(described, session.stack)
    session.opened_message_id = message.message_id
    return former


def describe_pressed(message: Message, session: Session) -> OldMessage:
    """Describe a pressed message, which has inline buttons.

    Args:
        message: The message.
        session: The session that holds the stack of the click.
    """
    return describe_message(
        message,
        session.event_context.chat,
        session.event_context.business_connection_id,
        has_reply_keyboard=False,
    )
