"""Which calls a bot makes, in which order, in a private chat."""

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from aiogram_dialog import (
    Dialog,
    DialogManager,
    ShowMode,
    StartMode,
    Window,
)
from aiogram_dialog.setup import collect_dialogs
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import (
    Back,
    Button,
    Cancel,
    Next,
    Start,
    SwitchTo,
)
from aiogram_dialog.widgets.text import Const
from aiogram_dialog.widgets.widget_event import SimpleEventProcessor


class Main(StatesGroup):
    first = State()
    second = State()


class Sub(StatesGroup):
    only = State()


def with_mode(mode: ShowMode):
    async def on_click(
        callback: CallbackQuery,
        button: Button,
        manager: DialogManager,
    ) -> None:
        manager.show_mode = mode

    return on_click


async def on_text(
    message: Message,
    widget: MessageInput,
    manager: DialogManager,
) -> None:
    match message.text:
        case "next":
            await manager.next()
        case "edit":
            manager.show_mode = ShowMode.EDIT
        case "done":
            await manager.done()
        case "reset":
            await manager.reset_stack()
        case "leave":
            await manager.reset_stack(remove_keyboard=False)
        case "restart":
            await manager.reset_stack(remove_keyboard=False)
            await manager.start(Main.second)


def make_dialogs() -> list[Router]:
    router = Router()

    @router.message(Command("start"))
    async def start(message: Message, dialog_manager: DialogManager) -> None:
        await dialog_manager.start(Main.first, mode=StartMode.RESET_STACK)

    main = Dialog(
        Window(
            Const("first"),
            Button(Const("Nothing"), id="nothing"),
            Button(
                Const("Quiet"),
                id="quiet",
                on_click=with_mode(ShowMode.NO_UPDATE),
            ),
            Button(
                Const("Resend"),
                id="resend",
                on_click=with_mode(ShowMode.DELETE_AND_SEND),
            ),
            Button(
                Const("Send"),
                id="send",
                on_click=with_mode(ShowMode.SEND),
            ),
            Next(Const("Next")),
            SwitchTo(Const("Switch"), id="switch", state=Main.second),
            Start(Const("Sub"), id="sub", state=Sub.only),
            Start(
                Const("Quiet sub"),
                id="quiet_sub",
                state=Sub.only,
                show_mode=ShowMode.NO_UPDATE,
            ),
            Start(
                Const("Elsewhere"),
                id="elsewhere",
                state=Sub.only,
                mode=StartMode.NEW_STACK,
            ),
            Start(
                Const("Elsewhere anew"),
                id="elsewhere_anew",
                state=Sub.only,
                mode=StartMode.NEW_STACK,
                show_mode=ShowMode.DELETE_AND_SEND,
            ),
            Start(
                Const("Reset"),
                id="reset",
                state=Sub.only,
                mode=StartMode.RESET_STACK,
            ),
            Cancel(Const("Close")),
            Cancel(
                Const("Close and delete"),
                id="delete",
                show_mode=ShowMode.DELETE_AND_SEND,
            ),
            Cancel(
                Const("Close quietly"),
                id="quietly",
                show_mode=ShowMode.NO_UPDATE,
            ),
            MessageInput(on_text),
            state=Main.first,
        ),
        Window(Const("second"), Back(Const("Back")), state=Main.second),
    )
    sub = Dialog(
        Window(Const("sub"), Cancel(Const("Close sub")), state=Sub.only),
    )
    return [router, main, sub]


FIRST = (
    "inline [[Nothing], [Quiet], [Resend], [Send], [Next], [Switch], [Sub], "
    "[Quiet sub], [Elsewhere], [Elsewhere anew], [Reset], [Close], "
    "[Close and delete], [Close quietly]]"
)
SHOW_FIRST = f'"first", {FIRST}'
SHOW_SECOND = '"second", inline [[Back]]'
SHOW_SUB = '"sub", inline [[Close sub]]'
NOT_FOUND = "400 Bad Request: message to edit not found"
ANSWER = "AnswerCallbackQuery"


