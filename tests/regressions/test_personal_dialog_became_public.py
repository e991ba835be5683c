"""A personal dialog of a group was for everybody after a restart by a click."""

import pytest

from aiogram_dialog import StartMode


@pytest.mark.parametrize("mode", ["reset", "root"])
async def test_somebody_else_clicks(stage, small, mode):
    async def restart(manager) -> None:
        if mode == "reset":
            await manager.start(
                small.main.first,
                mode=StartMode.RESET_STACK,
            )
        else:
            await manager.start(small.root.only)

    small.click = restart
    bob = stage.world.add_person("Bob")
    stage.chat = stage.world.supergroup(
        "Group",
        stage.ann,
        bob,
        admins=(stage.account,),
    )
    await stage.says("/start")
    await stage.presses("Click")
    stage.new_calls()

    (label, *_) = stage.last_message().inline_keyboard[0]
    bob.presses(stage.chat, label["text"])
    await stage.settle()

    assert stage.new_calls() == ["AnswerCallbackQuery"]
