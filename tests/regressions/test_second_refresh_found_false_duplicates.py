"""Collecting dialogs twice reported each one as a duplicate of itself."""


async def test_start_up_after_the_first_update(stage):
    await stage.dispatcher.emit_startup(bot=stage.bot)
    await stage.dispatcher.emit_startup(bot=stage.bot)

    await stage.presses("Click")
    assert stage.new_calls()
