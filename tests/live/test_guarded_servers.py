"""Three servers of this machine, one guard: who may ask which of them."""

import asyncio
import gzip
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer

from aiogram_dialog.emulator import World
from aiogram_dialog.emulator.server import EmulatorServer
from aiogram_dialog.tools import web_preview
from aiogram_dialog.tools.target import Target

DEEP = "[" * 100_000 + "]" * 100_000
FORM = "multipart/form-data; boundary=x"


def form(*lines: str) -> bytes:
    return "\r\n".join(["--x", *lines, "--x--", ""]).encode()


@asynccontextmanager
async def emulator():
    world = World()
    account = world.add_bot("bot")
    async with EmulatorServer(world) as server:
        yield f"{server.base_url}/bot{account.token}/getMe"


@asynccontextmanager
async def preview(tmp_path):
    """Serve a bot that writes down that it has run."""
    (tmp_path / "guarded_bot.py").write_text(
        "from pathlib import Path\n"
        "from aiogram import Router\n"
        f"Path({str(tmp_path / 'ran')!r}).touch()\n"
        "router = Router()\n",
    )
    app = web_preview._make_app(Target(str(tmp_path), "guarded_bot", "router"))
    async with TestServer(app) as server:
        yield str(server.make_url("/"))


@pytest.fixture
def serving(playing, tmp_path):
    """Return what serves an address by the name of its server."""

    @asynccontextmanager
    async def serve(name):
        if name == "playground":
            async with playing("echo") as page:
                yield page.server.url
        else:
            server = preview(tmp_path) if name == "preview" else emulator()
            async with server as url:
                yield url

    return serve


async def ask(url, method="GET", body=None, **headers):
    async with (
        ClientSession() as http,
        http.request(method, url, data=body, headers=headers) as response,
    ):
        return response.status


def port_of(url):
    return url.split("/")[2].rpartition(":")[2]


SERVERS = pytest.mark.parametrize(
    "name",
    ["emulator", "playground", "preview"],
)


@SERVERS
async def test_names_of_this_machine(serving, name):
    async with serving(name) as url:
        port = port_of(url)
        for host in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
            assert await ask(url, Host=f"{host}:{port}") == 200


@SERVERS
async def test_other_names(serving, name, tmp_path):
    async with serving(name) as url:
        port = port_of(url)
        for host in (
            "evil.example",
            f"evil.example:{port}",
            f"127.0.0.1.evil.example:{port}",
            f"127.0.0.1@evil.example:{port}",
            f"192.168.0.1:{port}",
            f"0.0.0.0:{port}",
            "127.0.0.1",
            "127.0.0.1:1",
            "127.0.0.1:x",
            "127.0.0.1:99999999",
            "[",
            "",
        ):
            assert await ask(url, Host=host) == 403, host
        assert not (tmp_path / "ran").exists()


@SERVERS
async def test_pages_of_other_sites(serving, name, tmp_path):
    async with serving(name) as url:
        port = port_of(url)
        for origin in (
            "null",
            "http://evil.example",
            f"https://127.0.0.1:{port}",
            f"http://127.0.0.1:{int(port) + 1}",
        ):
            assert await ask(url, Origin=origin) == 403, origin
            assert await ask(url, "POST", b"", Origin=origin) in {403, 405}
        assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", ["emulator", "preview"])
async def test_what_needs_no_origin(serving, name, tmp_path):
    """A picture or a link of another page names no origin."""
    async with serving(name) as url:
        for site in ("cross-site", "same-site"):
            assert await ask(url, **{"Sec-Fetch-Site": site}) == 403
        assert not (tmp_path / "ran").exists()
        for site in ("none", "same-origin"):
            assert await ask(url, **{"Sec-Fetch-Site": site}) == 200


