"""The bots of the README are run as they stand there."""

import re
from pathlib import Path

import pytest

from aiogram_dialog.emulator import World, connect, draw, feed

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture
def code() -> dict[str, object]:
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, str(README), "exec"), names)  # noqa: S102 - the page's own code
    return names


async def test_the_bot_of_the_readme(code):
    world = World()
    account = world.add_bot("tour_bot")
    ann = world.add_person("Ann")
    chat = world.private_chat(ann, account)
    bot = connect(world, account)
    dispatcher = code["make_dispatcher"]()

    ann.says(chat, "/start")
    await feed(dispatcher, bot, world)
    ann.presses(chat, "Next")
    await feed(dispatcher, bot, world)
    ann.presses(chat, "Back")
    await feed(dispatcher, bot, world)

    assert draw(world, chat).strip() == (
        "Ann: /start\n"
        "tour_bot sends m1\n"
        "  | Hello, Ann!\n"
        "  [Next]\n"
        "Ann presses [Next] of m1\n"
        "tour_bot edits m1\n"
        "  | That is all.\n"
        "  [Back] [Cancel]\n"
        "Ann presses [Back] of m1\n"
        "tour_bot edits m1\n"
        "  | Hello, Ann!\n"
        "  [Next]"
    )


async def test_the_reminder_of_the_readme(code, make_stage):
    stage = await make_stage(code["tour"])
    async with stage.bg_factory.bg(
        stage.bot,
        stage.ann.id,
        stage.ann.id,
    ).fg() as manager:
        stage.ann.says(stage.chat, "hello")
        await manager.start(code["Tour"].hello)

    for _ in range(2):
        await code["remind"](stage.bg_factory, stage.bot, stage.ann.id)

    (context,) = (
        record
        for key, record in stage.records().items()
        if key.startswith("aiogd:context")
    )
    assert context["dialog_data"] == {"reminded": True, "count": 2}
