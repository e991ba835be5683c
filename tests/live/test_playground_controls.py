"""What is done to a bot while people talk with it."""

import asyncio

import pytest

from aiogram_dialog.tools.target import TargetError

ANN = 101
CHAT = "900001:101"

SHOP = """
from aiogram import Dispatcher
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram_dialog import Dialog, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.kbd import Button, Checkbox, Group, Next
from aiogram_dialog.widgets.text import Const, Format

from .words import GREETING


class Shop(StatesGroup):
    list = State()
    cart = State()


async def start(message, dialog_manager):
    await dialog_manager.start(
        Shop.list,
        data={"from": "shop"},
        mode=StartMode.RESET_STACK,
    )


async def get(dialog_manager, **kwargs):
    return {"count": dialog_manager.dialog_data.get("count", 0)}


def make_dispatcher():
    dispatcher = Dispatcher()
    dispatcher.message.register(start, CommandStart())
    dispatcher.include_router(
        Dialog(
            Window(
                Format(GREETING + " ({count})"),
                Group(
                    Checkbox(Const("yes"), Const("no"), id="check"),
                    Next(),
                ),
                state=Shop.list,
                getter=get,
            ),
            Window(Const("Cart"), state=Shop.cart),
        ),
    )
    setup_dialogs(dispatcher)
    dispatcher.shutdown.register(say_goodbye)
    return dispatcher


goodbyes = []


async def say_goodbye():
    goodbyes.append("bye")
"""


@pytest.fixture
def shop(tmp_path):
    """Make a bot of two modules whose files may be edited."""
    package = tmp_path / "corner_shop"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "main.py").write_text(SHOP)
    (package / "words.py").write_text('GREETING = "Goods"\n')
    return package


@pytest.fixture
def target(shop):
    return f"{shop.parent}/corner_shop.main:make_dispatcher"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(
        "aiogram_dialog.tools.playground.reloading.PAUSE",
        0.05,
    )


def only_context(state):
    (stack,) = state["stacks"]
    (context,) = stack["contexts"]
    return context


async def begin(page):
    await page.ann("say", text="/start")
    shown = await page.said("Goods")
    await page.settle()
    states = [it for it in page.events if it["type"] == "state"]
    return shown, states[-1]


async def test_what_is_stored(playing, target):
    async with playing(target) as page:
        shown, state = await begin(page)

        (stack,) = state["stacks"]
        assert (stack["chat"], stack["person"]) == (CHAT, ANN)
        assert (stack["stack"], stack["thread"]) == ("", None)
        assert stack["record"]["last_message_id"] == shown["id"]
        context = only_context(state)
        assert stack["record"]["intents"] == [context["intent"]]
        assert context["state"] == "Shop:list"
        assert context["start_data"] == {"from": "shop"}
        assert context["dialog_data"] == {}
        window = context["window"]
        assert window["dialog"] == "Shop"
        text, group = window["tree"]
        assert (text["type"], group["type"]) == ("Format", "Group")
        assert text["file"].endswith("corner_shop/main.py")
        lines = SHOP.splitlines()
        assert "Format(" in lines[text["line"] - 1]
        assert [it["id"] for it in group["children"]] == ["check", "__next__"]
        assert "Checkbox(" in lines[group["children"][0]["line"] - 1]


async def test_why_it_was_sent_or_edited(playing, target):
    async with playing(target) as page:
        shown, _ = await begin(page)
        await page.ann("press", message=shown["id"], row=0, column=0)
        await page.settle()

        first, second = page.entries("plan")
        assert first["reason"] == (
            "Sent anew: there is no message of this dialog yet."
        )
        assert second["reason"].startswith("Edited: ")
        assert second["details"]["is_editable"] is True
        update = page.entries("update")[-1]
        assert second["update"] == update["n"]
        assert page.entries("handler")[-1]["title"] == "Window Shop:list"


