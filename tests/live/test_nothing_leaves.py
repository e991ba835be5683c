"""Nothing leaves the machine: a server stands for Telegram, and hears nothing.

Bots of all shapes are explored, played with, tested, checked and previewed.
"""

import asyncio
import re
import signal
import socket
import sys
from contextlib import asynccontextmanager, suppress
from io import StringIO
from textwrap import dedent

import aiohttp
import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendChatAction
from aiogram.types import URLInputFile
from aiohttp import web
from aiohttp.test_utils import TestServer
from rich.console import Console

from aiogram_dialog import Dialog, StartMode, Window, setup_dialogs
from aiogram_dialog.emulator import World, calls
from aiogram_dialog.emulator.bot_capture import (
    BotCapture,
    PastTheBotError,
    capturing,
    capturing_bots,
)
from aiogram_dialog.explore import explore
from aiogram_dialog.test_tools import Telegram
from aiogram_dialog.test_tools.replaying import replaying
from aiogram_dialog.tools import render_preview
from aiogram_dialog.tools.explore_output import Showing, explore_and_show
from aiogram_dialog.tools.target import TargetError, loading, parse_target
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Const

TOKEN = "42:TEST"


class Shop(StatesGroup):
    sale = State()


@pytest.fixture
async def outside():
    """Serve what must not be reached; at the end nobody has come."""
    heard = []

    async def answer(request):
        heard.append(request.path)
        return web.json_response({"ok": True, "result": True})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")
    assert heard == []


def make_dispatcher(click):
    async def start(message, dialog_manager):
        await dialog_manager.start(Shop.sale, mode=StartMode.RESET_STACK)

    dispatcher = Dispatcher()
    dispatcher.message.register(start, Command("start"))
    dispatcher.include_router(
        Dialog(
            Window(
                Const("Sale"),
                Button(Const("Sell"), id="sell", on_click=click),
                state=Shop.sale,
            ),
        ),
    )
    setup_dialogs(dispatcher)
    return dispatcher


class OwnRequests(AiohttpSession):
    """Ask in a way of its own."""

    async def make_request(self, bot, method, timeout=None):
        http = await self.create_session()
        url = self.api.api_url(bot.token, method.__api_method__)
        async with http.post(url, json={}) as response:
            return await response.json()


class Mixin:
    async def make_request(self, bot, method, timeout=None):
        async with aiohttp.ClientSession() as http:
            await http.post(self.api.base.format(token="1", method="x"))


class Mixed(Mixin, AiohttpSession):
    pass


class OwnCalls(AiohttpSession):
    async def __call__(self, bot, method, timeout=None):
        async with aiohttp.ClientSession() as http:
            await http.post(self.api.base.format(token="1", method="x"))


class Plain(BaseSession):
    """Not of aiohttp's kind."""

    async def close(self):
        pass

    async def make_request(self, bot, method, timeout=None):
        async with aiohttp.ClientSession() as http:
            await http.post(self.api.base.format(token="1", method="x"))

    async def stream_content(self, url, *args, **options):
        async with aiohttp.ClientSession() as http, http.get(url) as response:
            yield await response.read()


SESSIONS = [AiohttpSession, OwnRequests, Mixed, OwnCalls, Plain]


def own_bot(outside, session=AiohttpSession, **options):
    api = TelegramAPIServer.from_base(outside)
    return Bot(TOKEN, session=session(api=api, **options))


async def sell(telegram, click):
    async with telegram.bot(make_dispatcher(click)):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("Sell")
        return ann


@pytest.mark.parametrize("session", SESSIONS)
async def test_sessions_of_all_kinds(outside, session):
    bot, telegram, me = own_bot(outside, session), Telegram(), []

    async def click(callback, button, manager):
        user = callback.from_user.id
        me.append(await bot.get_me())
        await bot.send_message(user, "by a call")
        await bot(SendChatAction(chat_id=user, action="typing"))
        await bot.session(bot, SendChatAction(chat_id=user, action="typing"))
        method = SendChatAction(chat_id=user, action="typing")
        await bot.session.make_request(bot, method)
        file = URLInputFile(f"{outside}/a.txt", filename="a.txt")
        await bot.send_document(user, file)
        bot_there = manager.middleware_data["bot"]
        assert (me[0].id, bot.id) == (bot_there.id, bot_there.id)

    ann = await sell(telegram, click)

    assert me[0].username == "bot"
    assert "by a call" in ann.transcript()
    assert "<document a.txt>" in ann.transcript()
    assert bot.id == 42
    await bot.session.close()