@pytest.fixture
async def stage(make_stage):
    return await make_stage(*make_dialogs())


@pytest.fixture
async def open_stage(stage):
    await stage.says("/start")
    stage.new_calls()
    return stage


async def test_start(stage):
    await stage.says("/start")

    assert stage.new_calls() == [f"SendMessage(m1, {SHOW_FIRST})"]


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        (
            "Nothing",
            [f"EditMessageText(m1, {SHOW_FIRST}) ! 400 NM", ANSWER],
        ),
        ("Quiet", [ANSWER]),
        ("Next", [f"EditMessageText(m1, {SHOW_SECOND})", ANSWER]),
        ("Switch", [f"EditMessageText(m1, {SHOW_SECOND})", ANSWER]),
        (
            "Resend",
            [f"SendMessage(m2, {SHOW_FIRST})", "DeleteMessage(m1)", ANSWER],
        ),
        (
            "Send",
            [
                f"SendMessage(m2, {SHOW_FIRST})",
                "EditMessageReplyMarkup(m1, none)",
                ANSWER,
            ],
        ),
        ("Sub", [f"EditMessageText(m1, {SHOW_SUB})", ANSWER]),
        ("Reset", [f"EditMessageText(m1, {SHOW_SUB})", ANSWER]),
        ("Close", ["EditMessageReplyMarkup(m1, none)", ANSWER]),
        ("Close and delete", ["DeleteMessage(m1)", ANSWER]),
        ("Close quietly", [ANSWER]),
    ],
)
async def test_click(open_stage, button, expected):
    await open_stage.presses(button)

    assert shorten(open_stage.new_calls()) == expected


@pytest.mark.parametrize(
    ("button", "here", "elsewhere"),
    [
        (
            "Elsewhere",
            [f"EditMessageText(m1, {SHOW_FIRST}) ! 400 NM", ANSWER],
            f"SendMessage(m2, {SHOW_SUB})",
        ),
        (
            "Elsewhere anew",
            [
                f"SendMessage(m2, {SHOW_FIRST})",
                "DeleteMessage(m1)",
                ANSWER,
            ],
            f"SendMessage(m3, {SHOW_SUB})",
        ),
    ],
)
async def test_start_in_a_new_stack(open_stage, button, here, elsewhere):
    await open_stage.presses(button)

    # The new stack has a lock of its own: it goes alongside.
    found = shorten(open_stage.new_calls())
    assert [line for line in found if line != elsewhere] == here
    assert elsewhere in found


def shorten(found: list[str]) -> list[str]:
    text = (
        "Bad Request: message is not modified: specified new message content "
        "and reply markup are exactly the same as a current content and "
        "reply markup of the message"
    )
    return [line.replace(text, "NM") for line in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "anything",
            [
                f"SendMessage(m2, {SHOW_FIRST})",
                "EditMessageReplyMarkup(m1, none)",
            ],
        ),
        (
            "next",
            [
                f"SendMessage(m2, {SHOW_SECOND})",
                "EditMessageReplyMarkup(m1, none)",
            ],
        ),
        ("edit", [f"EditMessageText(m1, {SHOW_FIRST}) ! 400 NM"]),
        ("done", ["EditMessageReplyMarkup(m1, none)"]),
        ("reset", ["EditMessageReplyMarkup(m1, none)"]),
        ("leave", []),
        (
            "restart",
            [
                f"SendMessage(m2, {SHOW_SECOND})",
                "EditMessageReplyMarkup(m1, none)",
            ],
        ),
        (
            "/start",
            [
                f"SendMessage(m2, {SHOW_FIRST})",
                "EditMessageReplyMarkup(m1, none)",
            ],
        ),
    ],
)
async def test_message(open_stage, text, expected):
    await open_stage.says(text)

    assert shorten(open_stage.new_calls()) == expected


async def test_message_without_input_widget(open_stage):
    await open_stage.presses("Next")
    open_stage.new_calls()

    await open_stage.says("hello")

    assert open_stage.new_calls() == [
        f"SendMessage(m2, {SHOW_SECOND})",
        "EditMessageReplyMarkup(m1, none)",
    ]