@SERVERS
async def test_what_a_browser_may_do_there(serving, name):
    async with (
        serving(name) as url,
        ClientSession() as http,
        http.get(url) as response,
    ):
        headers = response.headers
        policy = dict(
            directive.split(" ", 1)
            for directive in headers["Content-Security-Policy"].split("; ")
        )
        assert policy["frame-ancestors"] == "'none'"
        assert "unsafe-inline" not in policy.get("script-src", "")
        assert policy["default-src"] in {"'none'", "'self'"}
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", f'{{"text": {DEEP}}}'.encode()),
        ("application/json", b'{"text": "\\ud800", "chat_id": 1}'),
        ("application/json", b'{"text": "\xff"}'),
        ("application/json; charset=zork", b"{}"),
        ("application/json", b"9" * 10_000),
        ("application/x-www-form-urlencoded", b"text=%ff&chat_id=\xff"),
        (
            "application/x-www-form-urlencoded",
            f"text=a&chat_id=1&reply_markup={DEEP}".encode(),
        ),
        ("a/b/c; charset", b"x"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=" + "x" * 100, b"x"),
        (FORM, b"x"),
        (FORM, form('Content-Disposition: form-data; name="a"', "", "\0")),
        (
            FORM,
            form(
                'Content-Disposition: form-data; name="a"',
                "Content-Transfer-Encoding: zork",
                "",
                "a",
            ),
        ),
        (
            FORM,
            form(
                'Content-Disposition: form-data; name="a"',
                "Content-Encoding: gzip",
                "",
                "a",
            ),
        ),
    ],
)
async def test_calls_that_cannot_be_read(kind, body):
    async with emulator() as url:
        headers = {"Content-Type": kind}
        send = url.replace("getMe", "sendMessage")
        assert await ask(send, "POST", body, **headers) == 400


async def test_calls_that_are_not_packed():
    async with emulator() as url:
        headers = {"Content-Encoding": "gzip"}
        assert await ask(url, "POST", b"no gzip", **headers) == 400


async def test_what_becomes_too_large():
    bomb = gzip.compress(b"a" * (61 * 1024 * 1024))
    async with emulator() as url, ClientSession() as http:
        headers = {"Content-Encoding": "gzip"}
        async with http.post(url, data=bomb, headers=headers) as response:
            assert response.status == 413
            assert (await response.json())["error_code"] == 413


@pytest.mark.parametrize(
    "path",
    ["page/x%00.js", "page/%ff.js", f"page/{'a' * 5000}.js", "files/%00"],
)
async def test_names_that_are_no_paths(playing, path):
    async with playing("echo") as page:
        assert await ask(page.server.url + path) == 404


async def test_an_upload_that_is_not_packed(playing):
    async with playing("echo") as page:
        headers = {"Content-Encoding": "gzip"}
        url = f"{page.server.url}upload"
        assert await ask(url, "POST", b"no gzip", **headers) == 400


@pytest.mark.parametrize(
    "text",
    [DEEP, f'{{"id": {"[" * 900 + "]" * 900}, "do": "x"}}', "nul", "[]"],
)
async def test_asks_that_are_no_objects(playing, text):
    async with playing("echo") as page:
        await page.socket.send_str(text)
        done = await page.wait("done")
        assert done["error"] == "That is no object in JSON."
        await page.ann("say", text="Still there?")
        assert (await page.said("Still there?"))["text"]


async def test_halves_of_symbols(playing):
    async with playing("echo") as page:
        error = await page.refused(
            "say",
            chat="900001:101",
            person=101,
            text="\ud800",
        )
        assert error == "'text' has a half of a symbol."


async def test_pictures_at_once(serving, monkeypatch):
    """Few processes draw, some requests wait, the others are sent away."""
    working, most = 0, 0

    async def call_apart(*_):
        nonlocal working, most
        working += 1
        most = max(most, working)
        await asyncio.sleep(0.2)
        working -= 1
        return "a page"

    monkeypatch.setattr(web_preview, "call_apart", call_apart)
    async with serving("preview") as url:
        statuses = await asyncio.gather(*(ask(url) for _ in range(30)))
        assert await ask(url) == 200

    assert most == 2
    assert statuses.count(200) == 10
    assert statuses.count(503) == 20


async def test_webhooks_that_lead_elsewhere():
    """A redirection is a failed delivery: nobody follows it."""
    heard = []

    async def redirect(request):
        heard.append(request.path)
        raise web_preview.web.HTTPTemporaryRedirect("/elsewhere")

    app = web_preview.web.Application()
    app.router.add_route("*", "/{path:.*}", redirect)
    world = World()
    account = world.add_bot("bot")
    ann = world.add_person("Ann")
    chat = world.private_chat(ann, account)
    async with TestServer(app) as hook, EmulatorServer(world) as server:
        url = f"{server.base_url}/bot{account.token}/setWebhook"
        assert await ask(
            url, "POST", {"url": str(hook.make_url("/hook"))}
        ) == (200)
        ann.says(chat, "Hello")
        while len(heard) < 2:
            await asyncio.sleep(0.01)
        webhook = world.state.settings[account.id].webhook

    assert set(heard) == {"/hook"}
    assert webhook.last_error_message == (
        "Wrong response from the webhook: 307 Temporary Redirect"
    )
