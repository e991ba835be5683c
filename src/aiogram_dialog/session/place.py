"""Where an event comes from: bot, chat, user, topic, business."""

from aiogram import Bot
from aiogram.types import (
    CallbackQuery,
    Chat,
    ChatJoinRequest,
    ChatMemberUpdated,
    ErrorEvent,
    InaccessibleMessage,
    Message,
    TelegramObject,
    Update,
    User,
)

from aiogram_dialog.api.entities import (
    DIALOG_EVENT_NAME,
    ChatEvent,
    DialogUpdateEvent,
    EventContext,
)
from aiogram_dialog.context.senders import STAND_INS, sender_of

FORBIDDEN_STACK_KEY = "aiogd_stack_forbidden"

SUPPORTED_ERROR_EVENTS = {
    DIALOG_EVENT_NAME,
    "business_message",
    "callback_query",
    "chat_join_request",
    "message",
    "my_chat_member",
}


class InaccessibleBusinessMessage(InaccessibleMessage):
    """Stand for a message that is known only by where it is."""

    business_connection_id: str | None = None
    message_thread_id: int | None = None
    is_topic_message: bool | None = None


def get_thread_id(
    message: Message | InaccessibleBusinessMessage,
) -> int | None:
    """Return the topic of a message; threads of replies are none."""
    return message.message_thread_id if message.is_topic_message else None


def get_chat(event: ChatEvent) -> Chat:
    """Return the chat of an event.

    A click without a message, and an error without a chat, are said to
    come from the chat that has the user's id. Raises ``TypeError`` if
    there is neither chat nor user.
    """
    if isinstance(event, CallbackQuery):
        if event.message is None:
            return Chat(id=event.from_user.id, type="")
        return event.message.chat
    source = event.update.event if isinstance(event, ErrorEvent) else event
    chat = getattr(source, "chat", None)
    if isinstance(chat, Chat):
        return chat
    user = getattr(source, "from_user", None) or getattr(source, "user", None)
    if isinstance(user, User):
        return Chat(id=user.id, type="")
    raise TypeError(f"{type(source).__name__} comes from no chat and no user.")


def event_context_from_message(event: Message) -> EventContext:
    """Return where a message comes from."""
    return EventContext(
        bot=_bot_of(event),
        chat=event.chat,
        user=sender_of(event.from_user, event.sender_chat, event.chat),
        thread_id=get_thread_id(event),
        business_connection_id=event.business_connection_id,
    )


def event_context_from_callback(event: CallbackQuery) -> EventContext:
    """Return where a click comes from."""
    message = event.message
    chat = get_chat(event)
    user = event.from_user
    return EventContext(
        bot=_bot_of(event),
        chat=chat,
        user=sender_of(user, None, chat) if user.id in STAND_INS else user,
        thread_id=(
            get_thread_id(message)
            if isinstance(message, Message | InaccessibleBusinessMessage)
            else None
        ),
        business_connection_id=getattr(
            message,
            "business_connection_id",
            None,
        ),
    )


def event_context_from_chat_member(event: ChatMemberUpdated) -> EventContext:
    """Return where a change of the bot's own membership comes from."""
    return _without_topic(event)


def event_context_from_chat_join(event: ChatJoinRequest) -> EventContext:
    """Return where a join request comes from."""
    return _without_topic(event)


def event_context_from_aiogd(event: DialogUpdateEvent) -> EventContext:
    """Return the address of a background command."""
    return EventContext(
        bot=_bot_of(event),
        chat=event.chat,
        user=event.from_user,
        thread_id=event.thread_id,
        business_connection_id=event.business_connection_id,
    )


def event_context_from_error(event: ErrorEvent) -> EventContext:
    """Return where the update comes from that was not handled."""
    return event_context_of(inner_event(event.update))


def event_context_of(event: TelegramObject) -> EventContext:
    """Return where an event comes from.

    Raises ``ValueError`` for kinds of events that dialogs do not handle.
    """
    match event:
        case Message():
            return event_context_from_message(event)
        case CallbackQuery():
            return event_context_from_callback(event)
        case DialogUpdateEvent():
            return event_context_from_aiogd(event)
        case ChatMemberUpdated() | ChatJoinRequest():
            return _without_topic(event)
        case ErrorEvent():
            return event_context_from_error(event)
    raise ValueError(f"Dialogs do not handle {type(event).__name__}.")


def inner_event(update: Update) -> TelegramObject:
    """Return the event of an update, if dialogs handle its kind.

    Raises ``ValueError`` if they do not.
    """
    if update.event_type not in SUPPORTED_ERROR_EVENTS:
        raise ValueError(f"Dialogs do not handle {update.event_type!r}.")
    return update.event


def _without_topic(event: ChatMemberUpdated | ChatJoinRequest) -> EventContext:
    return EventContext(
        bot=_bot_of(event),
        chat=event.chat,
        user=sender_of(event.from_user, None, event.chat),
        thread_id=None,
        business_connection_id=None,
    )


def _bot_of(event: TelegramObject) -> Bot:
    bot = event.bot
    if bot is None:
        raise ValueError(
            f"{type(event).__name__} is bound to no bot: "
            "feed it through a dispatcher.",
        )
    return bot
