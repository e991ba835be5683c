"""The playground as its page sees it: people talk with real bots."""

import asyncio
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ANN = 101
CHAT = "900001:101"


async def test_the_first_events(playing):
    async with playing("form") as page:
        world, messages, timeline, state = page.first

    assert world["type"] == "world"
    assert world["bot"] == {
        "id": 900001,
        "username": "bot",
        "name": "bot",
        "target": f"{ROOT}/tests/bots/form:make_dispatcher",
    }
    assert world["people"] == [
        {
            "id": ANN,
            "name": "Ann",
            "first_name": "Ann",
            "last_name": None,
            "username": None,
            "language": "en",
            "blocked": False,
        },
    ]
    assert world["chats"] == [
        {
            "key": CHAT,
            "type": "private",
            "title": "Ann",
            "forum": False,
            "people": [ANN],
            "topics": [],
            "commands": [
                {"command": "start", "description": "Fill in the form."},
                {"command": "cancel", "description": ""},
            ],
            "typing": None,
            "reply_keyboard": {"101": None},
        },
    ]
    assert world["faults"] == {"latency_ms": 0, "mode": "none", "chance": 1}
    assert (world["running"], world["error"]) == (True, None)
    assert (world["storage"], world["reload"]) == ("MemoryStorage", True)
    assert messages == {
        "type": "messages",
        "chat": CHAT,
        "messages": [],
        "more": False,
    }
    assert timeline == {"type": "timeline", "entries": []}
    assert state == {"type": "state", "stacks": [], "other": []}


async def test_a_form(playing):
    async with playing("form") as page:
        await page.ann("say", text="/start")
        await page.said("What is your name?")
        await page.ann("say", text="Ann")
        await page.said("How old")
        state = await page.eventually(
            "state",
            lambda it: it["other"] and it["other"][0]["data"],
        )
        assert state["other"] == [
            {
                "chat": CHAT,
                "person": ANN,
                "thread": None,
                "state": "Form:age",
                "data": {"name": "Ann"},
            },
        ]
        await page.ann("say", text="many")
        await page.said("A number, please.")
        await page.ann("say", text="30")
        world = await page.eventually(
            "world",
            lambda it: it["chats"][0]["reply_keyboard"]["101"],
        )
        assert world["chats"][0]["reply_keyboard"]["101"] == {
            "rows": [
                [
                    {
                        "text": "Share my number",
                        "request": "contact",
                        "style": None,
                        "icon": None,
                    },
                ],
            ],
            "placeholder": "+…",
            "one_time": False,
            "force_reply": False,
        }
        await page.ann(
            "press_reply",
            text="Share my number",
            request="contact",
        )
        await page.said("Ann, 30: +10000000000")
        await page.settle()

        (error,) = page.entries("error")
        assert error["title"].startswith("ValueError: invalid literal")
        assert error["reason"] == "Taken by form.ask_for_number."
        assert "take_age" in error["traceback"]
        assert error["ok"] is False
        states = [it for it in page.events if it["type"] == "state"]
        assert states[-1]["other"] == []


async def test_the_timeline_of_an_update(playing):
    async with playing("form") as page:
        message_id = await page.ann("say", text="/start")
        await page.settle()

        (update,) = page.entries("update")
        assert update["title"] == "Ann: /start"
        assert (update["chat"], update["person"]) == (CHAT, ANN)
        assert update["message"] == message_id
        assert update["details"]["message"]["text"] == "/start"
        assert update["ms"] > 0
        (handler,) = page.entries("handler")
        assert handler["title"] == "form.start"
        assert handler["details"]["file"] == "tests/bots/form.py"
        assert handler["details"]["line"] > 0
        storage = page.entries("storage")
        assert [it["title"] for it in storage] == [
            "get_state of the user 101",
            "set_state of the user 101",
        ]
        (call,) = page.entries("call")
        assert call["title"] == "sendMessage “What is your name?”"
        assert call["details"]["parameters"]["chat_id"] == ANN
        assert call["details"]["result"]["message_id"] == call["message"]
        for entry in [handler, *storage, call]:
            assert entry["update"] == update["n"]
            assert entry["chat"] == CHAT


