"""What the README says of aiogram itself is so, and its figures are known."""

import asyncio
import re
from pathlib import Path

import pytest
from aiogram import Dispatcher
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.scene import Scene, SceneRegistry, on
from aiogram.fsm.storage.memory import (
    DisabledEventIsolation,
    MemoryStorage,
    SimpleEventIsolation,
)

ROOT = Path(__file__).parents[2]


def rows_of(path: str) -> dict[str, list[str]]:
    """Return the rows of all tables of a page, by their first cells.

    Of rows that begin alike, like those of counts and of times, the first.
    """
    text = (ROOT / path).read_text("utf-8")
    rows = [
        [cell.strip(" *") for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    return {first: rest for first, *rest in reversed(rows)}


def test_figures_are_those_of_the_page():
    readme = rows_of("README.md")
    performance = rows_of("docs/performance.md")
    titles = {
        "A click, in opcodes of Python": "Click, small window (edit + answer)",
        "A click, in rounds to the storage": "click",
    }

    for told, measured in titles.items():
        new, old, _, by_hand, _ = readme[told]
        assert [new, old, by_hand] == performance[measured][:3]


def test_every_row_has_all_columns():
    rows = rows_of("README.md")

    assert {len(rest) for rest in rows.values()} == {5}
    assert len(rows) > 10


class SlowStorage(MemoryStorage):
    """Take a moment, as Redis does."""

    async def get_data(self, *args, **kwargs):
        data = await super().get_data(*args, **kwargs)
        await asyncio.sleep(0.01)
        return data


async def count(message, state: FSMContext) -> None:
    data = await state.get_data()
    await state.set_data({"count": data.get("count", 0) + 1})
    if message.text == "fail":
        raise RuntimeError("after something was written")


class Counting(Scene, state="counting"):
    @on.message()
    async def count(self, message, state: FSMContext) -> None:
        await count(message, state)


def with_handlers(dispatcher: Dispatcher) -> None:
    dispatcher.message.register(count)


def with_scenes(dispatcher: Dispatcher) -> None:
    dispatcher.message.register(Counting.as_handler(), Command("start"))
    SceneRegistry(dispatcher).add(Counting)


@pytest.fixture(params=[with_handlers, with_scenes])
def register(request):
    return request.param


async def data_of(dispatcher, ann):
    context = dispatcher.fsm.get_context(ann.bot, ann.chat_id, ann.id)
    return (await context.get_data()).get("count", 0)


@pytest.mark.parametrize(
    ("isolation", "counted"),
    [(SimpleEventIsolation, 2), (DisabledEventIsolation, 1)],
)
async def test_two_at_once(register, isolation, counted, telegram):
    dispatcher = Dispatcher(
        storage=SlowStorage(),
        events_isolation=isolation(),
    )
    register(dispatcher)
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        before = await data_of(dispatcher, ann)

        ann.person.says(ann.chat, "one")
        ann.person.says(ann.chat, "two")
        await telegram.settle(concurrently=True)

        assert await data_of(dispatcher, ann) - before == counted


async def test_a_handler_that_fails_leaves_what_it_has_written(
    register,
    telegram,
):
    dispatcher = Dispatcher()
    register(dispatcher)
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        before = await data_of(dispatcher, ann)

        with pytest.raises(RuntimeError):
            await ann.says("fail")

        assert await data_of(dispatcher, ann) - before == 1


def test_a_dispatcher_has_no_isolation_by_default():
    isolation = Dispatcher().fsm.events_isolation

    assert isinstance(isolation, DisabledEventIsolation)


def test_pages_named_there_exist():
    text = (ROOT / "README.md").read_text("utf-8")
    section = text.split("## How it compares")[1].split("\n## ")[0]
    links = re.findall(r"\]\(([\w./-]+)\)", section)

    assert len(links) == 3
    assert all((ROOT / link).exists() for link in links)
