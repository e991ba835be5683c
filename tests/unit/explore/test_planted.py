"""Bots with mistakes in them: each is found, with a path to it."""

import asyncio
import random
from contextlib import suppress
from itertools import count

import pytest
from aiogram import Dispatcher, F, Router
from aiogram.enums import ContentType
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command, CommandStart, StateFilter, or_f
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from aiogram_dialog import Dialog, StartMode, Window, setup_dialogs
from aiogram_dialog.explore import EXPLORE_RULES, explore
from aiogram_dialog.widgets.input import MessageInput, TextInput
from aiogram_dialog.widgets.kbd import (
    Back,
    Button,
    Calendar,
    Column,
    ListGroup,
    Next,
    Select,
    SwitchTo,
    Url,
)
from aiogram_dialog.widgets.text import Const, Format


class Shop(StatesGroup):
    menu = State()
    inner = State()


class Plain(StatesGroup):
    name = State()


START = "Ann writes '/start'"


def make_bot(*menu, inner=(), router=None, **inner_options):
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def start(message, dialog_manager):
        await dialog_manager.start(Shop.menu, mode=StartMode.RESET_STACK)

    if router is not None:
        dispatcher.include_router(router)
    inner_window = Window(
        Const("inner"),
        *inner,
        state=Shop.inner,
        **inner_options,
    )
    dispatcher.include_router(
        Dialog(
            Window(Const("menu"), *menu, Next(), state=Shop.menu),
            inner_window,
        ),
    )
    setup_dialogs(dispatcher)
    return dispatcher


async def only_finding(dispatcher, **options):
    report = await explore(dispatcher, **options)
    assert report.is_complete
    (finding,) = report.findings
    return finding


def words(finding):
    return [step.words() for step in finding.path]


async def fail(*args, **kwargs):
    raise LookupError("there is no such thing")


async def pass_by(*args, **kwargs):
    pass


async def test_a_bot_that_is_well():
    report = await explore(make_bot(inner=[Back()]))

    assert report.findings == []
    assert report.known == ["Shop:menu", "Shop:inner"]
    assert report.reached == {"Shop:menu", "Shop:inner"}
    assert str(report).startswith("2 of 2 windows reached, ")


async def test_a_handler_that_raises():
    finding = await only_finding(
        make_bot(
            inner=[Button(Const("Pay"), "pay", on_click=fail), Back()],
        ),
    )

    assert finding.rule.code == "EX101"
    assert finding.where == "Shop:inner"
    assert "LookupError: there is no such thing" in finding.message
    assert "test_planted.py" in finding.message
    assert "raise LookupError" in finding.traceback
    assert words(finding) == [START, "Ann presses [Next]", "Ann presses [Pay]"]
    assert "  3. Ann presses [Pay]\n" in str(finding)


async def test_a_getter_that_raises():
    finding = await only_finding(make_bot(inner=[Back()], getter=fail))

    assert finding.rule.code == "EX101"
    assert words(finding) == [START, "Ann presses [Next]"]


async def test_a_format_that_raises():
    finding = await only_finding(
        make_bot(inner=[Format("{item[0]}"), Back()], getter={"item": ""}),
    )

    assert finding.rule.code == "EX101"
    assert "IndexError" in finding.message


async def test_an_input_that_raises():
    finding = await only_finding(
        make_bot(inner=[TextInput("age", on_success=fail), Back()]),
    )

    assert words(finding)[-1] == "Ann writes 'word'"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (ContentType.PHOTO, "Ann sends a photo"),
        (ContentType.VIDEO_NOTE, "Ann sends a video note"),
        (ContentType.CONTACT, "Ann sends a contact"),
        (ContentType.LOCATION, "Ann sends a location"),
        (ContentType.DICE, "Ann sends a dice"),
        (ContentType.ANY, "Ann writes 'word'"),
    ],
)
async def test_an_input_of_a_kind_that_raises(content, told):
    finding = await only_finding(
        make_bot(inner=[MessageInput(fail, content_types=content), Back()]),
    )

    assert words(finding)[-1] == told


async def test_a_number_is_too_much():
    async def halve(message, widget, manager, number):
        assert number < 7

    finding = await only_finding(
        make_bot(
            inner=[
                TextInput("age", type_factory=int, on_success=halve),
                Back(),
            ],
        ),
    )

    assert words(finding)[-1] == "Ann writes '7'"


async def test_a_text_of_ones_own():
    async def look(message, widget, manager, text):
        assert text != "open sesame"

    bot = make_bot(inner=[TextInput("word", on_success=look), Back()])

    assert (await explore(bot)).findings == []
    finding = await only_finding(bot_again(look), texts=["open sesame"])
    assert words(finding)[-1] == "Ann writes 'open sesame'"


def bot_again(look):
    return make_bot(inner=[TextInput("word", on_success=look), Back()])


