"""Where Telegram gave no file id, an empty one was kept and used later."""

from aiogram.enums import ContentType

from aiogram_dialog import Dialog, Window
from aiogram_dialog.context.media_storage import MediaIdStorage
from aiogram_dialog.widgets.media import StaticMedia


async def test_nothing_is_kept(make_stage, small):
    storage = MediaIdStorage()
    dialog = Dialog(
        Window(
            StaticMedia(url="🎲", type=ContentType.DICE),
            state=small.sub.only,
        ),
    )
    stage = await make_stage(dialog, media_id_storage=storage)
    stage.ann.says(stage.chat, "hello")
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)

    await bg.start(small.sub.only)
    await stage.quiet()

    assert stage.last_message().kind == "dice"
    assert not storage.cache
