"""Stale, unknown and foreign clicks; dialogs that cannot be restored."""

import logging

import pytest
from aiogram import Router
from aiogram.filters import Command, ExceptionTypeFilter
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.api.exceptions import (
    OutdatedIntent,
    UnknownIntent,
    UnknownState,
)
from aiogram_dialog.message.message_manager import MessageManager
from aiogram_dialog.recovery.policy import strict
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Start
from aiogram_dialog.widgets.markup.reply_callback import encode_reply_callback
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.text import Const, Format

ANSWER = "AnswerCallbackQuery"
MAIN = '"main", inline [[Nothing], [Sub]]'
SUB = '"sub", inline [[Cancel]]'
LOST = (UnknownIntent, OutdatedIntent, UnknownState)


class Main(StatesGroup):
    only = State()


class Sub(StatesGroup):
    only = State()


class Keys(StatesGroup):
    only = State()


def make_routers() -> list[Router]:
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.only, mode=StartMode.RESET_STACK)

    @router.message(Command("keys"))
    async def keys(message, dialog_manager) -> None:
        await dialog_manager.start(Keys.only, mode=StartMode.RESET_STACK)

    @router.message(Command("look"))
    async def look(message, dialog_manager) -> None:
        await message.answer(f"open: {dialog_manager.has_context()}")

    return [
        router,
        Dialog(
            Window(
                Const("main"),
                Button(Const("Nothing"), id="nothing"),
                Start(Const("Sub"), id="sub", state=Sub.only),
                state=Main.only,
            ),
        ),
        Dialog(Window(Const("sub"), Cancel(), state=Sub.only)),
        Dialog(
            Window(
                Const("keys"),
                Button(Const("Key"), id="key"),
                markup_factory=ReplyKeyboardFactory(),
                state=Keys.only,
            ),
        ),
    ]


@pytest.fixture
async def stage(make_stage, any_storage):
    stage = await make_stage(
        *make_routers(), storage=any_storage, message_manager=MessageManager()
    )
    await stage.says("/start")
    stage.new_calls()
    return stage


async def forget(stage, *prefixes: str) -> None:
    """Lose records, as a storage may that is cleared or expires."""
    storage = stage.dispatcher.storage
    keys = storage.records if hasattr(storage, "records") else storage.storage
    for key in list(keys):
        if key.destiny.startswith(prefixes):
            del keys[key]


async def change(stage, prefix: str, **values: object) -> None:
    storage = stage.dispatcher.storage
    keys = storage.records if hasattr(storage, "records") else storage.storage
    for key in list(keys):
        if key.destiny.startswith(prefix):
            record = await storage.get_data(key)
            if record:
                await storage.set_data(key, {**record, **values})


CONTEXTS = "aiogd:context:"
STACKS = "aiogd:stack:"


async def test_click_on_a_dialog_that_is_gone(stage):
    old = stage.last_message()
    await stage.says("/start")
    stage.new_calls()

    await stage.presses("Nothing", of=old)

    # The dead buttons went when the new message was sent already.
    assert stage.new_calls() == [ANSWER]


async def test_click_on_a_dialog_that_is_covered_shows_the_top(stage):
    old = stage.last_message()
    await stage.presses("Sub")
    stage.new_calls()

    await stage.presses("Nothing", of=old)

    assert [line.partition("(")[0] for line in stage.new_calls()] == [
        "EditMessageText",
        ANSWER,
    ]


@pytest.mark.parametrize("lost", [(CONTEXTS,), (CONTEXTS, STACKS)])
async def test_click_after_the_storage_was_cleared(stage, lost):
    await forget(stage, *lost)

    await stage.presses("Nothing")

    assert stage.new_calls() == ["EditMessageReplyMarkup(m1, none)", ANSWER]
    await stage.says("/start")
    assert stage.new_calls() == [f"SendMessage(m2, {MAIN})"]