async def test_an_edited_dialog(playing, target):
    async with playing(target) as page:
        _, state = await begin(page)
        intent = only_context(state)["intent"]
        place = {"chat": CHAT, "thread": None, "intent": intent}

        await page.do("store", **place, record={"dialog_data": {"count": 7}})
        await page.said("Goods (7)", "edited")
        await page.settle()
        state = [it for it in page.events if it["type"] == "state"][-1]
        assert only_context(state)["dialog_data"] == {"count": 7}
        assert only_context(state)["start_data"] == {"from": "shop"}
        await page.do("store", **place, record={"state": "Shop:cart"})
        await page.said("Cart", "edited")

        for record, told in (
            ({"dialog_data": []}, "dialog_data should be an object, not []."),
            ({"state": "Shop:till"}, "Unknown state Shop:till"),
            ({"stack": 1}, "A dialog has no 'stack'; it has state, "),
        ):
            words = await page.refused("store", **place, record=record)
            assert told in words
        words = await page.refused(
            "store",
            chat=CHAT,
            thread=None,
            intent="gone",
            record={},
        )
        assert words == "There is no dialog gone any more."


async def test_an_edited_stack(playing, target):
    async with playing(target) as page:
        _, state = await begin(page)
        record = state["stacks"][0]["record"]
        place = {"chat": CHAT, "thread": None, "stack": ""}

        for wrong, told in (
            ({"intents": ["gone"]}, "There is no dialog gone."),
            ({"intents": 5}, "intents of a stack cannot be 5."),
            ({"color": "red"}, 'color of a stack cannot be "red".'),
        ):
            words = await page.refused(
                "store",
                **place,
                record={**record, **wrong},
            )
            assert words == told
        # The window is sent anew, for its message is not known any more.
        await page.do(
            "store",
            **place,
            record={**record, "last_message_id": None},
        )
        await page.settle()
        assert page.entries("plan")[-1]["title"].startswith("Send")
        await page.do(
            "store",
            **place,
            record={**record, "intents": [], "last_message_id": None},
        )
        await page.settle()
        state = [it for it in page.events if it["type"] == "state"][-1]
        assert state["stacks"] == []


async def test_a_restart_keeps_what_is_stored(playing, target):
    async with playing(target) as page:
        shown, _ = await begin(page)
        await page.ann("press", message=shown["id"], row=0, column=0)
        await page.said("Goods", "edited")
        await page.settle()
        old = page.playground.running.dispatcher
        await page.do("restart")
        assert page.playground.running.dispatcher is not old
        await page.ann("press", message=shown["id"], row=1, column=0)
        await page.said("Cart", "edited")
        titles = [it["title"] for it in page.entries("control")]
        assert titles == ["Restart"]


async def test_a_saved_file(playing, target, shop):
    async with playing(target) as page:
        shown, _ = await begin(page)
        (shop / "words.py").write_text('GREETING = "Wares"\n')
        await page.wait(
            "timeline",
            lambda it: (
                "saved" in it["entries"][0]["title"] and it["entries"][0]["ms"]
            ),
        )
        await page.ann("press", message=shown["id"], row=0, column=0)
        await page.said("Wares (0)", "edited")


async def test_a_file_that_is_broken(playing, target, shop):
    async with playing(target) as page:
        shown, _ = await begin(page)
        old = page.playground.running
        (shop / "words.py").write_text("GREETING = \n")
        world = await page.wait("world", lambda it: it["error"])
        assert world["running"] is True
        assert world["error"]["title"].startswith(
            "The bot cannot be imported: SyntaxError",
        )
        assert "words.py" in world["error"]["traceback"]
        # The old bot goes on.
        assert page.playground.running is old
        await page.ann("press", message=shown["id"], row=0, column=0)
        await page.said("Goods (0)", "edited")
        words = await page.refused("restart")
        assert words.startswith("The bot cannot be imported: SyntaxError")

        (shop / "words.py").write_text('GREETING = "Mended"\n')
        world = await page.wait("world", lambda it: not it["error"])
        await page.ann("press", message=shown["id"], row=0, column=0)
        await page.said("Mended (0)", "edited")


async def test_without_reloading(playing, target, shop):
    async with playing(target) as page:
        await page.do("set_reload", on=False)
        await page.eventually("world", lambda it: it["reload"] is False)
        (shop / "words.py").write_text('GREETING = "Wares"\n')
        await asyncio.sleep(0.3)
        await page.ann("say", text="/start")
        await page.said("Goods (0)")


