"""``with bg.fg()``, as printed in many places, told of a protocol."""

import pytest

SAID = r"`async with ….fg\(\) as manager:`, not `with`"


async def test_of_a_background(stage):
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)

    with pytest.raises(TypeError, match=SAID), bg.fg():
        pass

    async with bg.fg() as manager:
        manager.dialog_data["count"] = 5
    assert await entered(bg) == 5


async def entered(bg):
    async with bg.fg() as manager:
        return manager.dialog_data["count"]


async def test_of_a_manager(stage, small):
    seen = []

    async def click(manager) -> None:
        with pytest.raises(TypeError, match=SAID), manager.fg():
            pass
        async with manager.fg() as same:
            seen.append(same is manager)

    small.click = click
    await stage.presses("Click")

    assert seen == [True]