async def test_a_proxy(outside):
    pytest.importorskip("aiohttp_socks")
    proxy = outside.replace("http:", "socks5:")
    bot = own_bot(outside, proxy=proxy)

    async def click(callback, button, manager):
        await bot.send_message(callback.from_user.id, "by a proxy")

    assert "by a proxy" in (await sell(Telegram(), click)).transcript()
    await bot.session.close()


async def test_bots_that_handlers_make(outside):
    async def click(callback, button, manager):
        class Later(AiohttpSession):
            async def make_request(self, bot, method, timeout=None):
                raise AssertionError

        for session in (AiohttpSession, Later):
            bot = own_bot(outside, session)
            async with bot.context():
                await bot.send_message(callback.from_user.id, "from a handler")

    transcript = (await sell(Telegram(), click)).transcript()
    assert transcript.count("from a handler") == 2


async def test_files(outside):
    bot, read = own_bot(outside), []

    async def click(callback, button, manager):
        sent = await bot.send_document(
            callback.from_user.id,
            URLInputFile(f"{outside}/a.txt", bot=bot),
        )
        read.append((await bot.download(sent.document)).read())
        stream = bot.session.stream_content(f"{outside}/b.txt")
        read.append(b"".join([chunk async for chunk in stream]))

    await sell(Telegram(), click)

    assert read == [f"{outside}/a.txt".encode(), f"{outside}/b.txt".encode()]
    await bot.session.close()


async def test_a_middleware_of_a_session_is_called(outside):
    bot, seen = own_bot(outside), []

    @bot.session.middleware
    async def see(make_request, bot, method):
        seen.append(type(method).__name__)
        return await make_request(bot, method)

    async def click(callback, button, manager):
        await bot.send_chat_action(callback.from_user.id, "typing")

    await sell(Telegram(), click)

    assert seen == ["SendChatAction"]
    await bot.session.close()


async def test_background_updates_by_a_bot_of_ones_own(outside):
    bot = own_bot(outside)

    async def click(callback, button, manager):
        user = callback.from_user.id
        factory = manager.middleware_data["dialog_bg_factory"]
        background = factory.bg(bot, user_id=user, chat_id=user)
        await background.start(Shop.sale, mode=StartMode.NEW_STACK)

    ann = await sell(Telegram(), click)

    assert ann.transcript().count("| Sale") == 2
    await bot.session.close()


# What no Bot asks


def past_the_bot(outside):
    """Return what asks a server of the Bot API without a Bot."""

    async def call():
        async with aiohttp.ClientSession() as http:
            await http.post(f"{outside}/bot{TOKEN}/sendMessage")

    async def download():
        async with aiohttp.ClientSession() as http:
            await http.get(f"{outside}/file/bot{TOKEN}/photos/1.jpg")

    async def call_telegram():
        async with aiohttp.ClientSession() as http:
            await http.get("https://api.telegram.org/")

    async def look_up():
        loop = asyncio.get_running_loop()
        await loop.getaddrinfo("api.telegram.org", 443)

    async def look_up_in_capitals():
        loop = asyncio.get_running_loop()
        await loop.getaddrinfo("API.Telegram.org", 443)

    async def call_with_a_dot():
        async with aiohttp.ClientSession() as http:
            await http.get("https://api.telegram.org./")

    return (
        call,
        download,
        call_telegram,
        look_up,
        look_up_in_capitals,
        call_with_a_dot,
    )


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize("is_hidden", [False, True])
async def test_what_no_bot_asks_is_a_finding(outside, number, is_hidden):
    ask = past_the_bot(outside)[number]

    async def click(callback, button, manager):
        with suppress(*[OSError] * is_hidden):
            await ask()

    report = await explore(make_dispatcher(click), ignore=["EX401"])

    (finding,) = report.findings
    assert (finding.rule.code, finding.where) == ("EX601", "Shop:sale")
    assert "is refused: no request leaves this machine" in finding.message
    assert "TEST" not in finding.message
    with pytest.raises(PastTheBotError):
        await sell(Telegram(), click)


