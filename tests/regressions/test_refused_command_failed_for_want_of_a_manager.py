"""A background command that was refused ended in a TypeError."""

from aiogram_dialog import AccessSettings


async def test_it_is_told_in_the_log(stage, small, caplog):
    group = stage.world.supergroup("Group", stage.ann, stage.account)
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, group.id, "x")
    await bg.start(
        small.sub.only,
        access_settings=AccessSettings([stage.ann.id]),
    )
    await stage.quiet()

    await stage.bg_factory.bg(stage.bot, 999, group.id, "x").done()
    await stage.quiet()

    assert "DONE was refused" in caplog.text
    assert "TypeError" not in caplog.text
