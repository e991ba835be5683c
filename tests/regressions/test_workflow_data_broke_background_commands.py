"""Workflow data named like an argument broke all background commands."""

import pytest


@pytest.mark.parametrize(
    "key",
    ["bot", "event_chat", "event_from_user", "event_thread_id"],
)
async def test_computed_values_win(stage, key):
    stage.dispatcher[key] = "mine"
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)

    async with bg.fg() as manager:
        assert manager.middleware_data[key] != "mine"
        assert manager.middleware_data["dispatcher"] is stage.dispatcher
    del stage.dispatcher[key]
