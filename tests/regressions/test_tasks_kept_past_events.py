"""A window whose update asks for the next one kept all past events alive."""

import asyncio
import gc
from collections import Counter

import pytest
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.text import Format

GENERATIONS = 5_000
WARM = 500


class Main(StatesGroup):
    only = State()


def count_objects():
    gc.collect()
    return Counter(type(it).__name__ for it in gc.get_objects())


async def by_update(manager, number):
    await manager.bg().update({"number": number})


async def by_task(manager, number):
    bg = manager.bg()

    async def go_on():
        await bg.update({"number": number})

    manager.middleware_data["tasks"].append(asyncio.create_task(go_on()))


async def by_foreground(manager, number):
    bg = manager.bg()

    async def go_on():
        async with bg.fg() as fg:
            fg.dialog_data["number"] = number
            await fg.show()

    manager.middleware_data["tasks"].append(asyncio.create_task(go_on()))


@pytest.mark.parametrize("go_on", [by_update, by_task, by_foreground])
async def test_objects_do_not_grow(make_stage, go_on):
    over = asyncio.Event()
    tasks = []
    counts = []
    number = 0

    async def getter(dialog_manager, **kwargs):
        nonlocal number
        number += 1
        del tasks[:-1]
        if number in {WARM, GENERATIONS}:
            counts.append(count_objects())
        if number < GENERATIONS:
            await go_on(dialog_manager, number)
        else:
            over.set()
        stage.world.state.journal.clear()
        return {"number": number}

    stage = await make_stage(
        Dialog(Window(Format("{number}"), state=Main.only, getter=getter)),
    )
    stage.dispatcher["tasks"] = tasks
    await stage.says("hello")
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    await bg.start(Main.only)
    await asyncio.wait_for(over.wait(), 60)
    await stage.quiet()

    first, last = counts
    grown = {
        name: last[name] - first[name]
        for name in last
        if last[name] - first[name] > GENERATIONS // 20
    }
    assert grown == {}
