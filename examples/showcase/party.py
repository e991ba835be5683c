"""A form: a step for each question; each may be edited afterwards."""

from aiogram import F
from aiogram.enums import ContentType

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import (
    CombinedInput,
    MessageInput,
    TextInput,
)
from aiogram_dialog.widgets.kbd import (
    Back,
    Button,
    Next,
    RequestContact,
    RequestLocation,
    RequestPoll,
    Row,
)
from aiogram_dialog.widgets.markup.force_reply import ForceReplyFactory
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.text import Const, Format

from . import party_inputs as inputs
from . import party_summary
from .common import CLOSE, go_to
from .states import Party

IS_COMPLETE = F["dialog_data"]["is_complete"]

PROBLEM = Format(
    "\n⚠️ {dialog_data[problem]}",
    when=F["dialog_data"]["problem"],
)
TO_SUMMARY = go_to("🧾 To the summary", Party.summary, when=IS_COMPLETE)
BACK = TO_SUMMARY | Back(Const("⬅️ Back"))
SKIP = Button(
    Const("Skip ➡️"),
    id="skip",
    on_click=inputs.skip,
    when=~IS_COMPLETE,
)

title = Window(
    Const("🎉 Let us plan a party! What is it called?"),
    PROBLEM,
    TextInput(
        id="title",
        type_factory=inputs.make_title,
        on_success=inputs.take_text,
        on_error=inputs.tell_problem,
    ),
    TO_SUMMARY | CLOSE,
    state=Party.title,
    on_enter=inputs.forget_problem,
    # Pictures of the bot cannot know where its handlers go.
    preview_add_transitions=[Next()],
)

guests = Window(
    Const("👥 How many guests are coming?"),
    PROBLEM,
    TextInput(
        id="guests",
        type_factory=inputs.make_guests,
        on_success=inputs.take_text,
        on_error=inputs.tell_problem,
    ),
    BACK,
    state=Party.guests,
    on_enter=inputs.forget_problem,
    preview_add_transitions=[Next()],
)

photo = Window(
    Const("📸 Send a photo for the invitation."),
    PROBLEM,
    MessageInput(inputs.keep_photo, content_types=ContentType.PHOTO),
    MessageInput(inputs.ask_for_photo),
    Row(BACK, SKIP),
    state=Party.photo,
    on_enter=inputs.forget_problem,
    preview_add_transitions=[Next()],
)

place = Window(
    Const("📍 Where is it, and how are you reached?"),
    Const("Press the buttons below the chat, or type an address."),
    Format("Place: {place}", when="place"),
    Format("Phone: {phone}", when="phone"),
    Format("Question to the guests: {question}", when="question"),
    PROBLEM,
    CombinedInput(
        MessageInput(inputs.keep_contact, content_types=ContentType.CONTACT),
        MessageInput(inputs.keep_location, content_types=ContentType.LOCATION),
        MessageInput(inputs.keep_poll, content_types=ContentType.POLL),
        TextInput(
            id="address",
            type_factory=inputs.make_address,
            on_success=inputs.keep_address,
            on_error=inputs.tell_problem,
        ),
    ),
    Row(
        RequestContact(Const("📱 My phone")),
        RequestLocation(Const("🗺 This place")),
    ),
    RequestPoll(Const("📊 A question to the guests"), poll_type="regular"),
    Row(BACK, Button(Const("Go on ➡️"), id="go_on", on_click=inputs.skip)),
    markup_factory=ReplyKeyboardFactory(
        resize_keyboard=True,
        input_field_placeholder=Const("An address"),
    ),
    state=Party.place,
    on_enter=inputs.forget_problem,
    getter=inputs.get_place,
    preview_data={
        "place": "1, Garden Street",
        "phone": "+10000000000",
        "question": "Who brings salad?",
    },
    preview_add_transitions=[Next()],
)

greeting = Window(
    Const("💌 Write some words of greeting, or /cancel the party."),
    PROBLEM,
    TextInput(
        id="greeting",
        type_factory=inputs.make_greeting,
        on_success=inputs.take_text,
        on_error=inputs.tell_problem,
    ),
    markup_factory=ForceReplyFactory(
        input_field_placeholder=Const("Dear friends, …"),
    ),
    state=Party.greeting,
    on_enter=inputs.ask_for_reply,
    preview_add_transitions=[Next()],
)


def make_dialogs() -> list[Dialog]:
    steps = (title, guests, photo, place, greeting)
    return [Dialog(*steps, party_summary.window)]
