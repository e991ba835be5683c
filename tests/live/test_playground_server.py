"""The server of the playground: a real client over a real socket."""

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from aiogram_dialog.tools.playground.app import PlaygroundServer
from aiogram_dialog.tools.playground.game import Game
from aiogram_dialog.tools.target import parse_target

ROOT = Path(__file__).parents[2]
FORM = f"{ROOT}/tests/bots/form:make_dispatcher"
ECHO = f"{ROOT}/tests/bots/echo:make_dispatcher"
SHOWCASE = f"{ROOT}/examples/showcase.bot:make_dispatcher"

PATIENCE = 10


class Page:
    """Talk as the page does, and keep what it is told."""

    def __init__(self, socket, server, http):
        self.socket = socket
        self.server = server
        self.http = http
        self.events = []
        self.timeline = {}
        self._asked = 0

    async def read(self):
        event = await asyncio.wait_for(self.socket.receive_json(), PATIENCE)
        self.events.append(event)
        if event["type"] == "timeline":
            self.timeline.update({it["n"]: it for it in event["entries"]})
        return event

    async def wait(self, kind, wanted=lambda event: True):
        """Return the first event of a kind that is as wanted."""
        while True:
            event = await self.read()
            if event["type"] == kind and wanted(event):
                return event

    async def ask(self, name, **fields):
        self._asked += 1
        await self.socket.send_json(
            {"id": self._asked, "do": name, **fields},
        )
        return await self.wait("done", lambda it: it["id"] == self._asked)

    async def do(self, name, **fields):
        done = await self.ask(name, **fields)
        assert done["error"] is None
        return done["result"]

    async def ann(self, name, **fields):
        return await self.do(name, chat=CHAT, person=ANN, **fields)

    async def said(self, text, change="new"):
        """Wait for a message that has a text in it."""
        event = await self.wait(
            "message",
            lambda it: (
                it["change"] == change and text in it["message"]["text"]
            ),
        )
        return event["message"]

    def kinds(self):
        return [entry["kind"] for entry in self.timeline.values()]


ANN = 101
CHAT = "900001:101"


@asynccontextmanager
async def playing(target):
    game = Game(parse_target(target))
    async with (
        game.playing(),
        PlaygroundServer(game) as server,
        aiohttp.ClientSession() as http,
        http.ws_connect(
            f"{server.url}live",
            origin=server.url[: server.url.index("/", 8)],
        ) as socket,
    ):
        page = Page(socket, server, http)
        page.game = game
        page.first = [await page.read() for _ in range(4)]
        yield page


async def test_the_first_events():
    async with playing(FORM) as page:
        world, messages, timeline, state = page.first

    assert world["type"] == "world"
    assert world["bot"]["target"] == FORM
    assert world["people"][0]["name"] == "Ann"
    (chat,) = world["chats"]
    assert chat["key"] == CHAT
    assert [it["command"] for it in chat["commands"]] == ["start", "cancel"]
    assert chat["commands"][0]["description"] == "Fill in the form."
    assert chat["reply_keyboard"] == {"101": None}
    assert (world["running"], world["error"]) == (True, None)
    assert world["storage"] == "MemoryStorage"
    assert messages == {
        "type": "messages",
        "chat": CHAT,
        "messages": [],
        "more": False,
    }
    assert timeline == {"type": "timeline", "entries": []}
    assert state == {"type": "state", "stacks": [], "other": []}


async def test_a_form():
    async with playing(FORM) as page:
        await page.ann("say", text="/start")
        await page.said("What is your name?")
        await page.ann("say", text="Ann")
        await page.said("How old")
        state = await page.wait("state", lambda it: it["other"])
        assert state["other"][0]["state"] == "Form:age"
        await page.ann("say", text="many")
        await page.said("A number, please.")
        await page.ann("say", text="30")
        world = await page.wait(
            "world",
            lambda it: it["chats"][0]["reply_keyboard"]["101"],
        )
        assert world["chats"][0]["reply_keyboard"]["101"]["rows"] == [
            [
                {
                    "text": "Share my number",
                    "request": "contact",
                    "style": None,
                    "icon": None,
                },
            ],
        ]
        await page.ann("press_reply", text="Share my number")
        await page.said("Ann, 30: +10000000000")

        (error,) = [
            it for it in page.timeline.values() if it["kind"] == "error"
        ]
        assert error["title"].startswith("ValueError: invalid literal")
        assert error["reason"] == "Taken by form.ask_for_number."
        assert "take_age" in error["traceback"]
        assert {"update", "handler", "storage", "call"} <= set(page.kinds())