async def test_message_when_nothing_is_open(stage):
    await stage.says("hello")

    assert stage.new_calls() == []


async def test_close_sub_dialog(open_stage):
    await open_stage.presses("Sub")
    open_stage.new_calls()

    await open_stage.presses("Close sub")

    assert open_stage.new_calls() == [
        f"EditMessageText(m1, {SHOW_FIRST})",
        ANSWER,
    ]


async def test_close_the_only_dialog_of_a_new_stack(open_stage):
    await open_stage.presses("Elsewhere")
    open_stage.new_calls()

    await open_stage.presses("Close sub")

    assert open_stage.new_calls() == [
        "EditMessageReplyMarkup(m2, none)",
        ANSWER,
    ]


async def test_start_after_all_is_closed(open_stage):
    await open_stage.presses("Close")
    open_stage.new_calls()

    await open_stage.says("/start")

    assert open_stage.new_calls() == [f"SendMessage(m2, {SHOW_FIRST})"]


async def test_start_that_is_not_shown_and_the_next_message(open_stage):
    await open_stage.presses("Quiet sub")
    assert open_stage.new_calls() == [ANSWER]

    await open_stage.says("hello")
    assert open_stage.new_calls() == [
        f"SendMessage(m2, {SHOW_SUB})",
        "EditMessageReplyMarkup(m1, none)",
    ]


async def test_album(open_stage):
    open_stage.ann.sends_album(open_stage.chat, ["photo"] * 3)
    await open_stage.settle()

    not_modified = f"EditMessageText(m2, {SHOW_FIRST}) ! 400 NM"
    assert shorten(open_stage.new_calls()) == [
        f"SendMessage(m2, {SHOW_FIRST})",
        "EditMessageReplyMarkup(m1, none)",
        not_modified,
        not_modified,
    ]


async def test_click_on_a_message_that_was_deleted(open_stage):
    old = open_stage.last_message()
    open_stage.ann.deletes(old, open_stage.chat)

    await open_stage.presses("Next", of=old)

    assert open_stage.new_calls() == [
        f"EditMessageText(m1, {SHOW_SECOND}) ! {NOT_FOUND}",
        f"SendMessage(m2, {SHOW_SECOND})",
        ANSWER,
    ]


async def test_error_handler_shows_the_window_after_a_failed_click(
    open_stage,
):
    @open_stage.dispatcher.error()
    async def on_error(event, dialog_manager) -> None:
        await dialog_manager.switch_to(Main.second)
        await dialog_manager.show()

    async def fail(event, widget, manager) -> None:
        raise ZeroDivisionError

    (dialog,) = (
        dialog
        for dialog in collect_dialogs(open_stage.dispatcher)
        if dialog.states_group() is Main
    )
    dialog.find("nothing").on_click = SimpleEventProcessor(fail)
    await open_stage.presses("Nothing")

    assert open_stage.new_calls() == [
        f"EditMessageText(m1, {SHOW_SECOND})",
        ANSWER,
    ]


async def test_error_handler_shows_the_top_after_an_outdated_click(
    open_stage,
):
    @open_stage.dispatcher.error()
    async def on_error(event, dialog_manager) -> None:
        await dialog_manager.show()

    old = open_stage.last_message()
    await open_stage.presses("Sub")
    open_stage.new_calls()

    await open_stage.presses("Nothing", of=old)

    assert shorten(open_stage.new_calls()) == [
        f"EditMessageText(m1, {SHOW_SUB}) ! 400 NM",
        ANSWER,
    ]


async def test_start_from_anywhere(stage):
    stage.ann.says(stage.chat, "hello")
    await stage.settle()

    await stage.bg_factory.bg(
        stage.bot,
        stage.ann.id,
        stage.ann.id,
    ).start(Sub.only)
    await stage.quiet()

    assert stage.new_calls() == [f"SendMessage(m1, {SHOW_SUB})"]
