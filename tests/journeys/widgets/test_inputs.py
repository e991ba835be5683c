"""What people send."""

from aiogram import F
from aiogram.enums import ContentType

from aiogram_dialog import Window
from aiogram_dialog.widgets.input import (
    CombinedInput,
    MessageInput,
    TextInput,
)
from aiogram_dialog.widgets.kbd import Button, Cancel, Next
from aiogram_dialog.widgets.kbd.request import (
    RequestContact,
    RequestLocation,
    RequestPoll,
)
from aiogram_dialog.widgets.markup.force_reply import ForceReplyFactory
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.text import Const, Format


async def test_text_input(play, log):
    await play(
        Const("How old are you?"),
        TextInput(
            "age",
            type_factory=int,
            filter=F.text != "secret",
            on_success=log("on_success"),
            on_error=log("on_error"),
        ),
        script=["say 12", "say twelve", "send photo", "say secret"],
    )


async def get_age(dialog_manager, **kwargs):
    return {"age": dialog_manager.find("age").get_value()}


async def test_text_input_that_goes_on(play, states):
    await play(
        Const("How old are you?"),
        TextInput("age", type_factory=int, on_success=Next()),
        script=["say twelve", "say 12"],
        more=[
            Window(
                Format("You are {age}"),
                getter=get_age,
                state=states.second,
            ),
        ],
    )


async def test_message_input(play, log):
    await play(
        Const("."),
        MessageInput(log("photo"), content_types=[ContentType.PHOTO]),
        MessageInput(log("hello"), filter=F.text.startswith("hello")),
        CombinedInput(
            TextInput("first", filter=F.text == "1", on_success=log("first")),
            TextInput("other", on_success=log("other")),
        ),
        script=["send photo", "say hello you", "say 1", "say 2", "send voice"],
    )


async def test_reply_keyboard(play, log):
    await play(
        Const("."),
        Button(Const("Press me"), id="b", on_click=log("on_click")),
        RequestContact(Const("Contact")),
        RequestLocation(Const("Place")),
        RequestPoll(Const("Poll"), poll_type="quiz"),
        Cancel(),
        MessageInput(log("message")),
        markup_factory=ReplyKeyboardFactory(
            input_field_placeholder=Format("Write here"),
            resize_keyboard=True,
        ),
        script=["tap Press me", "tap Contact", "tap Place", "tap Cancel"],
    )


async def test_force_reply(play, log):
    await play(
        Const("What is your name?"),
        TextInput("name", on_success=log("on_success")),
        markup_factory=ForceReplyFactory(
            input_field_placeholder=Const("Name"),
        ),
        script=["say Ann"],
    )
