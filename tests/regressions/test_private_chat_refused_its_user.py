"""In a private chat the access settings of a dialog were applied."""

from aiogram_dialog import AccessSettings


async def test_settings_for_somebody_else(stage, small):
    async with stage.bg_factory.bg(
        stage.bot,
        stage.ann.id,
        stage.ann.id,
    ).fg() as manager:
        await manager.start(
            small.sub.only,
            access_settings=AccessSettings([999]),
        )
    stage.new_calls()

    await stage.presses("Cancel")

    assert stage.last_message().content["text"] == "first 0"
