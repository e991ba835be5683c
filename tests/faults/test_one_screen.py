"""After any order of clicks, texts and commands one message has buttons.

It is the one that the stack names, and its buttons do what they say.
"""

import random

import pytest

from aiogram_dialog import ShowMode

BURSTS = 25
BURST = 12


@pytest.fixture
async def stage(make_stage, faulty_bot, keeping):
    stage = await make_stage(*faulty_bot.make_routers(), **keeping)
    stage.world.publish(faulty_bot.PICTURE, b"picture")
    await stage.says("/start")
    return stage


def live_messages(stage):
    return [
        message
        for message in stage.world.messages(stage.chat)
        if message.inline_keyboard
    ]


async def named_message(stage):
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    async with bg.fg() as manager:
        return manager.current_stack().last_message_id


async def act(stage, chance):
    """Let somebody press, say or change something, not waiting for it."""
    kind = chance.random()
    live = live_messages(stage)
    if kind < 0.2 or not live:
        stage.ann.says(stage.chat, chance.choice(["hello", "/start"]))
    elif kind < 0.3:
        bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
        mode = chance.choice([None, ShowMode.SEND, ShowMode.DELETE_AND_SEND])
        await bg.update({"seen": chance.random()}, show_mode=mode)
    else:
        message = chance.choice(live)
        row = chance.randrange(len(message.inline_keyboard))
        stage.ann.presses(stage.chat, (row, 0), of=message)


@pytest.mark.parametrize("seed", range(4))
async def test_bursts(stage, seed):
    chance = random.Random(seed)
    for _ in range(BURSTS):
        for _ in range(BURST):
            await act(stage, chance)
        await stage.settle_concurrently()

        live = live_messages(stage)
        if live:
            assert [it.id for it in live] == [await named_message(stage)]
        else:
            await stage.says("/start")
        [screen] = live_messages(stage)
        name, counted = screen.text.split()
        await stage.presses("Count", of=screen)
        [screen] = live_messages(stage)
        assert screen.text == f"{name} {int(counted) + 1}"
    assert not stage.held_locks()
