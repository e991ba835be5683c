"""A bot that is talked to: inputs, reply keyboards, forced replies."""

from typing import Any

from aiogram import F
from aiogram.enums import ContentType
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, ShowMode, Window
from aiogram_dialog.api.protocols import CancelEventProcessing
from aiogram_dialog.widgets.input import (
    CombinedInput,
    MessageInput,
    TextInput,
)
from aiogram_dialog.widgets.kbd import (
    Back,
    Button,
    Cancel,
    Checkbox,
    Column,
    Counter,
    Next,
    Radio,
    RequestContact,
    RequestLocation,
    RequestPoll,
    Row,
    ScrollingGroup,
    Select,
    Start,
    SwitchTo,
    WebApp,
)
from aiogram_dialog.widgets.markup.force_reply import ForceReplyFactory
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.text import Const, Format

from .notes import noting


class Main(StatesGroup):
    inputs = State()
    age = State()
    keyboard = State()
    requests = State()
    forced = State()


class Sub(StatesGroup):
    only = State()


STATES = Main.__states__
WORDS = ["12", "-3", "x1", "/help", "/cancel", "Ann", "skip", "1e3"]
TALK = 0.35


def positive(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError("too small")
    if number == 1000:
        raise KeyError(text)
    return number


async def read(manager: Any) -> None:
    manager.dialog_data["age"] = str(manager.find("age").get_value())


async def edit(manager: Any) -> None:
    manager.show_mode = ShowMode.EDIT


async def cancel(message: Any, widget: Any, manager: Any) -> None:
    await noting("cancelled")(message, widget, manager)
    raise CancelEventProcessing


async def is_long(message: Any, **kwargs: Any) -> bool:
    return len(message.text or "") > 2


def inputs() -> Window:
    return Window(
        Format("Inputs {dialog_data}"),
        MessageInput(noting("photo"), content_types=[ContentType.PHOTO]),
        MessageInput(cancel, filter=Command("cancel")),
        MessageInput(noting("help", edit), filter=Command("help")),
        CombinedInput(
            MessageInput(Next(on_click=noting("skip")), filter=F.text == "-3"),
            TextInput("name", on_success=noting("name"), filter=is_long),
            filter=F.text != "skip",
        ),
        MessageInput(
            noting("contact"),
            content_types=ContentType.CONTACT,
            id="contact",
        ),
        Next(),
        state=Main.inputs,
    )


def age() -> Window:
    return Window(
        Format("Age {dialog_data}"),
        TextInput(
            "age",
            type_factory=positive,
            on_success=noting("age", read),
            on_error=noting("wrong"),
        ),
        Button(Const("Read"), "read", noting("read", read)),
        Row(Back(), Next()),
        state=Main.age,
    )


def keyboard() -> Window:
    return Window(
        Format("Keyboard {dialog_data}"),
        Row(
            Button(Const("Same"), "same", noting("same")),
            Button(
                Const("Green"),
                "green",
                noting("green"),
                style=Style("success", "9"),
            ),
        ),
        Select(
            Format("Item {item}"),
            id="select",
            item_id_getter=str,
            items=["a", "b"],
            on_click=noting("select"),
        ),
        Checkbox(
            Const("On"),
            Const("Off"),
            id="check",
            on_state_changed=noting("check"),
        ),
        Radio(
            Format("({item})"),
            Format("{item}"),
            id="radio",
            item_id_getter=str,
            items=["x", "y"],
        ),
        Counter("count"),
        ScrollingGroup(
            Column(*[Button(Format(f"Page {n}"), f"p{n}") for n in "123"]),
            id="scroll",
            height=2,
            on_page_changed=noting("scroll"),
        ),
        Start(Const("Sub"), "sub", Sub.only),
        SwitchTo(Const("Send"), "send", Main.age, show_mode=ShowMode.SEND),
        Row(Back(), Next(), Cancel()),
        MessageInput(noting("said"), filter=F.text.in_(WORDS[:4])),
        markup_factory=ReplyKeyboardFactory(
            resize_keyboard=True,
            input_field_placeholder=Format("{dialog_data}"),
            selective=True,
        ),
        state=Main.keyboard,
    )


def requests() -> Window:
    return Window(
        Const("Requests"),
        RequestContact(Const("Contact")),
        RequestLocation(Const("Place"), style=Style("primary")),
        RequestPoll(Format("Poll"), poll_type="quiz"),
        WebApp(Const("App"), Const("https://example.com/app")),
        Row(Back(), Next(text=Const("Forced"))),
        MessageInput(
            noting("given", read),
            content_types=[ContentType.CONTACT, ContentType.LOCATION],
        ),
        MessageInput(noting("any")),
        markup_factory=ReplyKeyboardFactory(
            one_time_keyboard=True,
            is_persistent=False,
        ),
        state=Main.requests,
    )


def forced() -> Window:
    return Window(
        Const("Forced"),
        TextInput("forced", on_success=Back(on_click=noting("forced"))),
        Next(),
        markup_factory=ForceReplyFactory(
            input_field_placeholder=Const("Say it"),
        ),
        state=Main.forced,
    )


def dialogs() -> list[Dialog]:
    return [
        Dialog(inputs(), age(), keyboard(), requests(), forced()),
        Dialog(
            Window(
                Const("Sub"),
                Button(Const("Stay"), "stay", noting("stay")),
                Cancel(),
                state=Sub.only,
            ),
        ),
    ]