async def test_other_servers_are_asked():
    """A bot may need them, and its tests decide on that."""

    async def answer(_):
        return web.Response(text="sunny")

    app = web.Application()
    app.router.add_get("/weather/bot", answer)
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        with capturing_bots():
            async with http.get(server.make_url("/weather/bot")) as response:
                assert await response.text() == "sunny"


# Contexts


async def test_all_is_undone():
    before = dict(vars(AiohttpSession)), dict(vars(BaseSession))
    request = vars(aiohttp.ClientSession)["_request"]

    with capturing_bots(), capturing_bots():
        assert (
            vars(AiohttpSession)["make_request"] != before[0]["make_request"]
        )

    assert (dict(vars(AiohttpSession)), dict(vars(BaseSession))) == before
    assert vars(aiohttp.ClientSession)["_request"] is request
    assert socket.getaddrinfo.__module__ == "socket"


async def test_the_innermost_world_is_spoken_to(outside):
    bot, worlds = own_bot(outside), (World(), World())
    outer, inner = (BotCapture(it, it.add_bot("bot")) for it in worlds)
    with capturing(outer):
        await bot.get_me()
        with capturing(inner):
            await bot.get_me()
            await bot.get_me()
        await bot.get_me()

    assert [len(it.journal) for it in worlds] == [2, 2]
    assert calls(worlds[0]) == calls(worlds[1])
    await bot.session.close()


# Main functions

BOT = """
import asyncio
import logging
import signal
import sys

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import BotCommand
from aiogram.webhook.aiohttp_server import (
    SimpleRequestHandler,
    setup_application,
)
from aiohttp import web

from aiogram_dialog import Dialog, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Const, Format

router = Router()
api = TelegramAPIServer.from_base("OUTSIDE")
own = Bot("42:TEST", session=AiohttpSession(api=api))
steps = []


class Menu(StatesGroup):
    main = State()


async def click(callback, button, manager):
    await own.send_message(callback.from_user.id, "From my own bot")


async def get_config(config="none", **kwargs):
    return {"config": config}


@router.message(CommandStart())
async def start(message, dialog_manager):
    await dialog_manager.start(Menu.main, mode=StartMode.RESET_STACK)


def make_bot():
    return Bot(
        "42:TEST",
        session=AiohttpSession(api=api),
        default=DefaultBotProperties(parse_mode="HTML"),
    )


def make_dispatcher():
    dispatcher = Dispatcher()
    dialog = Dialog(
        Window(
            Format("<b>Menu</b> {config}"),
            Button(Const("Own"), id="own", on_click=click),
            getter=get_config,
            state=Menu.main,
        ),
    )
    dispatcher.include_routers(router, dialog)
    setup_dialogs(dispatcher)
    return dispatcher


async def on_startup(bot):
    await bot.set_webhook("https://example.com/hook")
"""

