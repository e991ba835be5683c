"""Marking a dialog closed where none is open ended in IndexError."""

import pytest

from aiogram_dialog.api.exceptions import NoContextError


async def test_it_is_told(stage, small):
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id, "empty")

    with pytest.raises(NoContextError, match="no open dialog"):
        async with bg.fg() as manager:
            await manager.mark_closed()
