"""Who may talk with the server of the playground, and what it hands out."""

import io
import socket
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp import WSServerHandshakeError

ANN = 101
CHAT = "900001:101"

# What a browser that opens the page may do there.
POLICY = {
    "default-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
}


@pytest.fixture
async def page(playing):
    async with playing("echo") as page:
        yield page


async def status(page, path="", method="GET", **headers):
    url = f"{page.server.url}{path}"
    async with page.http.request(method, url, headers=headers) as response:
        return response.status


def port_of(page):
    return urlsplit(page.server.url).port


async def test_only_loopback_listens(page):
    with pytest.raises(OSError, match=r"refused|unreachable"):
        socket.create_connection(("127.0.0.2", port_of(page)), timeout=1)
    assert page.server.url.startswith("http://127.0.0.1:")


async def test_the_page(page):
    async with page.http.get(page.server.url) as response:
        assert response.status == 200
        assert response.content_type == "text/html"
        policy = response.headers["Content-Security-Policy"]
        assert set(policy.split("; ")) == POLICY
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"
        assert "<script>" not in await response.text()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("connection.js", "text/javascript"), ("theme.css", "text/css")],
)
async def test_modules_and_styles(page, name, kind):
    async with page.http.get(f"{page.server.url}page/{name}") as response:
        assert response.status == 200
        assert response.content_type == kind


@pytest.mark.parametrize(
    "path",
    [
        "page/nothing.js",
        "page/index.html",
        "page/..%2fapp.py",
        "page/..%2f..%2ftemplates%2fchat.css",
        "page/%2fetc%2fpasswd",
        "files/nothing",
        "nothing",
    ],
)
async def test_what_is_not_there(page, path):
    assert await status(page, path) == 404


async def test_another_token(page):
    url = page.server.url
    root = url[: url.index("/", len("http://")) + 1]
    for wrong in ("", "x/", f"{'a' * 32}/", "x/live", f"{'é' * 5}/"):
        async with page.http.get(f"{root}{wrong}") as response:
            assert response.status == 404
            assert await response.text() == "404: Not Found"
    async with page.http.post(f"{root}x/upload", data=b"x") as response:
        assert response.status == 404


async def test_tokens_are_new_each_time(playing, page):
    async with playing("form") as other:
        assert urlsplit(other.server.url).path != (
            urlsplit(page.server.url).path
        )
        assert len(urlsplit(other.server.url).path) >= 32


async def test_hosts(page):
    port = port_of(page)
    assert await status(page, Host=f"localhost:{port}") == 200
    for wrong in ("evil.example", f"evil.example:{port}", "127.0.0.1", ""):
        assert await status(page, Host=wrong) == 403


async def test_origins(page):
    port = port_of(page)
    assert await status(page, Origin=f"http://127.0.0.1:{port}") == 200
    for wrong in (
        "null",
        "http://evil.example",
        f"https://127.0.0.1:{port}",
        f"http://localhost:{port}",
        f"http://127.0.0.1:{port + 1}",
    ):
        assert await status(page, Origin=wrong) == 403
        assert await status(page, "upload", "POST", Origin=wrong) == 403


@pytest.mark.parametrize("origin", [None, "http://evil.example"])
async def test_sockets_of_other_sites(page, origin):
    with pytest.raises(WSServerHandshakeError) as refused:
        await page.http.ws_connect(f"{page.server.url}live", origin=origin)
    assert refused.value.status == 403


async def test_a_socket_by_the_other_name(page):
    url = page.server.url.replace("127.0.0.1", "localhost")
    connector = aiohttp.TCPConnector(family=socket.AF_INET)
    async with (
        aiohttp.ClientSession(connector=connector) as http,
        http.ws_connect(
            f"{url}live",
            origin=f"http://localhost:{port_of(page)}",
        ) as live,
    ):
        assert (await live.receive_json())["type"] == "world"


async def test_a_picture(page):
    await page.ann("say", text="/photo")
    shown = await page.said("A pixel")
    media = shown["media"]
    assert shown["kind"] == "photo"
    assert (media["mime"], media["width"], media["height"]) == (
        "image/png",
        1,
        1,
    )
    url = f"{page.server.url}files/{media['file']}"
    async with page.http.get(url) as response:
        assert response.content_type == "image/png"
        assert "Content-Disposition" not in response.headers
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert len(await response.read()) == media["size"]


async def test_a_page_as_a_file_is_not_shown(page):
    await page.ann("say", text="/page")
    event = await page.eventually(
        "message",
        lambda it: it["message"]["media"],
    )
    media = event["message"]["media"]
    assert media["name"] == "page.html"
    url = f"{page.server.url}files/{media['file']}"
    async with page.http.get(url) as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"] == "attachment"


async def test_uploads(page):
    url = f"{page.server.url}upload?name=../a.ogg&type=text/html"
    async with page.http.post(url, data=b"OggS and more") as response:
        upload = (await response.json())["upload"]
    await page.ann("attach", kind="voice", upload=upload, caption="Listen")
    await page.said("A voice, Listen")
    event = await page.eventually(
        "message",
        lambda it: it["message"]["kind"] == "voice",
    )
    media = event["message"]["media"]
    assert (media["name"], media["mime"]) == ("a.ogg", "audio/ogg")


async def test_what_is_too_large(page):
    async with page.http.post(
        f"{page.server.url}upload",
        data=io.BytesIO(b"x" * (50 * 1024 * 1024 + 1)),
    ) as response:
        assert response.status == 413
