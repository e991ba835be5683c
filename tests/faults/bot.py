"""A bot that things happen to, and a process of it that dies on demand.

As a script it takes jobs, one JSON in a line: an update, where Redis and
Telegram are, and at which point of the road to die. Each job is handled by a
process of its own, forked when everything is imported.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage
from redis.asyncio import Redis

from aiogram_dialog import Dialog, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Start, SwitchTo
from aiogram_dialog.widgets.media import StaticMedia
from aiogram_dialog.widgets.text import Const, Format

PICTURE = "https://example.com/picture.jpg"
KEYS = DefaultKeyBuilder(with_destiny=True)
# So long a lock of a killed process outlives it.
DOOMED_LOCK = 0.2


class Main(StatesGroup):
    first = State()
    photo = State()


class Sub(StatesGroup):
    only = State()


async def count(event, widget, manager) -> None:
    before = manager.dialog_data.get("count", 0)
    await asyncio.sleep(0)
    manager.dialog_data["count"] = before + 1


async def get_count(dialog_manager, **kwargs) -> dict[str, int]:
    return {"count": dialog_manager.dialog_data.get("count", 0)}


def make_routers() -> list[Router]:
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.first, mode=StartMode.RESET_STACK)

    main = Dialog(
        Window(
            Format("main {count}"),
            Button(Const("Count"), id="count", on_click=count),
            Start(Const("Sub"), id="sub", state=Sub.only),
            SwitchTo(Const("Photo"), id="photo", state=Main.photo),
            Cancel(Const("Close")),
            MessageInput(count),
            state=Main.first,
        ),
        Window(
            Format("photo {count}"),
            StaticMedia(url=PICTURE),
            Button(Const("Count"), id="count", on_click=count),
            SwitchTo(Const("Text"), id="text", state=Main.first),
            MessageInput(count),
            state=Main.photo,
        ),
        getter=get_count,
    )
    sub = Dialog(
        Window(
            Format("sub {count}"),
            Button(Const("Count"), id="count", on_click=count),
            Cancel(Const("Back")),
            MessageInput(count),
            state=Sub.only,
        ),
        getter=get_count,
    )
    return [router, main, sub]


class Road:
    """Name the points that an update passes, and die at one of them."""

    def __init__(self, dies_at: int | None) -> None:
        self.names: list[str] = []
        self.dies_at = dies_at

    def passes(self, name: str) -> None:
        if len(self.names) == self.dies_at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.names.append(name)

    def around(
        self,
        function: Callable[..., Awaitable[Any]],
        name: str,
    ) -> Callable[..., Awaitable[Any]]:
        async def wrapper(*args: Any, **kwargs: Any) -> Any:
            self.passes(f"before {name}")
            result = await function(*args, **kwargs)
            self.passes(f"after {name}")
            return result

        return wrapper


class OwnIsolation(RedisEventIsolation):
    """An isolation that is none of aiogram's own."""


def watch_locks(redis: Redis, road: Road) -> None:
    make = redis.lock

    def lock(**options: Any) -> Any:
        made = make(**options)
        made.do_acquire = road.around(made.do_acquire, "lock")
        made.do_release = road.around(made.do_release, "unlock")
        return made

    redis.lock = lock


class Requests(BaseRequestMiddleware):
    def __init__(self, road: Road) -> None:
        self.road = road

    async def __call__(self, make_request, bot, method):
        name = type(method).__name__
        self.road.passes(f"before {name}")
        result = await make_request(bot, method)
        self.road.passes(f"after {name}")
        return result


def watch_transactions(redis: Redis, road: Road) -> None:
    make = redis.pipeline

    def pipeline(**options: Any) -> Any:
        pipe = make(**options)
        pipe.execute = road.around(pipe.execute, "write")
        return pipe

    redis.pipeline = pipeline


async def handle(job: dict[str, Any]) -> list[str]:
    """Handle one update; return the names of the points it has passed."""
    road = Road(job["dies_at"])
    api = TelegramAPIServer.from_base(job["api"])
    async with (
        Redis(port=job["redis_port"]) as redis,
        Bot(job["token"], session=AiohttpSession(api=api)) as bot,
    ):
        bot.session.middleware(Requests(road))
        storage = RedisStorage(redis, key_builder=KEYS)
        storage.get_data = road.around(storage.get_data, "read")
        if job["in_order"]:
            storage.set_data = road.around(storage.set_data, "write")
        else:
            watch_transactions(redis, road)
        watch_locks(redis, road)
        kind = OwnIsolation if job["in_order"] else RedisEventIsolation
        isolation = kind(
            redis,
            key_builder=KEYS,
            lock_kwargs={"timeout": DOOMED_LOCK, "sleep": 0.01},
        )
        dispatcher = Dispatcher(storage=storage)
        dispatcher.include_routers(*make_routers())
        setup_dialogs(dispatcher, events_isolation=isolation)
        await dispatcher.emit_startup(bot=bot)
        await dispatcher.feed_raw_update(bot, job["update"])
        await dispatcher.emit_shutdown(bot=bot)
    return road.names


def answer(words: list[Any]) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            names = asyncio.run(handle(json.loads(line)))
            answer(names)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            answer(["killed", os.WTERMSIG(status)])
        elif status:
            answer(["failed", status])


if __name__ == "__main__":
    main()