MAINS = {
    "polls": """
        async def main():
            logging.basicConfig(level=logging.ERROR)
            bot, dp = make_bot(), make_dispatcher()
            await bot.delete_webhook(drop_pending_updates=True)
            await bot.set_my_commands(
                [BotCommand(command="start", description="Begin")],
            )
            try:
                await dp.start_polling(bot, config="given")
            finally:
                steps.append("closed")
                await bot.send_message(1, "stopped")
    """,
    "runs a loop": """
        async def poll():
            bot, dp = make_bot(), make_dispatcher()
            await dp.start_polling(bot, config="given")

        def main():
            try:
                asyncio.run(poll())
            except (KeyboardInterrupt, SystemExit):
                steps.append("stopped")
    """,
    "runs polling": """
        def main():
            bot, dp = make_bot(), make_dispatcher()
            dp.run_polling(bot, config="given")
    """,
    "asks for the loop": """
        async def poll():
            bot, dp = make_bot(), make_dispatcher()
            dp["config"] = "given"
            await dp.start_polling(bot)

        def main():
            loop = asyncio.get_event_loop()
            loop.run_until_complete(poll())
    """,
    "makes a loop": """
        async def poll():
            await make_dispatcher().start_polling(make_bot(), config="given")

        def main():
            loop = asyncio.new_event_loop()
            try:
                loop.run_until_complete(poll())
            finally:
                loop.close()
    """,
    "runs for ever": """
        async def poll():
            await make_dispatcher().start_polling(make_bot(), config="given")

        def main():
            loop = asyncio.get_event_loop()
            loop.polling = loop.create_task(poll())
            loop.run_forever()
    """,
    "has signals of its own": """
        async def main():
            loop = asyncio.get_running_loop()
            stopped = asyncio.Event()
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, stopped.set)
                signal.signal(number, lambda *_: None)
            dp = make_dispatcher()
            polling = asyncio.create_task(
                dp.start_polling(
                    make_bot(), handle_signals=False, config="given",
                ),
            )
            await stopped.wait()
            polling.cancel()
    """,
    "runs at import": """
        async def main():
            await make_dispatcher().start_polling(make_bot(), config="given")

        asyncio.run(main())
    """,
    "polls at import": """
        def main():
            pass

        make_dispatcher().run_polling(make_bot(), config="given")
    """,
    "serves a webhook": """
        def main():
            dp, bot = make_dispatcher(), make_bot()
            dp.startup.register(on_startup)
            app = web.Application()
            handler = SimpleRequestHandler(dp, bot, config="given")
            handler.register(app, path="/hook")
            setup_application(app, dp, bot=bot)
            web.run_app(app, host="127.0.0.1", port=1)
    """,
    "serves by a runner": """
        async def main():
            dp, bot = make_dispatcher(), make_bot()
            app = web.Application()
            SimpleRequestHandler(dp, bot, config="given").register(app, "/h")
            await bot.set_webhook("https://example.com/h")
            runner = web.AppRunner(app)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 1).start()
            await asyncio.Event().wait()
    """,
    "sets a webhook and waits": """
        async def main():
            dp, bot = make_dispatcher(), make_bot()
            dp["config"] = "given"
            await bot.set_webhook(url="https://example.com/h")
            await asyncio.Event().wait()
    """,
    "sets a webhook and ends": """
        async def main():
            dp, bot = make_dispatcher(), make_bot()
            dp["config"] = "given"
            await bot.set_webhook(url="https://example.com/h")
    """,
    "returns it": """
        async def main():
            dp = make_dispatcher()
            dp["config"] = "given"
            await own.get_me()
            return dp
    """,
}
ALL_MAINS = pytest.mark.parametrize("shape", MAINS)


