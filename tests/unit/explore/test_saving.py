"""Findings as tests: they fail on the bot, and pass when it is mended."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aiogram_dialog.explore import EXPLORE_RULES, Finding
from aiogram_dialog.explore.saving import Source, code_of, save
from aiogram_dialog.explore.steps import Gather, Say
from aiogram_dialog.tools.commands import app

pytest_plugins = ["pytester"]

BOT = """
import asyncio
from itertools import count

from aiogram import Dispatcher, F
from aiogram.filters import Command, CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from aiogram_dialog import Dialog, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Back, Button, Row, SwitchTo
from aiogram_dialog.widgets.text import Const, Format

IS_MENDED = False
BOTH = [[InlineKeyboardButton(text="Yes", callback_data="yes")]]


class Shop(StatesGroup):
    menu = State()
    pay = State()
    long = State()
    end = State()
    number = State()
    later = State()


async def fail(*args):
    assert IS_MENDED, "planted"


async def fail_in_group(message):
    assert IS_MENDED or message.chat.type == "private", "planted in a group"


async def get_text(**kwargs):
    return {"text": "a" * (10 if IS_MENDED else 5000)}


numbers = count()


async def get_number(**kwargs):
    return {"number": 1 if IS_MENDED else next(numbers)}


async def sleep_and_fail(background):
    await asyncio.sleep(60)
    assert IS_MENDED, "planted for later"
    await background.update({})


async def begin(callback, button, manager):
    button.task = asyncio.create_task(sleep_and_fail(manager.bg()))


def go(state):
    return SwitchTo(Const(state.state), state.state.partition(":")[2], state)


HOME = go(Shop.menu)


def make_dispatcher():
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def start(message, dialog_manager):
        await dialog_manager.start(Shop.menu, mode=StartMode.RESET_STACK)

    @dispatcher.message(Command("ask"))
    async def ask(message):
        markup = InlineKeyboardMarkup(inline_keyboard=BOTH)
        await message.answer("Sure?", reply_markup=markup)

    @dispatcher.callback_query(F.data == "yes")
    async def hear(callback):
        if IS_MENDED:
            await callback.answer()

    dispatcher.message.register(fail_in_group, Command("where"))
    dispatcher.errors.register(fail_softly)
    dispatcher.include_router(
        Dialog(
            Window(
                Const("menu"),
                *(go(it) for it in Shop.__states__[1:]),
                state=Shop.menu,
            ),
            Window(
                Const("pay"),
                Row(Button(Const("Pay"), "a"), Button(Const("Pay"), "b", fail)),
                TextInput("sum", on_success=fail),
                HOME,
                state=Shop.pay,
            ),
            Window(Format("{text}"), HOME, state=Shop.long, getter=get_text),
            Window(
                Const("end"),
                Button(Const("Nothing"), "no"),
                SwitchTo(Const("Home"), "h", Shop.menu, when=lambda *_: IS_MENDED),
                state=Shop.end,
            ),
            Window(
                Format("{number}"), HOME, state=Shop.number, getter=get_number
            ),
            Window(
                Const("later"),
                Button(Const("Begin"), "begin", begin),
                HOME,
                state=Shop.later,
            ),
        ),
    )
    setup_dialogs(dispatcher)
    return dispatcher


async def fail_softly(event):
    return event.exception.args == ("nobody",)


async def make_later():
    return make_dispatcher()


