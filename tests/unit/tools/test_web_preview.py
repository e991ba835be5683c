import asyncio
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import AsyncExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from aiogram_dialog.tools import own_process, web_preview
from aiogram_dialog.tools.target import Target
from aiogram_dialog.tools.web_preview import (
    INTRO,
    Renderer,
    disable_print,
    removesuffix,
)

COMMAND = [sys.executable, "-m", "aiogram_dialog.tools.web_preview"]
BOT = """
from aiogram import Router
from aiogram.fsm.state import State, StatesGroup
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Next
from aiogram_dialog.widgets.text import Const

class Main(StatesGroup):
    one = State()
    two = State()

async def make():
    router = Router()
    router.include_router(
        Dialog(
            Window(Const("GREETING"), Next(), state=Main.one),
            Window(Const("Bye"), state=Main.two),
        ),
    )
    return router

class Odd(Exception):
    def __init__(self, one, two):
        super().__init__(f"{one} and {two}")

def odd():
    raise Odd("this", "that")

def leave():
    raise SystemExit("no token")
"""


@pytest.fixture
def bot(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", list(sys.path))
    path = tmp_path / "web_preview_bot.py"
    path.write_text(BOT)
    yield path
    sys.modules.pop("web_preview_bot", None)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def running(*arguments):
    """Run the command until it listens; then interrupt it."""
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def get(port, path, patience=200):
    """Return status, content type and body, once somebody listens."""
    for _ in range(patience):
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        with closing(connection):
            try:
                connection.request("GET", path)
            except ConnectionRefusedError:
                time.sleep(0.1)
                continue
            response = connection.getresponse()
            kind = response.headers["Content-Type"]
            return response.status, kind, response.read()
    raise AssertionError("nobody listens")


def listening_at(port):
    """Return the addresses somebody listens at, where that can be seen."""
    found = set()
    for table in Path("/proc/net").glob("tcp*"):
        for line in table.read_text().splitlines()[1:]:
            local, _, state = line.split()[1:4]
            address, _, local_port = local.partition(":")
            if state == "0A" and int(local_port, 16) == port:
                found.add(".".join(map(str, bytes.fromhex(address)[::-1])))
    return found


def test_the_command(bot):
    port = free_port()
    target = f"{bot.parent}/web_preview_bot:make"
    with running(target, "--port", str(port)) as process:
        status, kind, page = get(port, "/")
        assert (status, kind) == (200, "text/html; charset=utf-8")
        assert b"GREETING" in page
        assert b'href="#Main:two"' in page

        assert listening_at(port) <= {"127.0.0.1"}

        bot.write_text(BOT.replace("GREETING", "Good evening"))
        assert b"Good evening" in get(port, "/")[2]

        bot.write_text("import lost_module")
        status, _, reason = get(port, "/")
        assert (status, reason) == (
            500,
            b"ModuleNotFoundError: No module named 'lost_module'",
        )

        assert get(port, "/nowhere")[0] == 404
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert f"http://127.0.0.1:{port}/transitions" in output
    assert "Traceback" in errors
    assert "web_preview_bot.py" in errors


@pytest.fixture
async def ask(bot):
    """Return what asks a server in this process."""
    async with AsyncExitStack() as stack:

        async def ask(name, path):
            target = Target(str(bot.parent), "web_preview_bot", name)
            server = TestServer(web_preview._make_app(target))
            client = await stack.enter_async_context(TestClient(server))
            response = await client.get(path)
            return (
                response.status,
                response.content_type,
                await response.read(),
            )

        yield ask


async def test_pages(ask):
    status, kind, page = await ask("make", "/")

    assert (status, kind) == (200, "text/html")
    assert b"GREETING" in page


async def test_transitions_as_svg(ask):
    status, kind, picture = await ask("make", "/transitions.svg")

    assert (status, kind) == (200, "image/svg+xml")
    assert picture.startswith(b"<svg")


@pytest.mark.skipif(
    shutil.which("dot") is None,
    reason="Graphviz is not installed: there is no program `dot`",
)
async def test_transitions_as_png(ask):
    pytest.importorskip("diagrams")

    status, kind, picture = await ask("make", "/transitions")

    assert (status, kind) == (200, "image/png")
    assert picture.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("odd", b"Odd: this and that"),
        ("leave", b"SystemExit: no token"),
        ("zzz", b"TargetError: The module 'web_preview_bot'"),
    ],
)
async def test_whatever_goes_wrong_comes_through(ask, caplog, name, reason):
    status, kind, answer = await ask(name, "/")

    assert (status, kind) == (500, "text/plain")
    assert answer.startswith(reason)
    assert "Cannot answer /" in caplog.text


