"""Where an event comes from."""

from datetime import datetime, timezone

import pytest
from aiogram import Bot
from aiogram.types import (
    CallbackQuery,
    Chat,
    ChatJoinRequest,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberUpdated,
    ErrorEvent,
    InaccessibleMessage,
    InlineQuery,
    Message,
    Poll,
    PollAnswer,
    Update,
    User,
)

from aiogram_dialog.api.entities import (
    DialogAction,
    DialogUpdate,
    DialogUpdateEvent,
    EventContext,
)
from aiogram_dialog.session.place import (
    FORBIDDEN_STACK_KEY,
    InaccessibleBusinessMessage,
    event_context_from_aiogd,
    event_context_from_callback,
    event_context_from_chat_join,
    event_context_from_chat_member,
    event_context_from_error,
    event_context_from_message,
    event_context_of,
    get_chat,
    get_thread_id,
    inner_event,
)

TELEGRAM = Bot("42:TEST")
NOW = datetime.now(tz=timezone.utc)
ANN = User(id=1, is_bot=False, first_name="Ann")
ANONYMOUS = User(id=1087968824, is_bot=True, first_name="Group")
MASK = User(id=136817688, is_bot=True, first_name="Channel")
SERVICE = User(id=777000, is_bot=False, first_name="Telegram")
CHAT = Chat(id=1, type="private")
GROUP = Chat(id=-5, type="supergroup", title="Club", username="club")
CHANNEL = Chat(id=-7, type="channel", title="News")

AS_GROUP = User(id=-5, is_bot=False, first_name="Club", username="club")
AS_CHANNEL = User(id=-7, is_bot=False, first_name="News")


def message(**fields) -> Message:
    values = {"from_user": ANN, "chat": CHAT, "text": "hi", **fields}
    return Message(message_id=1, date=NOW, **values).as_(TELEGRAM)


def click(message=None, **fields) -> CallbackQuery:
    return CallbackQuery(
        id="1",
        **{"from_user": ANN, **fields},
        chat_instance="1",
        message=message,
    ).as_(TELEGRAM)


def joined(**fields) -> ChatMemberUpdated:
    return ChatMemberUpdated(
        date=NOW,
        old_chat_member=ChatMemberLeft(user=ANN),
        new_chat_member=ChatMemberMember(user=ANN),
        **{"chat": GROUP, "from_user": ANN, **fields},
    ).as_(TELEGRAM)


def request() -> ChatJoinRequest:
    return ChatJoinRequest(
        chat=GROUP,
        from_user=ANN,
        user_chat_id=1,
        date=NOW,
    ).as_(TELEGRAM)


def command() -> DialogUpdateEvent:
    return DialogUpdateEvent(
        from_user=ANN,
        chat=GROUP,
        action=DialogAction.UPDATE,
        data=None,
        intent_id=None,
        stack_id="",
        thread_id=8,
        business_connection_id="b",
    ).as_(TELEGRAM)


def place(
    chat=CHAT,
    user=ANN,
    thread_id=None,
    business_connection_id=None,
) -> EventContext:
    return EventContext(
        TELEGRAM,
        chat,
        user,
        thread_id,
        business_connection_id,
    )


def gone(**fields) -> InaccessibleMessage:
    return InaccessibleMessage(chat=CHAT, message_id=1, **fields)


TOPIC = {"message_thread_id": 8, "is_topic_message": True}
ELSEWHERE = InaccessibleBusinessMessage(
    chat=GROUP,
    message_id=1,
    business_connection_id="b",
    **TOPIC,
)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (message(), place()),
        (message(chat=GROUP), place(GROUP)),
        (message(chat=GROUP, **TOPIC), place(GROUP, thread_id=8)),
        # The thread of a reply is no topic.
        (message(chat=GROUP, message_thread_id=8), place(GROUP)),
        (
            message(business_connection_id="b"),
            place(business_connection_id="b"),
        ),
        # Senders that are chats.
        (
            message(chat=GROUP, from_user=ANONYMOUS, sender_chat=GROUP),
            place(GROUP, AS_GROUP),
        ),
        (
            message(chat=GROUP, from_user=MASK, sender_chat=CHANNEL),
            place(GROUP, AS_CHANNEL),
        ),
        (
            message(
                chat=GROUP,
                from_user=SERVICE,
                sender_chat=CHANNEL,
                is_automatic_forward=True,
            ),
            place(GROUP, AS_CHANNEL),
        ),
        (
            message(chat=GROUP, from_user=None, sender_chat=CHANNEL),
            place(GROUP, AS_CHANNEL),
        ),
        (message(chat=GROUP, from_user=None), place(GROUP, AS_GROUP)),
        (message(chat=GROUP, from_user=ANONYMOUS), place(GROUP, AS_GROUP)),
        # Clicks.
        (click(message()), place()),
        (click(message(chat=GROUP, **TOPIC)), place(GROUP, thread_id=8)),
        (click(message(chat=GROUP, message_thread_id=8)), place(GROUP)),
        (
            click(message(business_connection_id="b")),
            place(business_connection_id="b"),
        ),
        (
            click(message(chat=GROUP, from_user=ANONYMOUS, sender_chat=GROUP)),
            place(GROUP),
        ),
        (
            click(message(chat=GROUP), from_user=ANONYMOUS),
            place(GROUP, AS_GROUP),
        ),
        (click(gone()), place()),
        (click(ELSEWHERE), place(GROUP, ANN, 8, "b")),
        # A message that was sent by inline mode is in no chat of the bot.
        (click(), place(Chat(id=1, type=""))),
        # Changes of membership.
        (joined(), place(GROUP)),
        (joined(from_user=ANONYMOUS), place(GROUP, AS_GROUP)),
        (joined(chat=CHAT), place()),
        (request(), place(GROUP)),
        (command(), place(GROUP, ANN, 8, "b")),
        # Errors come from where their update comes from.
        (
            ErrorEvent(
                update=Update(update_id=1, message=message(chat=GROUP)),
                exception=ValueError(),
            ),
            place(GROUP),
        ),
        (
            ErrorEvent(update=DialogUpdate(command()), exception=ValueError()),
            place(GROUP, ANN, 8, "b"),
        ),
    ],
)
def test_places(event, expected):
    assert event_context_of(event) == expected


