"""Each await of the road in turn is slow, fails, or is cancelled.

Whatever happens: the lock is free, the stack is whole, the next update works.
"""

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram import Router
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import SimpleEventIsolation

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.context.access_validator import DefaultAccessValidator
from aiogram_dialog.context.media_storage import MediaIdStorage
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Start, SwitchTo
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.media import StaticMedia
from aiogram_dialog.widgets.text import Const, Format

PICTURE = "https://example.com/picture.jpg"


class Main(StatesGroup):
    first = State()
    photo = State()
    reply = State()


class Sub(StatesGroup):
    only = State()


class BoomError(Exception):
    pass


class Road:
    """Count the awaits of the road, and do something at one of them."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.strikes_at: int | None = None
        self.kind = ""
        self.feeding: asyncio.Task[Any] | None = None

    def begin(self, strikes_at: int | None, kind: str) -> None:
        self.names.clear()
        self.strikes_at = strikes_at
        self.kind = kind

    def end(self) -> None:
        self.strikes_at = None

    async def passes(self, name: str) -> None:
        self.names.append(name)
        if self.strikes_at != len(self.names) - 1:
            return
        match self.kind:
            case "slow":
                await asyncio.sleep(0.002)
            case "fails":
                raise BoomError(name)
            case "cancelled":
                assert self.feeding is not None
                self.feeding.cancel()
                await asyncio.sleep(0)

    def around(
        self,
        function: Callable[..., Awaitable[Any]],
        name: str,
    ) -> Callable[..., Awaitable[Any]]:
        async def wrapper(*args: Any, **kwargs: Any) -> Any:
            await self.passes(f"before {name}")
            result = await function(*args, **kwargs)
            await self.passes(f"after {name}")
            return result

        return wrapper


class Isolation(SimpleEventIsolation):
    def __init__(self, road: Road) -> None:
        super().__init__()
        self.road = road

    @asynccontextmanager
    async def lock(self, key) -> AsyncIterator[None]:
        await self.road.passes("before lock")
        async with super().lock(key):
            await self.road.passes("after lock")
            yield


class Requests(BaseRequestMiddleware):
    def __init__(self, road: Road) -> None:
        self.road = road

    async def __call__(self, make_request, bot, method):
        name = type(method).__name__
        await self.road.passes(f"before {name}")
        result = await make_request(bot, method)
        await self.road.passes(f"after {name}")
        return result


def make_routers(road: Road) -> list[Router]:
    router = Router()

    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.first, mode=StartMode.RESET_STACK)

    async def handle(event, widget, manager) -> None:
        await road.passes("handler")
        count = manager.dialog_data.get("count", 0)
        manager.dialog_data["count"] = count + 1

    async def get_data(dialog_manager, **kwargs):
        await road.passes("getter")
        return {"count": dialog_manager.dialog_data.get("count", 0)}

    async def tell(*args: object) -> None:
        await road.passes("dialog event")

    router.message.register(start, Command("start"))
    main = Dialog(
        Window(
            Format("main {count}"),
            Button(Const("Count"), id="count", on_click=handle),
            Start(Const("Sub"), id="sub", state=Sub.only, on_click=handle),
            Start(
                Const("Reset"),
                id="reset",
                state=Sub.only,
                mode=StartMode.RESET_STACK,
            ),
            SwitchTo(Const("Photo"), id="photo", state=Main.photo),
            SwitchTo(Const("Reply"), id="reply", state=Main.reply),
            Cancel(Const("Close")),
            MessageInput(handle),
            state=Main.first,
        ),
        Window(
            Const("photo"),
            StaticMedia(url=PICTURE),
            SwitchTo(Const("Text"), id="text", state=Main.first),
            state=Main.photo,
        ),
        Window(
            Const("reply"),
            SwitchTo(Const("Key"), id="key", state=Main.first),
            markup_factory=ReplyKeyboardFactory(),
            state=Main.reply,
        ),
        on_start=tell,
        on_close=tell,
        on_process_result=tell,
        getter=get_data,
    )
    sub = Dialog(
        Window(Const("sub"), Cancel(Const("Back")), state=Sub.only),
        on_start=tell,
        on_close=tell,
    )
    return [router, main, sub]


async def count_in_background(stage) -> None:
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    await bg.update({"seen": True})
    await stage.quiet()


async def enter_foreground(stage) -> None:
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    async with bg.fg() as manager:
        manager.dialog_data["seen"] = True
        await manager.show()


async def start_in_background(stage) -> None:
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    await bg.start(Sub.only)
    await stage.quiet()


SCENARIOS: dict[str, tuple[list[Any], Callable[[Any], Awaitable[None]]]] = {
    "click": ([], lambda stage: stage.presses("Count")),
    "sub-dialog": ([], lambda stage: stage.presses("Sub")),
    "result": (["Sub"], lambda stage: stage.presses("Back")),
    "reset": (["Sub"], lambda stage: stage.says("/start")),
    "reset by click": ([], lambda stage: stage.presses("Reset")),
    "close": ([], lambda stage: stage.presses("Close")),
    "text": ([], lambda stage: stage.says("hello")),
    "to a photo": ([], lambda stage: stage.presses("Photo")),
    "from a photo": (["Photo"], lambda stage: stage.presses("Text")),
    "to keys": ([], lambda stage: stage.presses("Reply")),
    "from keys": (["Reply"], lambda stage: stage.taps("Key")),
    "update": ([], count_in_background),
    "start": ([], start_in_background),
    "foreground": ([], enter_foreground),
}


@pytest.fixture
async def make_road_stage(make_stage, any_storage):
    road = Road()
    validator = DefaultAccessValidator()
    validator.is_allowed = road.around(validator.is_allowed, "validator")
    media_ids = MediaIdStorage()
    media_ids.get_media_id = road.around(media_ids.get_media_id, "media id")
    storage = any_storage
    storage.get_data = road.around(storage.get_data, "read")
    storage.set_data = road.around(storage.set_data, "write")
    stage = await make_stage(
        *make_routers(road),
        storage=storage,
        stack_access_validator=validator,
        media_id_storage=media_ids,
        events_isolation=Isolation(road),
    )
    stage.bot.session.middleware(Requests(road))
    stage.road = road
    return stage


async def prepare(stage, presses: list[str]) -> None:
    await stage.says("/start")
    for button in presses:
        await stage.presses(button)


async def strike(stage, deed, at: int | None, kind: str) -> None:
    """Do the deed; something happens at one of the awaits of the road."""
    stage.road.begin(at, kind)
    stage.road.feeding = asyncio.ensure_future(deed(stage))
    try:
        await stage.road.feeding
    except (BoomError, asyncio.CancelledError):
        # Who has cancelled it is known; nobody else is to be told.
        assert kind != "slow"
    finally:
        stage.road.end()
        await stage.quiet()


def check_whole(stage) -> None:
    records = stage.records()
    for destiny, record in records.items():
        if destiny.startswith("aiogd:stack:"):
            for intent_id in record["intents"]:
                assert f"aiogd:context:{intent_id}" in records
    assert not stage.held_locks()


@pytest.mark.parametrize("kind", ["slow", "fails", "cancelled"])
@pytest.mark.parametrize("scenario", SCENARIOS)
async def test_every_await(make_road_stage, scenario, kind, caplog):
    stage = make_road_stage
    presses, deed = SCENARIOS[scenario]
    await prepare(stage, presses)
    await strike(stage, deed, None, kind)
    names = list(stage.road.names)
    assert len(names) > 8
    check_whole(stage)

    for at in range(len(names)):
        await prepare(stage, presses)
        await strike(stage, deed, at, kind)
        check_whole(stage)
        if kind == "slow":
            assert sorted(stage.road.names) == sorted(names)
        elif "AnswerCallbackQuery" not in names[at]:
            await check_next_update(stage, names[at])

    await prepare(stage, [])
    await stage.presses("Count")
    assert stage.last_message().content["text"] == "main 1"
    gc.collect()
    assert "never retrieved" not in caplog.text


async def check_next_update(stage, name: str) -> None:
    """Click on what is on the screen, whatever is there."""
    message = stage.last_message()
    for row in message.inline_keyboard:
        for button in row:
            await stage.presses(button["text"], of=message)
            check_whole(stage)
            return