dispatcher = make_dispatcher()
"""


@pytest.fixture
def bot(pytester):
    pytester.makeini(
        "[pytest]\nasyncio_mode = auto\n"
        "asyncio_default_fixture_loop_scope = function\n",
    )
    (pytester.path / "bots").mkdir()
    path = pytester.path / "bots" / "faulty_shop.py"
    path.write_text(BOT, "utf-8")
    return path


def run_command(pytester, *arguments):
    """Run it in a process of its own: the bot is imported anew."""
    code = "from aiogram_dialog.tools.cli import main; main()"
    return pytester.runpython_c(
        f"import sys; sys.argv = {['it', *arguments]!r}; {code}"
    )


def run_tests(pytester, *arguments):
    return pytester.runpytest_subprocess(
        "-p",
        "no:cacheprovider",
        "-p",
        "no:cov",
        *arguments,
    )


def test_saved_tests(pytester, bot):
    run = run_command(
        pytester,
        "explore",
        "bots/faulty_shop:make_later",
        "--save",
        "tests/found",
        "--groups",
    )

    saved = sorted(it.name for it in (pytester.path / "tests/found").iterdir())
    assert run.ret == 1, run.stdout.str()
    assert "5 of 6 windows reached" in run.stdout.str()
    assert saved == [
        "test_crash_no_window.py",
        "test_crash_shop_later.py",
        "test_crash_shop_pay.py",
        "test_dead_end_shop_end.py",
        "test_refused_shop_menu.py",
        "test_unanswered_no_window.py",
        "test_unsteady_shop_number.py",
    ]
    later = pytester.path / "tests/found/test_crash_shop_later.py"
    assert "telegram.group" not in later.read_text("utf-8")
    assert "await bot.lets_time_pass()" in later.read_text("utf-8")
    faulty = run_tests(pytester, "tests/found")
    faulty.assert_outcomes(failed=7)

    bot.write_text(BOT.replace("IS_MENDED = False", "IS_MENDED = True"))
    mended = run_tests(pytester, "tests/found")
    mended.assert_outcomes(passed=7)


def test_files_that_are_there_stay(tmp_path):
    rule = {rule.name: rule for rule in EXPLORE_RULES}["dead-end"]
    path = (Say(who="Ann", text="/start"),)
    source = Source(tmp_path / "bots", "shop", "bot")
    (first,) = save([Finding(rule, "Shop:a", "old", path)], tmp_path, source)
    kept = first.read_text("utf-8")

    (second,) = save([Finding(rule, "Shop:a", "new", path)], tmp_path, source)

    assert second.name == "test_dead_end_shop_a_2.py"
    assert first.read_text("utf-8") == kept


def test_only_a_dispatcher_is_explored(tmp_path, monkeypatch):
    (tmp_path / "lonely_router.py").write_text(
        "from aiogram import Router\nrouter = Router()\n",
    )
    result = CliRunner().invoke(
        app,
        ["explore", f"{tmp_path}/lonely_router:router"],
    )

    assert result.exit_code == 2
    assert "only a whole bot can be explored" in result.output


def test_a_bot_that_is_well(tmp_path):
    (tmp_path / "silent_bot.py").write_text(
        "from aiogram import Dispatcher\nit = Dispatcher()\n",
    )
    result = CliRunner().invoke(app, ["explore", f"{tmp_path}/silent_bot:it"])

    assert result.exit_code == 0
    assert re.search(r"0 of 0 windows reached, 1 presses, \d", result.output)


async def test_code_of_a_test(tmp_path):
    path = (
        Gather(who="Ann", friend="Bob", title="Us"),
        Say(who="Ann", text="/start"),
    )
    rule = {rule.name: rule for rule in EXPLORE_RULES}
    findings = [
        Finding(rule["crash"], "Shop:a", 'it is """odd\\', path),
        Finding(rule["crash"], "Shop:a", "again", path),
        Finding(rule["dead-end"], "Shop:a", "dead", path),
        Finding(rule["unsteady"], "Shop:a", "moves", path),
    ]
    source = Source(tmp_path / "bots", "shop", "bot")

    crash, again, dead, unsteady = save(findings, tmp_path / "t", source)

    assert again.name == "test_crash_shop_a_2.py"
    for file in (crash, again, dead, unsteady):
        compile(file.read_text("utf-8"), file.name, "exec")
    text = crash.read_text("utf-8")
    place = "str(Path(__file__).resolve().parents[1] / 'bots')"
    assert f"sys.path.append({place})" in text
    assert "        with bot.watching('EX101') as faults:\n" in text
    assert "            await ann.says('/start')\n" in text
    assert "bot.is_alive('Shop:a')" in dead.read_text("utf-8")
    assert "bot.is_steady('Shop:a')" in unsteady.read_text("utf-8")


def test_a_bot_that_is_elsewhere(tmp_path):
    rule = EXPLORE_RULES[0]
    finding = Finding(rule, "Shop:a", "", (Say(who="Ann", text="a"),))
    here = code_of(finding, "a", Source(tmp_path, "a", "b"), tmp_path)
    far = code_of(finding, "a", Source(Path("/bots"), "a", "b"), tmp_path)

    assert "sys.path.append(str(Path(__file__).resolve().parents[0]))" in here
    assert "sys.path.append('/bots')" in far
