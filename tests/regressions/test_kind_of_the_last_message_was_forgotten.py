"""The kind and the protection of the last message were not stored."""

from aiogram.enums import ContentType

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.text import Const


async def test_both_are_stored(stage):
    record = stage.records()["aiogd:stack:"]

    assert record["content_type"] == ContentType.TEXT.value
    assert "has_protected_content" in record


async def test_both_are_read(make_stage, small, any_storage):
    dialog = Dialog(
        Window(
            Const("guarded"),
            protect_content=True,
            state=small.sub.only,
        ),
    )
    stage = await make_stage(dialog, storage=any_storage)
    stage.ann.says(stage.chat, "hello")
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    await bg.start(small.sub.only)
    await stage.quiet()

    async with bg.fg() as manager:
        stack = manager.current_stack()
        assert stack.content_type is ContentType.TEXT
        assert stack.has_protected_content is True
        stage.new_calls()
        await manager.show()

    found = [line.partition("(")[0] for line in stage.new_calls()]
    assert found == ["EditMessageText"]
