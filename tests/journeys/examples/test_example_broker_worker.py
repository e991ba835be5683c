"""Jobs go through a real Redis, and their windows change."""

import asyncio
import sys

import pytest
from redis.asyncio import Redis

from aiogram_dialog.check import check


@pytest.fixture
def example(load_example, monkeypatch):
    example = load_example("broker_worker")
    submodules = {
        name.rpartition(".")[2]: module
        for name, module in sys.modules.items()
        if name.startswith(f"{example.__name__}.")
    }
    monkeypatch.setattr(submodules["worker"], "QUARTER", 0)
    monkeypatch.setattr(submodules["jobs"], "POLL", 10)
    yield submodules
    for name in submodules:
        del sys.modules[f"{example.__name__}.{name}"]


@pytest.fixture
def url(redis_port, redis):
    """Return the url of an empty Redis."""
    return f"redis://127.0.0.1:{redis_port}"


@pytest.fixture
def dispatcher(example, url):
    return example["worker"].make_dispatcher(url)


async def eventually(condition):
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.01)
    pytest.fail("this does not come")


def is_ready(ann, report):
    return f"{report} is ready" in ann.last_message.text


async def left(redis):
    return await redis.xlen("reports")


async def test_conversation(telegram, golden_transcript, dispatcher, redis):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("Sales")
        await eventually(lambda: is_ready(ann, "Sales"))
        await ann.presses("Close")
        await ann.presses("Stock")
        await eventually(lambda: is_ready(ann, "Stock"))

        golden_transcript(ann.transcript())
    assert await left(redis) == 0


async def test_two_at_once_beside_the_menu(telegram, dispatcher, example):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        bob = telegram.person("Bob")
        for person, report in ((ann, "Sales"), (bob, "Stock")):
            await person.says("/start")
            await person.presses(report)
        await eventually(lambda: is_ready(ann, "Sales"))
        await eventually(lambda: is_ready(bob, "Stock"))

        assert [it.state for it in await ann.dialogs()] == ["Menu:main"]


async def test_nobody_waits_for_a_report_any_more(
    telegram,
    dispatcher,
    example,
    redis,
    monkeypatch,
):
    goes_on = asyncio.Event()
    monkeypatch.setattr(example["worker"], "write_quarter", goes_on.wait)
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("Sales")
        await ann.presses("Stop")
        seen = ann.transcript()
        goes_on.set()

    assert ann.transcript() == seen
    assert await left(redis) == 0


async def test_a_job_that_has_failed_is_done_by_another_worker(
    telegram,
    example,
    url,
    redis,
    monkeypatch,
):
    dispatcher, factory = example["bot"].make_bot(Redis.from_url(url))
    async with telegram.bot(dispatcher) as bot:
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("Sales")
        dead = example["jobs"].Jobs(redis, "dead")
        await dead.open()
        with pytest.raises(ZeroDivisionError):
            async with dead.take() as job:
                raise ZeroDivisionError(job)
        assert await left(redis) == 1

        monkeypatch.setattr(example["jobs"], "ABANDONED", 0)
        stop = asyncio.Event()
        worker = asyncio.create_task(
            example["worker"].work(redis, bot, factory, stop),
        )
        await eventually(lambda: is_ready(ann, "Sales"))
        stop.set()
        await worker
    assert await left(redis) == 0


async def test_a_worker_survives_a_job(
    telegram,
    dispatcher,
    example,
    monkeypatch,
    caplog,
):
    fails = [True]

    async def write_quarter():
        if fails:
            fails.pop()
            raise ZeroDivisionError

    monkeypatch.setattr(example["worker"], "write_quarter", write_quarter)
    monkeypatch.setattr(example["worker"], "PAUSE", 0)
    monkeypatch.setattr(example["jobs"], "ABANDONED", 0)
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("Sales")
        await eventually(lambda: is_ready(ann, "Sales"))

    assert "A job has failed." in caplog.text


def test_check(dispatcher):
    # The worker goes to this window.
    findings = check(dispatcher, ignore=["AD301:Report:ready"])

    assert [str(finding) for finding in findings] == []