async def test_an_error_that_a_handler_has_taken():
    bot = make_bot(inner=[Button(Const("Pay"), "pay", on_click=fail), Back()])
    bot.errors.register(pass_by)

    finding = await only_finding(bot)

    assert finding.rule.code == "EX101"
    assert words(finding)[-1] == "Ann presses [Pay]"


async def test_a_command_that_raises():
    router = Router()
    router.message.register(fail, or_f(Command("help"), Command("hilfe")))

    finding = await only_finding(make_bot(inner=[Back()], router=router))

    assert words(finding) == ["Ann writes '/help'"]
    assert finding.where == "no window"


async def test_a_command_that_raises_in_a_window():
    async def tell(message, dialog_manager):
        if dialog_manager.has_context():
            assert dialog_manager.current_context().state != Shop.inner

    router = Router()
    router.message.register(tell, Command("where"))

    finding = await only_finding(make_bot(inner=[Back()], router=router))

    assert words(finding) == [
        START,
        "Ann presses [Next]",
        "Ann writes '/where'",
    ]


async def test_an_item_that_raises():
    async def choose(callback, select, manager, item):
        assert item != "b"

    select = Select(
        Format("{item}"),
        id="letter",
        item_id_getter=str,
        items=["a", "b"],
        on_click=choose,
    )

    assert (await explore(make_bot(inner=[select, Back()]))).findings == []
    finding = await only_finding(
        make_bot(inner=[select, Back()]),
        all_items=True,
    )
    assert words(finding)[-1] == "Ann presses [b]"


async def test_a_row_that_raises():
    rows = ListGroup(
        Button(Format("{item}"), "show"),
        Button(Const("Drop"), "drop", on_click=fail),
        id="rows",
        item_id_getter=str,
        items=[f"a:{number}" for number in range(20)],
    )

    report = await explore(make_bot(inner=[rows, Back()]))

    (finding,) = report.findings
    assert words(finding)[-1] == "Ann presses [Drop]"
    assert finding.path[-1].widget == "rows/drop"
    assert finding.path[-1].code() == "await ann.presses('Drop')"
    assert report.presses < 20


async def test_a_day_that_raises():
    finding = await only_finding(
        make_bot(inner=[Calendar("day", on_click=fail), Back()]),
    )

    assert finding.rule.code == "EX101"


async def test_a_text_that_is_too_long():
    finding = await only_finding(
        make_bot(
            inner=[Format("{text}"), Back()],
            getter={"text": "a" * 5000},
        ),
    )

    assert finding.rule.code == "EX201"
    assert finding.message.startswith("EditMessageText: MESSAGE_TOO_LONG")
    assert words(finding)[-1] == "Ann presses [Next]"


async def test_what_is_refused_and_nobody_looks():
    async def answer(callback, button, manager):
        with suppress(TelegramBadRequest):
            await callback.message.answer("a" * 5000)

    finding = await only_finding(
        make_bot(inner=[Button(Const("Go"), "go", on_click=answer), Back()]),
    )

    assert finding.rule.code == "EX201"
    assert finding.message == "SendMessage: message is too long"
    assert finding.traceback == ""


async def test_a_keyboard_that_is_too_big():
    column = Column(
        Select(
            Format("{item}"),
            id="number",
            item_id_getter=str,
            items=range(350),
        ),
    )

    finding = await only_finding(make_bot(inner=[Back(), column]))

    assert finding.rule.code == "EX201"
    assert "51 of 351 buttons are left out" in finding.message
    assert words(finding) == [START, "Ann presses [Next]"]


async def test_data_that_is_too_long():
    select = Select(
        Format("{item}"),
        id="number",
        item_id_getter=str,
        items=["a" * 60],
    )

    finding = await only_finding(make_bot(inner=[select, Back()]))

    assert finding.rule.code == "EX201"
    assert "carries" in finding.message


async def test_a_press_that_nobody_answers():
    router = Router()

    @router.message(Command("ask"))
    async def ask(message):
        button = InlineKeyboardButton(text="Yes", callback_data="yes:12")
        await message.answer(
            "Sure?",
            reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
        )

    @router.callback_query(F.data.startswith("yes"))
    async def hear(callback):
        await callback.message.edit_text("Well")

    finding = await only_finding(make_bot(inner=[Back()], router=router))

    assert finding.rule.code == "EX301"
    assert words(finding) == ["Ann writes '/ask'", "Ann presses [Yes]"]
    assert "'yes:#'" in finding.message


async def test_a_window_that_nothing_leaves():
    finding = await only_finding(
        make_bot(inner=[Button(Const("Nothing"), "nothing")]),
    )

    assert finding.rule.code == "EX401"
    assert finding.where == "Shop:inner"
    assert words(finding) == [START, "Ann presses [Next]"]


async def test_a_link_leaves_a_window():
    url = Url(Const("Out"), Const("https://example.org"))

    assert (await explore(make_bot(inner=[url]))).findings == []


