"""The playground as a program."""

import asyncio
import re
import signal
import socket
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from aiogram.client.default import DefaultBotProperties
from typer.testing import CliRunner

from aiogram_dialog.tools.commands import app
from aiogram_dialog.tools.demo.bot import showcase_target
from aiogram_dialog.tools.playground import command
from aiogram_dialog.tools.playground.copy_test import write_test
from aiogram_dialog.tools.playground.playground import Playground
from aiogram_dialog.tools.target import parse_target

ROOT = Path(__file__).parents[2]
FORM = f"{ROOT}/tests/bots/form:make_dispatcher"
PROGRAM = "from aiogram_dialog.tools.cli import main; main()"


@pytest.mark.skipif(sys.platform == "win32", reason="it has no SIGINT")
@pytest.mark.parametrize("args", [("demo",), ("play", FORM)])
async def test_until_it_is_interrupted(args):
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        PROGRAM,
        *args,
        "--no-browser",
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    line = (await process.stdout.readline()).decode()
    url = re.search(r"http://127\.0\.0\.1:\d+/[\w-]{32}/", line)[0]
    async with aiohttp.ClientSession() as http, http.get(url) as response:
        assert response.status == 200
    process.send_signal(signal.SIGINT)
    output, errors = await process.communicate()
    assert output.decode().splitlines() == [
        "Press Ctrl+C to stop.",
        "Stopping.",
    ]
    assert errors == b""
    assert process.returncode == 0


def test_wrong_targets():
    for target, told in (("bot", "should look like"), ("no:bot", "no module")):
        result = CliRunner().invoke(app, ["play", target, "--no-browser"])
        assert result.exit_code == 2
        assert told in result.output


async def test_a_bot_that_cannot_be_imported_is_told(tmp_path):
    (tmp_path / "needy_bot.py").write_text("import nothing_like_that")
    told = []

    async def stop_soon() -> None:
        while "Press Ctrl+C to stop." not in told:
            await asyncio.sleep(0.01)
        signal.raise_signal(signal.SIGINT)

    stopping = asyncio.create_task(stop_soon())
    await command.play_bot(
        parse_target(f"{tmp_path}/needy_bot:make"),
        opens_browser=False,
        tell=told.append,
    )
    await stopping

    assert told[1] == (
        "The bot cannot be imported: ModuleNotFoundError: No module named "
        "'nothing_like_that': the page shows where."
    )


def test_a_port_that_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(
            app,
            ["play", FORM, "--no-browser", "--port", str(port)],
        )
    assert result.exit_code == 2
    assert f"Cannot serve at port {port}: " in result.output


@asynccontextmanager
async def served(**options):
    lines: asyncio.Queue[str] = asyncio.Queue()
    task = asyncio.create_task(
        command.play_bot(
            parse_target(FORM),
            tell=lines.put_nowait,
            **options,
        ),
    )
    await lines.get()
    yield task
    signal.raise_signal(signal.SIGTERM)
    await task


async def test_the_browser(monkeypatch):
    opened = []
    monkeypatch.setattr(command.webbrowser, "open", opened.append)
    async with served():
        while not opened:
            await asyncio.sleep(0.01)
    assert opened[0].startswith("http://127.0.0.1:")


async def test_without_signals(monkeypatch):
    def refuse(*_):
        raise NotImplementedError

    loop = asyncio.get_running_loop()
    monkeypatch.setattr(loop, "add_signal_handler", refuse)
    with command._stop_signals() as stopped:
        assert not stopped.is_set()


def test_the_showcase_is_found():
    target = showcase_target()

    assert (Path(target.directory) / "showcase" / "bot.py").is_file()


def test_copies_with_a_parse_mode():
    async def copy():
        playground = Playground(
            parse_target(FORM),
            DefaultBotProperties(parse_mode="HTML"),
        )
        return write_test(playground.recorder, playground.bot_world)

    source = asyncio.run(copy())
    assert "default=DefaultBotProperties(parse_mode='HTML')" in source
    assert "import DefaultBotProperties" in source
