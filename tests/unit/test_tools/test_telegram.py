"""The kit for tests of bots, used as its users would."""

import pytest
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage

from aiogram_dialog import (
    Dialog,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.emulator import NoSuchButtonError, faults
from aiogram_dialog.test_tools import Telegram
from aiogram_dialog.test_tools.stored import OpenDialog
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Button, Checkbox
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.text import Const, Format


class Form(StatesGroup):
    name = State()
    agrees = State()


async def greet_later(callback, button, manager) -> None:
    await manager.bg().update({"greeting": "Good morning"})


async def fail(callback, button, manager) -> None:
    raise ZeroDivisionError


async def keep_name(message, widget, manager, name) -> None:
    manager.dialog_data["name"] = name
    await manager.next()


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher(storage=MemoryStorage())
    router = Router()
    seen = dispatcher["seen"] = []

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(
            Form.name,
            data={"by": message.from_user.first_name},
            mode=StartMode.RESET_STACK,
        )

    @router.message(Command("long"))
    async def long(message) -> None:
        await message.answer("x" * 5000)

    @router.message(F.contact | F.location | F.photo | F.media_group_id)
    async def other(message) -> None:
        seen.append(str(message.content_type.value))

    @router.business_message(Command("start"))
    async def start_business(message, dialog_manager) -> None:
        await dialog_manager.start(Form.name, mode=StartMode.RESET_STACK)

    dialog = Dialog(
        Window(
            Format("What is your name? {dialog_data[greeting]}", when="greets")
            | Const("What is your name?"),
            Button(Const("Later"), id="later", on_click=greet_later),
            Button(Const("Fail"), id="fail", on_click=fail),
            TextInput("name", on_success=keep_name),
            getter=get_greets,
            state=Form.name,
        ),
        Window(
            Format("Hello {dialog_data[name]}"),
            Checkbox(Const("Agreed"), Const("Agree?"), id="agrees"),
            markup_factory=ReplyKeyboardFactory(),
            state=Form.agrees,
        ),
    )
    dispatcher.include_routers(router, dialog)
    setup_dialogs(dispatcher)
    return dispatcher


async def get_greets(dialog_manager, **kwargs):
    return {"greets": "greeting" in dialog_manager.dialog_data}


@pytest.fixture
async def dispatcher(telegram):
    dispatcher = make_dispatcher()
    async with telegram.bot(dispatcher):
        yield dispatcher


async def test_conversation(telegram, dispatcher):
    ann = telegram.person("Ann")

    await ann.says("/start")
    assert ann.last_message.text == "What is your name?"
    assert ann.buttons() == [["Later"], ["Fail"]]
    await ann.says("Ann")
    await ann.taps("Agree?")

    assert "Hello Ann" in ann.screen()
    assert "{Agreed}" in ann.screen()
    assert ann.transcript().splitlines()[0] == "Ann: /start"
    (dialog,) = await ann.dialogs()
    assert dialog == OpenDialog(
        "Form:agrees",
        {"by": "Ann"},
        {"name": "Ann"},
        {"name": "Ann", "agrees": True},
    )


async def test_background_commands_are_waited_for(telegram, dispatcher):
    ann = telegram.person("Ann")

    await ann.says("/start")
    await ann.presses("Later")

    assert ann.last_message.text == "What is your name? Good morning"


async def test_what_handlers_raise(telegram, dispatcher):
    ann = telegram.person("Ann")
    await ann.says("/start")

    with pytest.raises(ZeroDivisionError):
        await ann.presses("Fail")
    with pytest.raises(NoSuchButtonError, match="Later"):
        await ann.presses("Nothing")


async def test_what_telegram_refuses(telegram, dispatcher):
    ann = telegram.person("Ann")

    with pytest.raises(TelegramBadRequest, match="too long"):
        await ann.says("/long")


async def test_faults(telegram, dispatcher):
    ann = telegram.person("Ann")
    telegram.fake.world.faults.add(faults.refuses(400, "chat not found"))

    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await ann.says("/start")


async def test_all_that_people_send(telegram, dispatcher):
    ann = telegram.person("Ann")

    await ann.sends("photo", caption="me")
    await ann.sends_contact()
    await ann.sends_location()
    await ann.sends_album(["photo", "photo"])
    await ann.says("/start")
    await ann.replies(ann.last_message, "Ann")

    assert dispatcher["seen"] == [
        "photo",
        "contact",
        "location",
        "photo",
        "photo",
    ]
    assert ann.last_message.text == "Hello Ann"


async def test_people_in_a_group(telegram, dispatcher):
    ann, bob = telegram.group(
        "Friends",
        telegram.person("Ann"),
        telegram.person("Bob"),
    )

    await ann.says("/start")
    await bob.says("/start")

    assert ann.chat == bob.chat
    assert ann.transcript() == bob.transcript()
    assert [d.start_data for d in await ann.dialogs()] == [{"by": "Ann"}]
    assert [d.start_data for d in await bob.dialogs()] == [{"by": "Bob"}]


async def test_topics(telegram, dispatcher):
    (ann,) = telegram.group("Forum", telegram.person("Ann"), is_forum=True)
    news = ann.topic("News")
    weather = ann.topic("Weather")

    await news.says("/start")

    assert len(await news.dialogs()) == 1
    assert not await weather.dialogs()
    assert "News" in repr(telegram.fake.world.state.topics)
    assert news.in_topic(weather.thread_id).thread_id == weather.thread_id


async def test_business(telegram, dispatcher):
    ann, bob = telegram.person("Ann"), telegram.person("Bob")
    customer = telegram.business(ann, bob)

    await customer.says("/start")
    again = telegram.business(ann, bob)

    assert "What is your name?" in customer.transcript()
    assert len(await again.dialogs()) == 1


async def test_several_bots(telegram, dispatcher):
    async with telegram.bot(
        make_dispatcher(),
        username="other",
        default=DefaultBotProperties(parse_mode="HTML"),
    ) as other:
        ann = telegram.person("Ann")
        await ann.says("/start")

        assert isinstance(other, Bot)
        assert ann.bot is other
        assert "other sends m1" in ann.transcript()
    assert telegram.person("Bob").bot is not other


async def test_at_once(telegram, dispatcher):
    ann = telegram.person("Ann")
    await ann.says("/start")
    for _ in range(2):
        ann.person.presses(ann.chat, "Later", of=ann.last_message)
    with pytest.raises(ZeroDivisionError):
        ann.person.presses(ann.chat, "Fail")
        await telegram.settle(concurrently=True)

    assert telegram.fake.calls()


async def test_time_passes(telegram, dispatcher):
    before = telegram.fake.world.now

    telegram.fake.advance(5)

    assert telegram.fake.world.now == before + 5


async def test_nobody_is_there():
    telegram = Telegram()

    with pytest.raises(RuntimeError, match=r"async with telegram\.bot"):
        telegram.person("Ann")


async def test_empty_chat(telegram, dispatcher):
    with pytest.raises(LookupError, match="<Ann in chat"):
        _ = telegram.person("Ann").last_message


async def test_start_up_and_shutdown(telegram):
    dispatcher = make_dispatcher()
    events = []

    @dispatcher.startup()
    async def start() -> None:
        events.append("start")

    @dispatcher.shutdown()
    async def stop() -> None:
        events.append("stop")

    with pytest.raises(KeyError):
        async with telegram.bot(dispatcher):
            assert events == ["start"]
            raise KeyError

    assert events == ["start", "stop"]


def test_report(telegram):
    assert telegram.report() == ""