async def test_a_getter_that_says_something_else_each_time():
    numbers = count()

    async def get_number(**kwargs):
        return {"number": next(numbers), "chance": random.random()}

    finding = await only_finding(
        make_bot(inner=[Format("{number}"), Back()], getter=get_number),
    )

    assert finding.rule.code == "EX501"
    assert "'callback_data': '__back__'" in finding.message
    assert words(finding) == [START, "Ann presses [Next]"]


async def test_a_task_that_raises_later():
    async def work():
        await asyncio.sleep(30)
        raise LookupError("the work is gone")

    async def begin(callback, button, manager):
        # Nobody holds it, so the loop says that it has failed.
        asyncio.get_running_loop().create_task(work())

    finding = await only_finding(
        make_bot(
            Button(Const("Begin"), "begin", on_click=begin),
            inner=[Back()],
        ),
    )

    assert "LookupError: the work is gone" in finding.message
    assert words(finding) == [START, "Ann presses [Begin]", "Ann waits"]


async def test_a_window_that_time_leads_to():
    tasks = set()

    async def work(background):
        await asyncio.sleep(45)
        await background.switch_to(Shop.inner)

    async def begin(callback, button, manager):
        task = asyncio.create_task(work(manager.bg()))
        tasks.add(task)

    finding = await only_finding(
        make_waiting_bot(Button(Const("Begin"), "begin", on_click=begin)),
    )

    assert words(finding) == [START, "Ann presses [Begin]", "Ann waits"]
    assert finding.where == "Shop:inner"


def make_waiting_bot(button):
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def start(message, dialog_manager):
        await dialog_manager.start(Shop.menu, mode=StartMode.RESET_STACK)

    dispatcher.include_router(
        Dialog(
            Window(Const("menu"), button, state=Shop.menu),
            Window(Const("inner"), state=Shop.inner),
        ),
    )
    setup_dialogs(dispatcher)
    return dispatcher


async def test_a_handler_that_sleeps():
    async def sleep(callback, button, manager):
        await asyncio.sleep(3)
        await manager.switch_to(Shop.inner)

    bot = make_bot(
        Button(Const("Sleep"), "sleep", on_click=sleep),
        inner=[Back()],
    )

    report = await explore(bot)

    assert report.findings == []
    assert report.seconds < 3


async def test_a_handler_that_never_ends(monkeypatch):
    monkeypatch.setattr("aiogram_dialog.explore.virtual_clock._PATIENCE", 0.1)

    async def wait(callback, button, manager):
        await asyncio.Event().wait()

    finding = await only_finding(
        make_bot(
            Button(Const("Wait"), "wait", on_click=wait),
            inner=[Back()],
        ),
    )

    assert "TimeoutError" in finding.message


async def test_a_bot_without_dialogs():
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def start(message, state):
        await state.set_state(Plain.name)
        await message.answer("Your name?")

    dispatcher.message.register(fail, StateFilter(Plain.name))

    finding = await only_finding(dispatcher)

    assert words(finding) == [START, "Ann writes 'word'"]


async def test_windows_that_nothing_leads_to():
    bot = make_waiting_bot(SwitchTo(Const("Stay"), "stay", Shop.menu))

    report = await explore(bot)

    assert report.not_reached == ["Shop:inner"]
    assert "Not reached: Shop:inner." in report.coverage()


async def test_what_nobody_wants_to_hear():
    bot = make_bot(inner=[Button(Const("Nothing"), "nothing")])

    report = await explore(bot, ignore=["EX401:Shop:inner"])

    assert report.findings == []


async def test_bounds():
    by_number = await explore(make_bot(inner=[Back()]), max_presses=2)
    by_time = await explore(make_bot(inner=[Back()]), seconds=0)

    assert (by_number.presses, by_number.stopped_by) == (2, "2 presses")
    assert by_time.stopped_by == "0 seconds"
    assert "there is more" in by_time.coverage()


async def test_commands_of_ones_own():
    report = await explore(make_bot(inner=[Back()]), commands=["/stop"])

    assert report.reached == set()


async def test_it_is_the_same_each_time():
    def make():
        rows = Select(
            Format("{item}"),
            id="letter",
            item_id_getter=str,
            items="abc",
            on_click=fail,
        )
        return make_bot(inner=[rows, TextInput("t", on_success=fail)])

    first, second = await explore(make()), await explore(make())

    assert [str(it) for it in first.findings] == [
        str(it) for it in second.findings
    ]
    assert first.presses == second.presses


async def test_the_storage_comes_back():
    bot = make_bot(inner=[Back()])
    storage = bot.storage

    await explore(bot)

    assert bot.storage is storage
    assert storage.storage == {}


async def test_progress_is_told():
    told = []

    report = await explore(make_bot(inner=[Back()]), progress=told.append)

    assert told[-1].presses == report.presses
    assert (told[-1].reached, told[-1].known) == (2, 2)


def test_rules_have_codes_of_their_own():
    assert len({rule.code for rule in EXPLORE_RULES}) == len(EXPLORE_RULES)
