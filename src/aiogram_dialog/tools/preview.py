"""A picture of all windows of a bot, as a page of HTML."""

import asyncio
from collections.abc import Iterator, Mapping
from logging import getLogger
from pathlib import Path
from typing import Any

from aiogram import Dispatcher, Router
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog.api.protocols import DialogProtocol
from aiogram_dialog.emulator.bot_capture import capturing_bots
from aiogram_dialog.setup import collect_dialogs

from .fake_manager import FakeManager
from .input_view import render_input
from .keyboard_view import (
    create_button,
    render_inline_keyboard,
    render_reply_keyboard,
)
from .page import render_page
from .rendered import RenderButton, RenderDialog, RenderWindow
from .window_view import broken_window, create_photo, create_window

__all__ = [
    "FakeManager",
    "RenderButton",
    "RenderDialog",
    "RenderWindow",
    "create_button",
    "create_photo",
    "create_window",
    "render_dialog",
    "render_inline_keyboard",
    "render_input",
    "render_preview",
    "render_preview_content",
    "render_reply_keyboard",
]

logger = getLogger(__name__)


async def render_preview(
    router: Router,
    file: str | Path,
    simulate_events: bool = False,
) -> None:
    """Write the page of all dialogs of a router into a file.

    ``simulate_events``: click every button and send messages, to know
    where they lead to; the handlers of the bot are called for that.
    """
    content = await render_preview_content(router, simulate_events)
    await asyncio.to_thread(Path(file).write_text, content, encoding="utf-8")


async def render_preview_content(
    router: Router,
    simulate_events: bool = False,
) -> str:
    """Return the page of all dialogs of a router.

    ``simulate_events``: as of ``render_preview()``.
    """
    manager = FakeManager(_workflow_data(router))
    # Handlers may use a Bot of their own.
    with capturing_bots():
        dialogs = [
            await render_dialog(
                manager,
                dialog.states_group(),
                dialog,
                simulate_events,
            )
            for dialog in collect_dialogs(router)
        ]
    return render_page(dialogs)


async def render_dialog(
    manager: FakeManager,
    group: type[StatesGroup],
    dialog: DialogProtocol,
    simulate_events: bool,
) -> RenderDialog:
    """Return the windows of a dialog, in the order of the states group."""
    manager.set_dialog(dialog)
    windows = [
        await _render_window(manager, state, dialog, simulate_events)
        for state in _states(group, dialog)
    ]
    return RenderDialog(group.__qualname__, windows)


async def _render_window(
    manager: FakeManager,
    state: State,
    dialog: DialogProtocol,
    simulate_events: bool,
) -> RenderWindow:
    manager.reset_context()
    manager.set_state(state)
    try:
        message = await manager.show_raw()
        return await create_window(
            state,
            message,
            manager,
            dialog,
            simulate_events,
        )
    except Exception as error:
        logger.debug("%s cannot be rendered", state, exc_info=True)
        return broken_window(state, error)


def _states(
    group: type[StatesGroup],
    dialog: DialogProtocol,
) -> Iterator[State]:
    """Yield the states that have windows."""
    windows = dialog.states()
    yield from (state for state in group.__states__ if state in windows)
    yield from (state for state in windows if state not in group.__states__)


def _workflow_data(router: Router) -> Mapping[str, Any]:
    """Return what the dispatcher of a router hands to handlers."""
    root: Router | None = router
    while root is not None:
        if isinstance(root, Dispatcher):
            return {"dispatcher": root, **root.workflow_data}
        root = root.parent_router
    return {}