@pytest.mark.parametrize("state", ["Main:gone", "Gone:only", None])
async def test_click_on_a_state_that_the_code_does_not_have(stage, state):
    await change(stage, CONTEXTS, state=state)

    await stage.presses("Nothing")

    assert stage.new_calls() == ["EditMessageReplyMarkup(m1, none)", ANSWER]
    await stage.says("/start")
    assert stage.new_calls() == [f"SendMessage(m2, {MAIN})"]


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        (CONTEXTS, {"state": "Gone:only"}),
        (CONTEXTS, {"dialog_data": "?"}),
        (CONTEXTS, {"_stack_id": None}),
        (STACKS, {"intents": "?"}),
        (STACKS, {"unknown": 1}),
        (CONTEXTS, {"unknown": 1}),
        (STACKS, {"intents": ["nobody"]}),
    ],
)
async def test_start_works_whatever_is_stored(stage, prefix, values):
    await change(stage, prefix, **values)

    await stage.says("/start")

    assert stage.new_calls()[0] == f"SendMessage(m2, {MAIN})"
    await stage.presses("Nothing")
    assert stage.new_calls()[-1] == ANSWER


async def test_text_to_a_lost_dialog_is_no_error_for_its_handlers(stage):
    await forget(stage, CONTEXTS)

    await stage.says("/look")

    assert stage.new_calls() == ['SendMessage(m2, "open: False")']
    # Nothing was changed, so nothing is wiped.
    assert any(key.startswith(STACKS) for key in stage.records())


async def test_text_that_nobody_takes_lets_the_stack_recover(stage, caplog):
    await forget(stage, CONTEXTS)

    with caplog.at_level(logging.WARNING):
        await stage.says("hello")

    assert stage.new_calls() == ["EditMessageReplyMarkup(m1, none)"]
    assert "Recovered from: Context not found" in caplog.text
    assert not stage.records()


async def test_reply_to_a_stale_message_goes_to_handlers_first(stage):
    old = stage.last_message()
    await stage.says("/start")
    stage.new_calls()

    # The keyboard of the old one is gone; a client may still reply to it.
    stage.world.state.messages[old.chat, old.id] = old
    await stage.replies(old, "/look")

    assert stage.new_calls() == ['SendMessage(m3, "open: False")']


async def test_cancel_with_a_lost_parent(stage):
    main_id = stage.records()[STACKS]["intents"][0]
    await stage.presses("Sub")
    await forget(stage, f"{CONTEXTS}{main_id}")
    stage.new_calls()

    await stage.presses("Cancel")

    assert stage.new_calls() == ["EditMessageReplyMarkup(m1, none)", ANSWER]
    assert not stage.records()


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda stage: forget(stage, CONTEXTS), UnknownIntent),
        (
            lambda stage: change(stage, CONTEXTS, state="Gone:only"),
            UnknownState,
        ),
        (lambda stage: change(stage, STACKS, intents=["x"]), OutdatedIntent),
    ],
)
async def test_handlers_of_errors_come_first(stage, spoil, error):
    caught = []

    @stage.dispatcher.error(ExceptionTypeFilter(*LOST))
    async def restart(event, dialog_manager) -> None:
        caught.append(type(event.exception))
        await dialog_manager.start(Main.only, mode=StartMode.RESET_STACK)

    await spoil(stage)
    await stage.presses("Nothing")

    assert caught == [error]
    shown, answered = stage.new_calls()[-2:]
    assert shown.startswith("EditMessageText(m1, ")
    assert answered == ANSWER
    await stage.presses("Nothing")
    assert stage.new_calls()[-1] == ANSWER
    assert caught == [error]


async def test_strict_bots_get_the_error(make_stage):
    stage = await make_stage(*make_routers(), recovery=strict)
    await stage.says("/start")
    await forget(stage, CONTEXTS)

    with pytest.raises(UnknownIntent):
        await stage.presses("Nothing")
    with pytest.raises(UnknownIntent):
        await stage.says("hello")
    await stage.says("/start")
    assert not stage.held_locks()


async def test_a_policy_of_the_bot(make_stage):
    asked = []

    async def policy(event, manager) -> bool:
        asked.append((type(event.exception), manager.has_context()))
        await manager.start(Main.only, mode=StartMode.RESET_STACK)
        return True

    stage = await make_stage(*make_routers(), recovery=policy)
    await stage.says("/start")
    await forget(stage, CONTEXTS)
    stage.new_calls()

    await stage.presses("Nothing")

    assert asked == [(UnknownIntent, False)]
    await stage.presses("Nothing")
    assert stage.new_calls()[-1] == ANSWER