async def test_forgetting(playing, target):
    async with playing(target) as page:
        await page.do("add_person", name="Bob")
        await begin(page)
        await page.do("forget")
        while page.events[0]["type"] != "reset":
            page.events.pop(0)
        kinds = ("world", "messages", "timeline", "state")
        world, messages, timeline, state = [
            next(it for it in page.events if it["type"] == kind)
            for kind in kinds
        ]
        assert [it["name"] for it in world["people"]] == ["Ann"]
        assert [it["key"] for it in world["chats"]] == [CHAT]
        assert messages["messages"] == []
        assert timeline["entries"] == []
        assert state["stacks"] == []
        shown, state = await begin(page)
        assert shown["id"] == 2
        assert only_context(state)["state"] == "Shop:list"


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        ("429", "Too Many Requests"),
        ("500", "Internal Server Error"),
    ],
)
async def test_faults(playing, mode, told):
    async with playing("echo") as page:
        await page.do("set_faults", mode=mode, latency_ms=0, chance=1)
        world = await page.eventually(
            "world",
            lambda it: it["faults"]["mode"] == mode,
        )
        assert world["faults"]["chance"] == 1
        await page.ann("say", text="Hello")
        await page.settle()
        (call,) = page.entries("call")
        assert call["ok"] is False
        assert told in call["reason"] or "retry" in call["reason"].lower()
        await page.do("set_faults", mode="none", latency_ms=0, chance=1)
        await page.ann("say", text="again")
        await page.said("You said: again")


async def test_latency(playing):
    async with playing("echo") as page:
        await page.do("set_faults", mode="none", latency_ms=120, chance=1)
        await page.ann("say", text="Hello")
        await page.said("You said")
        await page.settle()
        assert page.entries("call")[0]["ms"] >= 120


async def test_a_telegram_that_does_not_answer(playing):
    async with playing("echo") as page:
        await page.do("set_faults", mode="silent", latency_ms=0, chance=1)
        await page.ann("say", text="Hello")
        await page.eventually(
            "timeline",
            lambda it: "call" in {one["kind"] for one in it["entries"]},
        )
        await asyncio.sleep(0.1)
        await page.do("history", chat=CHAT)
        assert page.entries("call")[0]["ms"] is None
        await page.do("set_faults", mode="none", latency_ms=0, chance=1)
        await page.said("You said: Hello")


async def test_shutdown_handlers_run(playing, target):
    async with playing(target) as page:
        from corner_shop import main  # noqa: PLC0415 - it is there by now

        assert main.goodbyes == []
        del page
    assert main.goodbyes == ["bye"]


async def test_a_bot_that_is_not_there(playing):
    with pytest.raises(TargetError, match="no module"):
        async with playing("nowhere:bot"):
            pass


async def test_a_bot_that_is_broken_from_the_beginning(playing, target, shop):
    (shop / "words.py").write_text("GREETING = 1 / 0\n")
    async with playing(target) as page:
        world = page.first[0]
        assert world["running"] is False
        assert world["error"]["title"].endswith(
            "ZeroDivisionError: division by zero",
        )
        await page.ann("say", text="/start")
        words = await page.refused(
            "store",
            chat=CHAT,
            stack="",
            record={},
        )
        assert words == "The bot does not run."
        (shop / "words.py").write_text('GREETING = "Goods"\n')
        await page.said("Goods (0)")


def break_startup(shop):
    (shop / "main.py").write_text(
        SHOP.replace(
            "    return dispatcher\n",
            "    dispatcher.startup.register(lambda: 1 / 0)\n"
            "    return dispatcher\n",
        ),
    )


async def test_a_bot_that_cannot_start(playing, target, shop):
    break_startup(shop)
    async with playing(target) as page:
        world = page.first[0]
        assert world["running"] is False
        assert world["error"]["title"].startswith("The bot cannot be started")
        (shop / "main.py").write_text(SHOP)
        await page.wait("world", lambda it: it["running"])
        await begin(page)
