"""A click read the dialog before it held the lock, so updates were lost."""

import asyncio


async def test_five_clicks_at_once(stage, small):
    async def count(manager) -> None:
        before = manager.dialog_data.get("count", 0)
        await asyncio.sleep(0.001)
        manager.dialog_data["count"] = before + 1

    small.click = count
    for _ in range(5):
        stage.ann.presses(stage.chat, "Click")
    await stage.settle_concurrently()

    assert stage.last_message().content["text"] == "first 5"