@pytest.mark.parametrize(
    "tail",
    [
        "\u200c",
        "\u200c\u200c",
        "\u2064\u2064\u2064\u2064",
        "\u200d\u200c\u2060",
        # The byte 0xff, which no text has.
        "\U0001d17a\U0001d17a",
        encode_reply_callback("no separator"),
        encode_reply_callback("nobody\x1dkey"),
    ],
    ids=ascii,
)
async def test_text_that_ends_in_symbols_nobody_sees(stage, tail):
    await stage.says(f"hello{tail}")

    # It is a message for the open dialog, not a click.
    assert stage.new_calls()[0] == f"SendMessage(m2, {MAIN})"


class Form(StatesGroup):
    name = State()


async def get_who(dialog_manager, **kwargs):
    return {"who": dialog_manager.event.from_user.first_name}


async def begin_anew(callback, button, manager) -> None:
    await manager.start(Form.name, mode=StartMode.RESET_STACK)


@pytest.fixture
async def form(make_stage):
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Form.name, mode=StartMode.RESET_STACK)

    dialog = Dialog(
        Window(
            Format("Your name, {who}?"),
            Button(Const("Anew"), id="anew", on_click=begin_anew),
            TextInput("name"),
            getter=get_who,
            state=Form.name,
        ),
    )
    stage = await make_stage(router, dialog, message_manager=MessageManager())
    await stage.says("/start")
    return stage


async def test_windows_that_look_at_the_event_are_shown_again(form):
    old = form.last_message()
    await form.presses("Anew")
    form.new_calls()

    await form.presses("Anew", of=old)

    shown, answered = form.new_calls()
    assert shown.startswith('EditMessageText(m1, "Your name, Ann?"')
    assert answered == ANSWER
    await form.presses("Anew")
    assert form.new_calls()[-1] == ANSWER


async def test_dead_reply_key_is_no_input(form):
    await form.says("Page 1" + encode_reply_callback("nobody\x1dkey"))

    assert form.last_message().text == "Your name, Ann?"
    (context,) = (it for it in form.records().values() if "widget_data" in it)
    assert context["widget_data"] == {}


async def test_recovery_that_fails_is_told(make_stage, caplog):
    async def policy(event, manager) -> bool:
        raise ZeroDivisionError

    stage = await make_stage(*make_routers(), recovery=policy)
    await stage.says("/start")
    await forget(stage, CONTEXTS)

    with pytest.raises(UnknownIntent):
        await stage.presses("Nothing")

    assert "Cannot recover from: Context not found" in caplog.text
    assert "ZeroDivisionError" in caplog.text


async def test_key_of_a_dialog_that_is_covered(stage):
    await stage.says("/keys")
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    await bg.start(Main.only)
    await stage.quiet()
    stage.ann.says(stage.chat, "x")
    stage.new_calls()
    caught = []

    @stage.dispatcher.error()
    async def on_error(event, dialog_manager) -> None:
        caught.append(type(event.exception))

    key_id = stage.records()[STACKS]["intents"][0]
    await stage.says("Key" + encode_reply_callback(f"{key_id}\x1dkey"))

    assert caught == [OutdatedIntent]


async def test_background_start_on_a_lost_stack(stage):
    await forget(stage, CONTEXTS)
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)

    await bg.start(Sub.only)
    await stage.quiet()

    assert stage.new_calls() == [f"EditMessageText(m1, {SUB})"]
    await stage.presses("Cancel")
    assert stage.new_calls()[-1] == ANSWER


async def test_background_update_on_a_lost_stack_is_told(stage, caplog):
    await forget(stage, CONTEXTS)
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)

    with caplog.at_level(logging.WARNING):
        await bg.update({"a": 1})
        await stage.quiet()

    assert "Recovered from: Context not found" in caplog.text


async def test_foreign_click_is_taken_by_the_open_dialog(stage):
    stage.world.call(
        stage.account.token,
        "sendMessage",
        {
            "chat_id": str(stage.ann.id),
            "text": "foreign",
            "reply_markup": '{"inline_keyboard":'
            '[[{"text":"Foreign","callback_data":"x"}]]}',
        },
        {},
    )
    stage.new_calls()

    await stage.presses("Foreign")

    assert [line.partition("(")[0] for line in stage.new_calls()] == [
        "EditMessageText",
        ANSWER,
    ]
