"""A stage with one dialog on it."""

import pytest
from aiogram import Router
from aiogram.filters import Command

from aiogram_dialog import Dialog, StartMode


@pytest.fixture
def play(make_stage):
    """Return what opens a dialog of these windows for a person."""

    async def open_dialog(*windows, router=None, **setup):
        starter = Router()

        @starter.message(Command("start"))
        async def start(message, dialog_manager) -> None:
            await dialog_manager.start(
                windows[0].get_state(),
                mode=StartMode.RESET_STACK,
            )

        own = [router] if router else []
        stage = await make_stage(*own, starter, Dialog(*windows), **setup)
        stage.world.state.web["https://example.com/picture.jpg"] = b"picture"
        await stage.says("/start")
        return stage

    return open_dialog
