"""For an outdated dialog the default stack was loaded, not its own."""

from aiogram.filters import ExceptionTypeFilter

from aiogram_dialog.api.exceptions import OutdatedIntent


async def test_stack_of_the_outdated_dialog(stage, small):
    stacks = []

    @stage.dispatcher.error(ExceptionTypeFilter(OutdatedIntent))
    async def on_error(event, dialog_manager) -> None:
        stacks.append(dialog_manager.current_stack().id)

    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id, "other")
    await bg.start(small.main.first)
    await stage.quiet()
    old = stage.last_message()
    await bg.start(small.sub.only)
    await stage.quiet()

    await stage.presses("Click", of=old)

    assert stacks == ["other"]