async def test_presses(playing):
    async with playing("echo") as page:
        await page.ann("say", text="Hello")
        shown = await page.said("You said: Hello")
        assert shown["author"] == {
            "id": 900001,
            "name": "bot",
            "is_bot": True,
        }
        plain = dict.fromkeys(("data", "url", "copy", "style", "icon"))
        assert shown["keyboard"] == [
            [
                {
                    **plain,
                    "text": "Again (0)",
                    "kind": "callback",
                    "data": "again:0",
                },
            ],
            [
                {
                    **plain,
                    "text": "Site",
                    "kind": "url",
                    "url": "https://example.org",
                },
                {**plain, "text": "Copy", "kind": "copy", "copy": "a word"},
            ],
            [
                {
                    **plain,
                    "text": "Break",
                    "kind": "callback",
                    "data": "break",
                },
            ],
        ]
        place = {"message": shown["id"], "row": 0, "column": 0}
        query = await page.ann("press", **place)
        pressed = await page.eventually("pressed", bool)
        assert pressed == {
            "type": "pressed",
            "chat": CHAT,
            **place,
            "person": ANN,
            "query": query,
        }
        edited = await page.said("Pressed 1 times", "edited")
        assert edited["id"] == shown["id"]
        answered = await page.eventually("answered", bool)
        assert answered == {
            "type": "answered",
            "query": query,
            "text": "Counted",
            "alert": False,
            "url": None,
        }
        query = await page.ann("press", **place)
        assert (
            await page.eventually("answered", lambda it: it["query"] == query)
        )["alert"] is True
        await page.settle()
        titles = [it["title"] for it in page.entries("update")]
        assert titles == [
            "Ann: Hello",
            "Ann presses [Again (0)]",
            "Ann presses [Again (1)]",
        ]
        answers = [
            it for it in page.entries("call") if "answer" in it["title"]
        ]
        assert {(it["chat"], it["message"]) for it in answers} == {
            (CHAT, shown["id"]),
        }


async def test_a_handler_that_fails(playing, caplog):
    async with playing("echo") as page:
        await page.ann("say", text="Hello")
        shown = await page.said("You said")
        await page.ann("press", message=shown["id"], row=2, column=0)
        await page.settle()

        (error,) = page.entries("error")
        assert error["title"] == "RuntimeError: It is broken."
        assert error["reason"] == "No error handler has taken it."
        assert 'raise RuntimeError("It is broken.")' in error["traceback"]
        assert page.entries("update")[-1]["ok"] is False
        assert page.entries("handler")[-1]["ok"] is False
        assert page.entries("log") == []
    assert "Cause exception while process update" in caplog.text


async def test_messages_that_people_change(playing):
    async with playing("echo") as page:
        sent = await page.ann("say", text="Helo")
        shown = await page.said("You said: Helo")
        await page.ann("edit", message=sent, text="**Hello**")
        edited = await page.said("**Hello**", "edited")
        assert edited["edit_date"] is not None
        await page.ann("delete", message=sent)
        gone = await page.said("**Hello**", "deleted")
        assert gone["id"] == sent
        await page.ann("say", text="more", reply_to=shown["id"])
        reply = await page.said("more")
        assert reply["reply_to"] == {
            "id": shown["id"],
            "text": "You said: Helo",
            "name": "bot",
        }


async def test_a_bot_that_is_busy(playing, monkeypatch):
    monkeypatch.setattr("aiogram_dialog.tools.playground.running.PATIENCE", 0)
    typing = "aiogram_dialog.tools.playground.publisher.TYPING"
    monkeypatch.setattr(typing, 0.1)
    async with playing("echo") as page:
        await page.ann("say", text="/think")
        await page.wait("world", lambda it: it["chats"][0]["typing"])
        # It ends by itself, and others are answered meanwhile.
        await page.ann("say", text="Hello")
        await page.said("You said: Hello")
        await page.wait("world", lambda it: not it["chats"][0]["typing"])


async def test_history(playing):
    async with playing("form") as page:
        for number in range(130):
            await page.ann("say", text=f"m{number}")
        newest = await page.do("history", chat=CHAT)
        assert len(newest["messages"]) == 100
        assert newest["more"] is True
        first = newest["messages"][0]
        older = await page.do("history", chat=CHAT, before=first["id"])
        assert [it["text"] for it in older["messages"]] == [
            f"m{number}" for number in range(30)
        ]
        assert older["more"] is False
        await page.settle()
        reasons = {it["reason"] for it in page.entries("update")}
        assert reasons == {"No handler has taken it."}