@pytest.mark.parametrize(
    ("function", "event", "expected"),
    [
        (event_context_from_message, message(), place()),
        (event_context_from_callback, click(message()), place()),
        (event_context_from_chat_member, joined(), place(GROUP)),
        (event_context_from_chat_join, request(), place(GROUP)),
        (event_context_from_aiogd, command(), place(GROUP, ANN, 8, "b")),
        (
            event_context_from_error,
            ErrorEvent(
                update=Update(update_id=1, message=message()),
                exception=ValueError(),
            ),
            place(),
        ),
    ],
)
def test_each_kind_has_a_function(function, event, expected):
    assert function(event) == expected


def test_a_kind_that_dialogs_do_not_handle():
    query = InlineQuery(id="1", from_user=ANN, query="", offset="")

    with pytest.raises(ValueError, match="do not handle") as caught:
        event_context_of(query.as_(TELEGRAM))

    assert str(caught.value) == "Dialogs do not handle InlineQuery."


@pytest.mark.parametrize("event", [message(), click(message()), joined()])
def test_an_event_that_is_bound_to_no_bot(event):
    loose = event.as_(None)
    kind = type(event).__name__

    with pytest.raises(ValueError, match=f"{kind} is bound to no bot: feed"):
        event_context_of(loose)
    event.as_(TELEGRAM)


QUERY = InlineQuery(id="1", from_user=ANN, query="", offset="")
ANSWER = PollAnswer(
    poll_id="1",
    user=ANN,
    option_ids=[],
    option_persistent_ids=[],
)


def failed(**fields) -> ErrorEvent:
    update = Update.model_construct(update_id=1, **fields)
    return ErrorEvent.model_construct(update=update, exception=ValueError())


@pytest.mark.parametrize(
    ("event", "chat"),
    [
        (message(chat=GROUP), GROUP),
        (click(message(chat=GROUP)), GROUP),
        (click(gone()), CHAT),
        (click(), Chat(id=1, type="")),
        (joined(), GROUP),
        (command(), GROUP),
        (failed(message=message(chat=GROUP)), GROUP),
        (failed(inline_query=QUERY), Chat(id=1, type="")),
        (failed(poll_answer=ANSWER), Chat(id=1, type="")),
    ],
)
def test_chats(event, chat):
    assert get_chat(event) == chat


def test_an_error_from_nowhere():
    poll = Poll.model_construct(id="1")

    with pytest.raises(TypeError, match="Poll comes from no chat and no user"):
        get_chat(failed(poll=poll))


@pytest.mark.parametrize(
    ("fields", "thread_id"),
    [
        ({}, None),
        ({"message_thread_id": 8}, None),
        ({"message_thread_id": 8, "is_topic_message": False}, None),
        (TOPIC, 8),
    ],
)
def test_topics(fields, thread_id):
    assert get_thread_id(message(chat=GROUP, **fields)) == thread_id


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("message", message()),
        ("business_message", message()),
        ("callback_query", click(message())),
        ("my_chat_member", joined()),
        ("chat_join_request", request()),
    ],
)
def test_events_of_updates(name, event):
    update = Update.model_construct(update_id=1, **{name: event})

    assert inner_event(update) is event


def test_the_event_of_a_command():
    event = command()

    assert inner_event(DialogUpdate(event)) is event


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("inline_query", QUERY),
        ("channel_post", message()),
        ("edited_message", message()),
        ("chat_member", joined()),
    ],
)
def test_updates_that_dialogs_do_not_handle(name, event):
    update = Update.model_construct(update_id=1, **{name: event})

    with pytest.raises(ValueError, match=name) as caught:
        inner_event(update)

    assert str(caught.value) == f"Dialogs do not handle '{name}'."


def test_the_key_that_handlers_know():
    assert FORBIDDEN_STACK_KEY == "aiogd_stack_forbidden"


def test_a_message_that_is_known_by_its_place_alone():
    pressed = InaccessibleBusinessMessage(chat=GROUP, message_id=1)

    assert event_context_of(click(pressed)) == place(GROUP)
    assert pressed.message_thread_id is None
    assert pressed.is_topic_message is None
