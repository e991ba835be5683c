"""A small bot that does what a test asks for."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, LaunchMode, StartMode, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Start
from aiogram_dialog.widgets.text import Const, Format


class Main(StatesGroup):
    first = State()
    second = State()


class Sub(StatesGroup):
    only = State()


class Root(StatesGroup):
    only = State()


@dataclass
class Small:
    """Hold what the bot does, and its states."""

    # Called with the manager when [Click] is pressed.
    click: Callable[[Any], Awaitable[Any]] | None = None
    # Called with the result and the manager when the sub-dialog is done.
    result: Callable[[Any, Any], Awaitable[Any]] | None = None
    main: type[Main] = Main
    sub: type[Sub] = Sub
    root: type[Root] = Root
    dialogs: list[Dialog] = field(default_factory=list)


@pytest.fixture
def small() -> Small:
    return Small()


@pytest.fixture
def make_small(make_stage, small):
    async def make(**setup: Any):
        router = Router()

        @router.message(Command("start"))
        async def start(message, dialog_manager) -> None:
            await dialog_manager.start(
                Main.first,
                mode=StartMode.RESET_STACK,
            )

        async def on_click(callback, button, manager) -> None:
            if small.click is not None:
                await small.click(manager)

        async def on_text(message, widget, manager) -> None:
            await on_click(message, widget, manager)

        async def on_result(start_data, result, manager) -> None:
            if small.result is not None:
                await small.result(result, manager)

        async def get_data(dialog_manager, **kwargs):
            return {"count": dialog_manager.dialog_data.get("count", 0)}

        small.dialogs = [
            Dialog(
                Window(
                    Format("first {count}"),
                    Button(Const("Click"), id="click", on_click=on_click),
                    Start(Const("Sub"), id="sub", state=Sub.only),
                    Start(Const("Root"), id="root", state=Root.only),
                    MessageInput(on_text),
                    state=Main.first,
                ),
                Window(Const("second"), state=Main.second),
                getter=get_data,
                on_process_result=on_result,
            ),
            Dialog(
                Window(Const("sub"), Cancel(result="r"), state=Sub.only),
            ),
            Dialog(
                Window(
                    Const("root"),
                    Button(Const("Root click"), id="root"),
                    state=Root.only,
                ),
                launch_mode=LaunchMode.ROOT,
            ),
        ]
        return await make_stage(router, *small.dialogs, **setup)

    return make


@pytest.fixture
async def stage(make_small, any_storage):
    stage = await make_small(storage=any_storage)
    await stage.says("/start")
    stage.new_calls()
    return stage