async def test_several_pages_see_the_same(playing):
    async with playing("echo") as page:
        await page.ann("say", text="Hello")
        await page.said("You said")
        await page.settle()
        origin = page.server.url[: page.server.url.index("/", 8)]
        async with page.http.ws_connect(
            f"{page.server.url}live",
            origin=origin,
        ) as other:
            first = [await other.receive_json() for _ in range(4)]
            assert [it["text"] for it in first[1]["messages"]] == [
                "Hello",
                "You said: Hello",
            ]
            assert {it["n"]: it for it in first[2]["entries"]} == (
                page.timeline
            )
            await page.ann("say", text="again")
            told = await asyncio.wait_for(other.receive_json(), 5)
            assert told["message"]["text"] == "again"


@pytest.mark.parametrize(
    ("name", "fields", "told"),
    [
        ("dance", {}, "There is no deed 'dance'; there are add_group, "),
        ("say", {"text": "a"}, "'person' should be a whole number, not None."),
        ("say", {"person": 101, "chat": "x"}, "There is no chat 'x'."),
        ("say", {"person": 5, "chat": CHAT}, "There is no person 5."),
        ("say", {"person": ANN, "chat": CHAT, "text": ""}, "an empty text"),
        (
            "say",
            {"person": ANN, "chat": CHAT, "text": "a", "reply_to": 9},
            "Message 9 is not in this chat any more.",
        ),
        (
            "press",
            {"person": ANN, "chat": CHAT, "row": 0, "column": 0, "message": 1},
            "Message 1 is not in this chat any more.",
        ),
        (
            "press_reply",
            {"person": ANN, "chat": CHAT, "text": "x"},
            "no button 'x': there are no buttons here",
        ),
        ("add_person", {"name": " "}, "'name' should say something."),
        (
            "add_group",
            {"title": "A", "people": [], "forum": False},
            "A group needs somebody who founds it.",
        ),
        (
            "add_group",
            {"title": "A", "people": ["Ann"], "forum": False},
            "'people' should be a list of whole numbers.",
        ),
        (
            "add_topic",
            {"person": ANN, "chat": CHAT, "title": "A"},
            "Only forums have topics.",
        ),
        (
            "change_person",
            {"person": ANN, "name": ""},
            "Everybody has a first name.",
        ),
        (
            "attach",
            {"person": ANN, "chat": CHAT, "kind": "poll", "upload": "x"},
            "'poll' is none of photo, ",
        ),
        (
            "attach",
            {"person": ANN, "chat": CHAT, "kind": "photo", "upload": "x"},
            "That file was not uploaded",
        ),
        (
            "send_location",
            {"person": ANN, "chat": CHAT, "latitude": "x", "longitude": 1},
            "'latitude' should be a number, not 'x'.",
        ),
        (
            "set_faults",
            {"mode": "502", "latency_ms": 0, "chance": 1},
            "'502' is none of none, 429, 500, silent.",
        ),
        (
            "set_faults",
            {"mode": "none", "latency_ms": -1, "chance": 1},
            "Calls can take 0 to 60000 ms.",
        ),
        (
            "set_faults",
            {"mode": "none", "latency_ms": 0, "chance": 2},
            "A chance is between 0 and 1.",
        ),
        (
            "store",
            {"chat": CHAT, "stack": "", "record": {}},
            "This bot has no dialogs.",
        ),
    ],
)
async def test_what_is_impossible(playing, name, fields, told):
    async with playing("form") as page:
        assert told in await page.refused(name, **fields)


async def test_nonsense_is_answered(playing):
    async with playing("form") as page:
        for text in ("x", "[]", "5"):
            await page.socket.send_str(text)
            done = await page.wait("done")
            assert done == {
                "type": "done",
                "id": None,
                "error": "That is no object in JSON.",
                "result": None,
            }


async def test_our_own_mistakes_are_told(playing, monkeypatch, caplog):
    async with playing("form") as page:
        monkeypatch.setattr(page.playground, "restart", None)
        told = await page.refused("restart")
        assert told.startswith("The playground has failed: TypeError")
        await page.settle()
        (log,) = page.entries("log")
        assert log["title"].endswith("The playground has failed")
        assert "TypeError" in log["traceback"]
        assert log["ok"] is False
    assert "The playground has failed" in caplog.text
