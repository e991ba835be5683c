"""The command line, run as a program."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aiogram_dialog.tools.commands import app

BOT = """
from aiogram import Dispatcher, Router
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram_dialog import Dialog, Window, setup_dialogs
from aiogram_dialog.widgets.kbd import Back, Cancel, Next
from aiogram_dialog.widgets.text import Const


class Shop(StatesGroup):
    list = State()
    cart = State()


shop = Dialog(
    Window(Const("Goods"), Next(), Cancel(), state=Shop.list),
    Window(Const("50 %"), Back(), {more} state=Shop.cart),
)


async def start(message, dialog_manager):
    await dialog_manager.start(Shop.list)


def make_dispatcher():
    dispatcher = Dispatcher()
    dispatcher.message.register(start, CommandStart())
    dispatcher.include_router(shop)
    setup_dialogs(dispatcher)
    return dispatcher


async def make_later():
    return make_dispatcher()


number = 5


def needs(x):
    return x


def returns_nothing():
    return None
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()

    def run(*args: str, more: str = "") -> tuple[int, str]:
        name = f"bot_{abs(hash((tmp_path, more)))}"
        Path(f"{name}.py").write_text(BOT.replace("{more}", more), "utf-8")
        result = runner.invoke(
            app,
            [arg.replace("bot:", f"{name}:") for arg in args],
        )
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.output.replace(name, "bot")

    return run


@pytest.mark.parametrize("name", ["make_dispatcher", "make_later"])
def test_check_that_finds_a_note(run, name):
    code, output = run("check", f"bot:{name}")

    assert code == 0
    assert output.splitlines()[0].startswith("storage: note AD802 ")
    assert output.splitlines()[1:] == ["Found 1 note."]


def test_check_that_finds_nothing(run):
    assert run("check", "bot:make_dispatcher", "--ignore", "AD8") == (
        0,
        "Nothing found.\n",
    )


def test_check_that_finds_errors(run):
    code, output = run("check", "bot:make_dispatcher", more="Next(),")

    assert code == 1
    assert output.splitlines()[0] == (
        "Shop:cart: error AD203 <Next id=__next__> is in the last window of "
        "its dialog."
    )
    assert output.splitlines()[-1] == "Found 1 error, 1 note."


def test_check_for_programs(run):
    code, output = run(
        "check",
        "bot:shop",
        "--format",
        "json",
        "--ignore",
        "AD301",
        more="Next(),",
    )

    assert code == 1
    (found,) = json.loads(output)
    assert found == {
        "code": "AD203",
        "name": "next-after-last",
        "severity": "error",
        "where": "Shop:cart",
        "message": "<Next id=__next__> is in the last window of its dialog.",
    }


def test_check_for_github(run):
    code, output = run(
        "check",
        "bot:make_dispatcher",
        "--format",
        "github",
        more="Next(),",
    )

    assert code == 1
    first, second = output.splitlines()
    assert first.startswith("::error title=AD203 next-after-last::Shop:cart: ")
    assert second.startswith("::notice title=AD802 memory-storage::storage: ")


def test_preview(run):
    code, output = run("preview", "bot:make_dispatcher", "-o", "shop.html")

    assert (code, output) == (0, "Wrote shop.html\n")
    page = Path("shop.html").read_text("utf-8")
    assert "Goods" in page
    assert 'id="Shop:cart"' in page


def test_preview_with_simulated_events(run):
    code, _ = run("preview", "bot:shop", "--simulate")

    assert code == 0
    links = re.findall(r'href="#(Shop:\w+)"', Path("preview.html").read_text())
    assert {"Shop:cart", "Shop:list"} <= set(links)


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("shop.svg", "<svg"), ("shop.mmd", "flowchart LR")],
)
def test_transitions(run, name, beginning):
    code, output = run("transitions", "bot:shop", "-o", name)

    assert (code, output) == (0, f"Wrote {name}\n")
    assert beginning in Path(name).read_text("utf-8")


def test_pictures_that_cannot_be_drawn(run):
    code, output = run("transitions", "bot:shop", "-o", "shop.gif")

    assert code == 2
    assert "'gif'" in output


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("bot", "should look like"),
        ("nobody:shop", "no module 'nobody'"),
        ("bot:shopp", "Did you mean 'shop'?"),
        ("bot:number", "is 5"),
        ("bot:needs", "without arguments"),
        ("bot:returns_nothing", "has returned None"),
        ("missing/bot:shop", "There is no directory"),
    ],
)
@pytest.mark.parametrize("command", ["check", "preview", "transitions"])
def test_wrong_targets(run, command, target, told):
    code, output = run(command, target)

    assert code == 2
    assert told in " ".join(output.split())


def test_help():
    result = CliRunner().invoke(app, ["--help"])
    commands = ("check", "demo", "preview", "transitions")

    assert result.exit_code == 0
    assert all(command in result.output for command in commands)
    for command in commands:
        shown = CliRunner().invoke(app, [command, "--help"]).output
        assert command == "demo" or "Example:" in shown


def test_the_program(tmp_path):
    Path(tmp_path, "bot.py").write_text(BOT.replace("{more}", ""), "utf-8")

    result = subprocess.run(
        [
            sys.executable,
            "-c",
            "from aiogram_dialog.tools.cli import main; main()",
            "check",
            "bot:make_dispatcher",
        ],
        cwd=tmp_path,
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.stderr == ""
    assert result.stdout.splitlines()[-1] == "Found 1 note."
    assert result.returncode == 0
