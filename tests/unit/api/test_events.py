import asyncio
from datetime import datetime, timezone

import pytest
from aiogram import Bot
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import TelegramMethod
from aiogram.types import CallbackQuery, Chat, Message, Update, User
from pydantic import ValidationError

from aiogram_dialog.api.entities import (
    AccessSettings,
    DialogAction,
    DialogStartEvent,
    DialogSwitchEvent,
    DialogUpdate,
    DialogUpdateEvent,
    ShowMode,
    StartMode,
)
from aiogram_dialog.api.entities.update_event import DialogFgEvent
from aiogram_dialog.api.internal import (
    FakeChat,
    FakeUser,
    ReplyCallbackQuery,
)
from aiogram_dialog.utils import is_chat_loaded, is_user_loaded

ANN = User(id=1, is_bot=False, first_name="Ann")
CHAT = Chat(id=1, type="private")
WHERE = {
    "from_user": ANN,
    "chat": CHAT,
    "intent_id": "i",
    "stack_id": None,
    "thread_id": None,
    "business_connection_id": None,
}


class Main(StatesGroup):
    first = State()


def make_update_event(**fields) -> DialogUpdateEvent:
    return DialogUpdateEvent(
        **WHERE,
        action=DialogAction.UPDATE,
        data={"a": 1},
        **fields,
    )


def test_update_event():
    event = make_update_event(show_mode=ShowMode.SEND)

    assert event.from_user is ANN
    assert event.chat is CHAT
    assert event.action is DialogAction.UPDATE
    assert event.show_mode is ShowMode.SEND
    assert event.data == {"a": 1}
    assert make_update_event().show_mode is None


@pytest.mark.parametrize("field", [*WHERE, "action", "data"])
def test_nothing_may_be_left_out(field):
    given = {**WHERE, "action": DialogAction.DONE, "data": None}
    del given[field]

    with pytest.raises(ValidationError, match=field):
        DialogUpdateEvent(**given)


def test_data_stays_the_object_it_is():
    data = {"a": object()}
    event = DialogUpdateEvent(
        **WHERE,
        action=DialogAction.UPDATE,
        data=data,
    )

    assert event.data is data


def test_start_event():
    event = DialogStartEvent(
        **WHERE,
        action=DialogAction.START,
        data=None,
        new_state=Main.first,
        mode=StartMode.NEW_STACK,
        access_settings=AccessSettings([1]),
    )

    assert event.new_state is Main.first
    assert event.mode is StartMode.NEW_STACK
    assert event.access_settings == AccessSettings([1])


def test_switch_event():
    event = DialogSwitchEvent(
        **WHERE,
        action=DialogAction.SWITCH,
        data=None,
        new_state=Main.first,
    )

    assert event.new_state is Main.first


async def test_futures_stay_the_objects_they_are():
    loop = asyncio.get_running_loop()
    entered, exited, saved = (loop.create_future() for _ in range(3))
    event = DialogFgEvent(
        **WHERE,
        action=DialogAction.FG,
        data=None,
        entered=entered,
        exited=exited,
        saved=saved,
    )
    update = DialogUpdate(event)

    assert update.event is event
    assert update.event.entered is entered
    assert update.event.exited is exited
    assert update.event.saved is saved


async def test_a_bot_can_be_attached():
    bot = Bot("1:token")
    event = make_update_event()
    update = DialogUpdate(aiogd_update=event).as_(bot)

    assert update.bot is bot
    assert update.event is event


def test_update():
    event = make_update_event()
    update = DialogUpdate(event)

    assert isinstance(update, Update)
    assert update.update_id == 0
    assert update.event_type == "aiogd_update"
    assert update.event is update.aiogd_update is event


class OwnEvent(DialogUpdateEvent):
    more: int


def test_an_event_of_a_subclass_stays_one():
    event = OwnEvent(**WHERE, action=DialogAction.UPDATE, data=None, more=5)

    assert DialogUpdate(event).event is event


def test_fakes():
    user = FakeUser(id=1, is_bot=False, first_name="")
    chat = FakeChat(id=1, type="")

    assert user.fake is True
    assert chat.fake is True
    assert not is_user_loaded(user)
    assert not is_chat_loaded(chat)
    assert is_user_loaded(ANN)
    assert is_chat_loaded(CHAT)


async def test_nobody_waits_for_the_answer_of_a_reply_keyboard():
    message = Message(
        message_id=1,
        date=datetime(2025, 1, 1, tzinfo=timezone.utc),
        chat=CHAT,
        text="a",
    )
    query = ReplyCallbackQuery(
        id="",
        from_user=ANN,
        chat_instance="",
        data="x",
        original_message=message,
    )

    assert isinstance(query, CallbackQuery)
    assert query.original_message is message
    answer = query.answer("hello", show_alert=True)
    assert not isinstance(answer, TelegramMethod)
    assert await answer is True
    assert await answer.as_(None) is True
    assert await answer.emit(None) is True
