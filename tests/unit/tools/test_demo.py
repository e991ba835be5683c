import io
import sys
from dataclasses import replace

import pytest
from rich.console import Console

from aiogram_dialog.tools import cli
from aiogram_dialog.tools.demo import bot, show


@pytest.fixture
def console() -> Console:
    return Console(file=io.StringIO(), width=80)


@pytest.fixture(autouse=True)
def forget_showcase():
    yield
    for name in list(sys.modules):
        if name.partition(".")[0] == "showcase":
            del sys.modules[name]


async def test_the_showcase_bot_behaves(console):
    assert await show.play(console) == 0

    seen = console.file.getvalue()
    assert "Hello, Ann!" in seen
    assert "⬅️ Back" in seen
    assert seen.rstrip().endswith("The bot has behaved.")


async def test_a_bot_that_misbehaves_is_told(console, monkeypatch):
    monkeypatch.setattr(show, "PATIENCE", 0.2)
    wrong = replace(show.SCRIPT[0], text="Good evening!")

    assert await show.play(console, (wrong,)) == 1
    assert "Expected: 'Good evening!'" in console.file.getvalue()


def test_the_command(monkeypatch, capsys):
    monkeypatch.setattr(
        sys, "argv", ["aiogram-dialog", "demo", "--transcript"]
    )

    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 0
    assert "The bot has behaved." in capsys.readouterr().out


def test_what_to_install_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "rich", None)
    for name in list(sys.modules):
        if name.startswith(("aiogram_dialog.tools.commands", "rich.")):
            monkeypatch.delitem(sys.modules, name)

    with pytest.raises(SystemExit, match=r"aiogram-dialog\[tools\]"):
        cli.main()


def test_a_lost_bot_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(bot, "_PLACES", (tmp_path / "showcase",))

    with pytest.raises(FileNotFoundError, match="showcase"):
        bot.make_showcase()
