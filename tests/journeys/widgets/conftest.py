"""One widget in a window, a person, and a golden transcript of both."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram import Dispatcher, Router
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, StartMode, Window, setup_dialogs
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage
from aiogram_dialog.widgets.common import ManagedWidget


class Play(StatesGroup):
    first = State()
    second = State()
    third = State()


class Side(StatesGroup):
    only = State()


class Log:
    """Make handlers that note how they are called."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __call__(self, name: str) -> Callable[..., Awaitable[None]]:
        async def handler(event: Any, *args: Any) -> None:
            told = [
                _name(arg)
                for arg in args
                if type(arg).__name__ not in {"ManagerImpl", "SubManager"}
            ]
            if type(args[1 if len(args) > 1 else 0]).__name__ == "SubManager":
                told.append(f"row {args[1].item_id}")
            self.lines.append(f"{name}({', '.join([_name(event), *told])})")

        return handler


def _name(value: Any) -> str:
    data = getattr(value, "data", None)
    if isinstance(data, str):
        return f"click {data.rpartition(chr(0x1D))[2]!r}"
    if type(value).__name__ == "Message":
        return f"message {value.text or value.content_type.value!r}"
    if isinstance(value, ManagedWidget) or hasattr(value, "widget_id"):
        return repr(value)
    return repr(value)


@pytest.fixture
def states() -> type[Play]:
    return Play


@pytest.fixture
def side() -> type[Side]:
    return Side


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def play(telegram, golden_transcript, log):
    """Return what plays a script and compares it with its transcript.

    Steps: ``say …``, ``press …``, ``tap …``, ``send photo``; a callable is
    awaited with the person.
    """

    async def play(*widgets: Any, script: list[Any], **window: Any) -> None:
        state = window.pop("state", Play.first)
        dialog_settings = window.pop("dialog", {})
        more = window.pop("more", [])
        dispatcher = Dispatcher(storage=JsonMemoryStorage())
        router = Router()

        @router.message(CommandStart())
        async def start(message: Any, dialog_manager: Any) -> None:
            await dialog_manager.start(state, mode=StartMode.RESET_STACK)

        dispatcher.include_routers(
            router,
            Dialog(
                Window(*widgets, state=state, **window),
                *[it for it in more if it.get_state().group is state.group],
                **dialog_settings,
            ),
            *[
                Dialog(it)
                for it in more
                if it.get_state().group is not state.group
            ],
        )
        setup_dialogs(dispatcher)
        async with telegram.bot(dispatcher):
            ann = telegram.person("Ann")
            for step in ["say /start", *script]:
                await _do(ann, step)
            golden_transcript(await _draw(ann, log))

    return play


async def _do(ann: Any, step: Any) -> None:
    if callable(step):
        await step(ann)
        return
    verb, _, what = step.partition(" ")
    deeds = {
        "say": ann.says,
        "press": ann.presses,
        "tap": ann.taps,
        "send": ann.sends,
    }
    await deeds[verb](what)


async def _draw(ann: Any, log: Log) -> str:
    dialogs = await ann.dialogs()
    stored = [
        f"{it.state} {json.dumps(it.widget_data, ensure_ascii=False)}"
        for it in dialogs
    ]
    parts = [ann.transcript(), "-- stored", *stored]
    if log.lines:
        parts += ["-- told", *log.lines]
    return "\n".join(parts) + "\n"