@pytest.fixture
def target(request, outside, tmp_path, monkeypatch):
    """Write a bot whose main function has some shape, and name it."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.chdir(tmp_path)

    def write(shape):
        code = BOT.replace("OUTSIDE", outside) + dedent(MAINS[shape])
        (tmp_path / "public_bot.py").write_text(code)
        return parse_target(f"{tmp_path}/public_bot:main")

    yield write
    sys.modules.pop("public_bot", None)


def default_of(shape):
    """Return the text that is seen: HTML has to be the default."""
    return "Menu given" if shape != "returns it" else "<b>Menu</b> given"


@ALL_MAINS
async def test_it_is_loaded(target, shape):
    before = signal.getsignal(signal.SIGTERM)
    async with loading(target(shape)) as loaded:
        assert isinstance(loaded.router, Dispatcher)
        assert loaded.router.workflow_data["config"] == "given"
        if shape != "returns it":
            assert loaded.default.parse_mode == "HTML"
    assert signal.getsignal(signal.SIGTERM) is before


@ALL_MAINS
async def test_it_is_explored(target, shape):
    report = await explore_and_show(
        target(shape),
        Showing(Console(file=StringIO())),
        ignore=["EX401"],
        seconds=20,
    )

    assert report.reached == {"Menu:main"}
    assert not report.findings, str(report)


@ALL_MAINS
async def test_it_is_played(target, shape, playing):
    async with playing(str(target(shape))) as page:
        assert page.playground.failure is None
        await page.ann("say", text="/start")
        shown = await page.said(default_of(shape))
        await page.ann("press", message=shown["id"], row=0, column=0)
        await page.said("From my own bot")
        entries = page.entries("call")
        copy = await page.do("copy_test")
    assert any("From my own bot" in str(entry) for entry in entries)
    expected = "await main()" if shape == "returns it" else "main"
    assert f"    async with telegram.bot({expected}):\n" in copy


@ALL_MAINS
async def test_it_is_tested(target, shape):
    found = target(shape)
    async with loading(found):
        main = sys.modules["public_bot"].main
    if "import" in shape:
        # It has been run already.
        return
    sys.modules["public_bot"].router._parent_router = None
    telegram = Telegram()
    async with telegram.bot(main):
        ann = telegram.person("Ann")
        await ann.says("/start")
        assert ann.last_message.text == default_of(shape)


async def test_a_main_function_waits_and_ends(target):
    async with loading(target("polls")):
        steps = sys.modules["public_bot"].steps
        await asyncio.sleep(0.05)
        assert steps == []
    assert steps == ["closed"]


async def test_replaying_a_main_function(target):
    async with loading(target("polls")):
        bot = sys.modules["public_bot"]
    bot.router._parent_router = None
    telegram = Telegram()
    async with replaying(telegram, bot.main):
        ann = telegram.person("Ann")
        await ann.says("/start")
        assert ann.last_message.text == "Menu given"
    assert bot.steps == ["closed"] * 2


async def test_a_preview_runs_handlers(target, tmp_path):
    async with loading(target("polls")) as loaded:
        router = loaded.router
    file = tmp_path / "preview.html"

    await render_preview(router, str(file), simulate_events=True)

    assert "Menu" in file.read_text("utf-8")


async def test_a_main_function_that_does_nothing(target, monkeypatch):
    monkeypatch.setattr(
        "aiogram_dialog.emulator.handover_desk.PATIENCE",
        0.1,
    )
    for shape, body in (
        ("waits", "async def main():\n    await asyncio.Event().wait()"),
        ("ends", "async def main():\n    await own.get_me()"),
    ):
        monkeypatch.setitem(MAINS, shape, body)
        with pytest.raises(TargetError, match=r"neither|has returned None"):
            async with loading(target(shape)):
                pass
        del sys.modules["public_bot"]


async def test_a_main_function_that_fails(target, monkeypatch):
    for error in ("SystemExit", "TimeoutError", "LookupError"):
        body = f"async def main():\n    raise {error}('no token')"
        monkeypatch.setitem(MAINS, error, body)
        with pytest.raises((SystemExit, TimeoutError, LookupError)) as raised:
            async with loading(target(error)):
                pass
        assert type(raised.value).__name__ == error
        del sys.modules["public_bot"]


PROGRAM = "from aiogram_dialog.tools.cli import main; main()"


@asynccontextmanager
async def program(*arguments):
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        PROGRAM,
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="it has no SIGINT")
@pytest.mark.parametrize(
    ("shape", "number"),
    [
        ("polls", signal.SIGTERM),
        ("has signals of its own", signal.SIGINT),
        ("has signals of its own", signal.SIGTERM),
    ],
)
async def test_the_playground_stops(target, shape, number):
    name = str(target(shape))
    async with program("play", name, "--no-browser") as process:
        line = (await process.stdout.readline()).decode()
        url = re.search(r"http://127\.0\.0\.1:\d+/[\w-]{32}/", line)[0]
        async with aiohttp.ClientSession() as http, http.get(url) as response:
            assert response.status == 200
        process.send_signal(number)
        output, errors = await asyncio.wait_for(process.communicate(), 20)
    assert output.decode().splitlines()[-1] == "Stopping."
    assert errors == b""
    assert process.returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("preview", "--simulate"), ("transitions",), ("explore",)],
)
async def test_programs(target, arguments):
    name, *options = arguments
    async with program(name, str(target("polls")), *options) as process:
        output, errors = await asyncio.wait_for(process.communicate(), 60)
    assert errors == b""
    assert process.returncode == int(b"EX401" in output), output.decode()