async def test_other_addresses(ask):
    assert (await ask("make", "/nowhere"))[0] == 404


def test_whatever_goes_wrong_is_named(bot):
    renderer = Renderer("web_preview_bot", "odd", str(bot.parent))

    with pytest.raises(own_process.ApartError, match="Odd: this and that"):
        own_process._guard(renderer.load_preview)


@pytest.mark.parametrize("methods", [["spawn"], ["fork", "forkserver"]])
def test_processes_are_clean_on_all_systems(monkeypatch, methods):
    monkeypatch.setattr(own_process, "get_all_start_methods", lambda: methods)

    context = own_process._clean_processes()

    assert context.get_start_method() == methods[-1]


async def test_pictures_in_this_process(bot, tmp_path):
    renderer = Renderer("web_preview_bot", "make", str(bot.parent))
    path = tmp_path / "a.b.svg"

    page = await asyncio.to_thread(renderer.load_preview)
    await asyncio.to_thread(renderer.load_transitions, str(path))

    assert "GREETING" in page
    assert "<svg" in path.read_text(encoding="utf-8")


def test_the_current_directory_is_the_default():
    assert Renderer("a", "b").target.directory == "."


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: TARGET"),
        (["bot"], "should look like [DIRECTORY/]PACKAGE.MODULE:OBJECT"),
        (["bot:a:b"], "should look like"),
        (["bot:a", "--port", "x"], "'x' is no port"),
        (["bot:a", "--port", "65536"], "'65536' is no port"),
        (["bot:a", "--port", "0"], "'0' is no port"),
        (["bot:a", "--host", "10.0.0.1"], "not an address of this machine"),
        (["bot:a", "--host", "example"], "not an address of this machine"),
    ],
)
def test_wrong_arguments(arguments, message, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["aiogram-dialog-preview", *arguments])

    with pytest.raises(SystemExit) as stopped:
        web_preview.main()

    assert stopped.value.code == 2
    errors = capsys.readouterr().err
    assert errors.startswith("usage: aiogram-dialog-preview")
    assert message in errors


def test_help(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["aiogram-dialog-preview", "--help"])

    with pytest.raises(SystemExit) as stopped:
        web_preview.main()

    assert stopped.value.code == 0
    assert "--port" in capsys.readouterr().out


def test_a_port_that_is_taken(monkeypatch):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        arguments = ["bot:a", "--port", str(port), "--host", "localhost"]
        monkeypatch.setattr(sys, "argv", ["preview", *arguments])

        with pytest.raises(SystemExit, match=f"Cannot listen on .*:{port}: "):
            web_preview.main()


def test_addresses_of_version_6(monkeypatch, capsys):
    monkeypatch.setattr(
        sys,
        "argv",
        ["aiogram-dialog-preview", "bot:a", "--host", "::1"],
    )
    monkeypatch.setattr(web_preview.web, "run_app", disable_print)

    web_preview.main()

    assert "http://[::1]:9876/\n" in capsys.readouterr().out


def test_the_banner():
    assert re.findall(r"http://\S+", INTRO) == [
        "http://127.0.0.1:9876/",
        "http://127.0.0.1:9876/transitions",
    ]


def test_small_helpers(capsys):
    disable_print("a", end="")

    assert removesuffix("a.py", ".py") == "a"
    assert removesuffix("a.py", ".px") == "a.py"
    assert capsys.readouterr().out == ""


def test_tools_need_nothing_more_to_be_imported():
    code = (
        "import sys, aiogram_dialog.tools\n"
        "print({'diagrams', 'aiohttp.web', 'rich'} & set(sys.modules))"
    )

    result = subprocess.run(  # noqa: S603 - as above
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
    )

    assert result.stdout == "set()\n"
    assert Path(web_preview.__file__).exists()
