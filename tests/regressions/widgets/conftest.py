"""A window with the widgets of a test, and a person before it."""

from contextlib import AsyncExitStack
from typing import Any

import pytest
from aiogram import Dispatcher
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, StartMode, Window, setup_dialogs
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage


class Main(StatesGroup):
    only = State()


@pytest.fixture
async def open_window(telegram):
    """Return what shows widgets to a person and returns the person."""
    async with AsyncExitStack() as exit_stack:

        async def open_window(
            *widgets: Any,
            state: dict[str, Any] | None = None,
            **window: Any,
        ) -> Any:
            dispatcher = Dispatcher(storage=JsonMemoryStorage())

            @dispatcher.message(CommandStart())
            async def start(message: Any, dialog_manager: Any) -> None:
                await dialog_manager.start(
                    Main.only,
                    mode=StartMode.RESET_STACK,
                )

            async def keep_state(data: Any, manager: Any) -> None:
                manager.current_context().widget_data.update(state or {})

            dispatcher.include_router(
                Dialog(
                    Window(*widgets, state=Main.only, **window),
                    on_start=keep_state,
                ),
            )
            setup_dialogs(dispatcher)
            await exit_stack.enter_async_context(telegram.bot(dispatcher))
            ann = telegram.person("Ann")
            await ann.says("/start")
            return ann

        yield open_window


@pytest.fixture
def only() -> State:
    return Main.only


@pytest.fixture
def forge():
    """Return what presses a button that was never there."""

    async def forge(ann: Any, data: str) -> None:
        message = ann.last_message
        markup = message.reply_markup["inline_keyboard"]
        button = next(
            it for row in markup for it in row if it.get("callback_data")
        )
        intent = button["callback_data"].partition("\x1d")[0]
        button["callback_data"] = f"{intent}\x1d{data}"
        await ann.presses(button["text"], of=message)

    return forge


@pytest.fixture
def kept():
    """Return what tells the widget data that is stored."""

    async def kept(ann: Any) -> dict[str, Any]:
        (dialog,) = await ann.dialogs()
        return dialog.widget_data

    return kept
