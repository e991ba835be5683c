"""Whoever entered a dialog that cannot be entered waited for ever."""

import asyncio

import pytest

from aiogram_dialog.api.exceptions import OutdatedIntent


async def enter(bg) -> None:
    async with bg.fg():
        pass


async def test_entering_fails_at_once(stage, small):
    managers = []

    async def take(manager) -> None:
        managers.append(manager.bg())

    small.click = take
    await stage.presses("Click")
    await stage.presses("Sub")

    with pytest.raises(OutdatedIntent):
        await asyncio.wait_for(enter(managers[0]), 1)
