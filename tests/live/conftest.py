"""A page of the playground, without a browser."""

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from aiogram_dialog.tools.playground.app import PlaygroundServer
from aiogram_dialog.tools.playground.playground import Playground
from aiogram_dialog.tools.target import parse_target

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "tests" / "data" / "fonts"
FONTS_CONF = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  {aliases}
  <match target="pattern">
    <edit name="family" mode="append_last"><string>{sans}</string></edit>
    <edit name="hintstyle" mode="assign"><const>hintslight</const></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
  <selectfont><rejectfont><pattern>
    <patelt name="family"><string>{rejected}</string></patelt>
  </pattern></rejectfont></selectfont>
</fontconfig>
"""
ALIAS = """
  <alias binding="same">
    <family>{name}</family>
    <prefer><family>{font}</family></prefer>
  </alias>
"""
TARGETS = {
    "form": f"{ROOT}/tests/bots/form:make_dispatcher",
    "echo": f"{ROOT}/tests/bots/echo:make_dispatcher",
    "showcase": f"{ROOT}/examples/showcase.bot:make_dispatcher",
}
ANN = 101
CHAT = "900001:101"
PATIENCE = 10


class Page:
    """Talk as the page does, and keep what it is told."""

    def __init__(self, socket, server, http):
        self.socket = socket
        self.server = server
        self.http = http
        self.events = []
        # The entries of the timeline by number, as they are by now.
        self.timeline = {}
        self._asked = 0

    async def read(self):
        event = await asyncio.wait_for(self.socket.receive_json(), PATIENCE)
        self.events.append(event)
        if event["type"] == "timeline":
            self.timeline.update({it["n"]: it for it in event["entries"]})
        return event

    async def wait(self, kind, wanted=bool):
        """Return the next event of a kind that is as wanted."""
        while True:
            event = await self.read()
            if event["type"] == kind and wanted(event):
                return event

    async def eventually(self, kind, wanted):
        """Return the first event that is as wanted, read already or not."""
        for event in self.events:
            if event["type"] == kind and wanted(event):
                return event
        return await self.wait(kind, wanted)

    async def ask(self, name, /, **fields):
        self._asked += 1
        await self.socket.send_json(
            {"id": self._asked, "do": name, **fields},
        )
        return await self.wait("done", lambda it: it["id"] == self._asked)

    async def refused(self, name, /, **fields):
        """Ask for what is impossible and return the words."""
        done = await self.ask(name, **fields)
        assert done["result"] is None
        return done["error"]

    async def do(self, name, /, **fields):
        done = await self.ask(name, **fields)
        assert done["error"] is None
        return done["result"]

    async def ann(self, name, /, **fields):
        return await self.do(name, chat=CHAT, person=ANN, **fields)

    async def said(self, text, change="new"):
        """Wait for a message that has a text in it."""
        event = await self.eventually(
            "message",
            lambda it: (
                it["change"] == change and text in it["message"]["text"]
            ),
        )
        return event["message"]

    def entries(self, kind):
        found = self.timeline.values()
        return [entry for entry in found if entry["kind"] == kind]

    async def settle(self):
        """Wait until the bot has done with everything."""
        await self.playground.running.settle()
        await self.playground.publisher.tell_rest()
        await self.do("history", chat=CHAT)


def origin_of(url):
    return url[: url.index("/", len("http://"))]


_OF_TESTS = {"showcase", "form", "echo", "corner_shop", "bare_shop"}


@pytest.fixture
def playing():
    """Return what plays with a bot, by its name or its target."""
    modules, path = set(sys.modules), list(sys.path)

    @asynccontextmanager
    async def play(target):
        playground = Playground(parse_target(TARGETS.get(target, target)))
        async with (
            playground.playing(),
            PlaygroundServer(playground) as server,
            aiohttp.ClientSession() as http,
            http.ws_connect(
                f"{server.url}live",
                origin=origin_of(server.url),
            ) as socket,
        ):
            page = Page(socket, server, http)
            page.playground = playground
            page.first = [await page.read() for _ in range(4)]
            yield page

    yield play
    sys.path[:] = path
    for name in set(sys.modules) - modules:
        if name.partition(".")[0] in _OF_TESTS:
            del sys.modules[name]


def fonts_only(directory, sans="DejaVu Sans", rejected="none"):
    """Return an environment for a browser that sees the tests' fonts only.

    Pages look the same there, whatever fonts the machine has. ``sans`` is
    the one that most of their text is shown in, ``rejected`` one that there
    is not.
    """
    names = {
        "sans-serif": sans,
        "serif": "DejaVu Serif",
        "monospace": "DejaVu Sans Mono",
        "emoji": "Noto Color Emoji",
    }
    aliases = "".join(
        ALIAS.format(name=name, font=font) for name, font in names.items()
    )
    file = directory / "fonts.conf"
    file.write_text(
        FONTS_CONF.format(
            fonts=FONTS,
            cache=directory / "cache",
            aliases=aliases,
            sans=sans,
            rejected=rejected,
        ),
        "utf-8",
    )
    return {**os.environ, "FONTCONFIG_FILE": str(file)}


@pytest.fixture(scope="session")
def browser_environment(tmp_path_factory):
    """Return the environment of browsers, with fonts of the tests' own."""
    return fonts_only(tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="session")
def other_fonts(tmp_path_factory):
    """Return the environment of a browser on a machine with other fonts."""
    directory = tmp_path_factory.mktemp("other_fonts")
    return fonts_only(directory, "DejaVu Serif", "DejaVu Sans")
