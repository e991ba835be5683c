"""What an error handler changed was stored after its lock was freed."""

import asyncio


async def test_changes_of_error_handlers_all_count(stage, small):
    async def fail(manager) -> None:
        raise ZeroDivisionError

    @stage.dispatcher.error()
    async def on_error(event, dialog_manager) -> None:
        count = dialog_manager.dialog_data.get("count", 0)
        await asyncio.sleep(0.001)
        dialog_manager.dialog_data["count"] = count + 1

    kept = stage.dispatcher.storage.set_data

    async def write_slowly(key, data) -> None:
        # Whoever does not wait for the lock reads before this is written.
        await asyncio.sleep(0.002)
        await kept(key, data)

    stage.dispatcher.storage.set_data = write_slowly
    small.click = fail
    for _ in range(20):
        stage.ann.presses(stage.chat, "Click")
    await stage.settle_concurrently()

    async with stage.bg_factory.bg(
        stage.bot,
        stage.ann.id,
        stage.ann.id,
    ).fg() as manager:
        assert manager.dialog_data["count"] == 20
