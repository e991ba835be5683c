"""In error handlers neither ``bg()`` nor new stacks worked."""

from aiogram_dialog import StartMode


async def test_both_work(stage, small):
    async def fail(manager) -> None:
        raise ZeroDivisionError

    @stage.dispatcher.error()
    async def on_error(event, dialog_manager) -> None:
        await dialog_manager.bg().update({"count": "bg"})
        await dialog_manager.start(small.sub.only, mode=StartMode.NEW_STACK)

    small.click = fail
    await stage.presses("Click")

    shown = [
        message.content.get("text")
        for message in stage.world.state.messages_in(stage.chat)
    ]
    assert shown == ["/start", "first bg", "sub"]
