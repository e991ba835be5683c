"""The example of a progress bar: whoever looks on, stops it, or leaves."""

import asyncio

import pytest


class Steps:
    """Be work that goes on when the test says so."""

    def __init__(self):
        self.queue = asyncio.Queue()
        self.is_broken_off = False

    async def __call__(self):
        try:
            while (percent := await self.queue.get()) is not None:
                yield percent
                # Whoever follows comes back when it is shown.
                self.queue.task_done()
        except asyncio.CancelledError:
            self.is_broken_off = True
            raise

    async def go_to(self, percent):
        self.queue.put_nowait(percent)
        await self.queue.join()


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def dispatcher(load_example, steps):
    return load_example("progress").make_dispatcher(steps)


@pytest.fixture
async def ann(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("Copy")
        yield ann


@pytest.fixture
def finish(steps, dispatcher):
    async def do():
        tasks = list(dispatcher["jobs"]._tasks.values())
        steps.queue.put_nowait(None)
        await asyncio.gather(*tasks)

    return do


async def test_conversation(ann, steps, finish, golden_transcript):
    await steps.go_to(40)
    await steps.go_to(70)
    await finish()
    await ann.presses("Close")

    golden_transcript(ann.transcript())


async def test_stop(ann, steps, dispatcher):
    await steps.go_to(40)
    await ann.presses("✋ Stop")

    assert ann.last_message.text == "Shall we copy all files?"
    assert ann.id not in dispatcher["jobs"]
    assert steps.is_broken_off

    await ann.presses("Copy")
    assert " 0%" in ann.last_message.text
    await steps.go_to(10)
    assert "10%" in ann.last_message.text


async def test_go_on_without_me(ann, steps, finish):
    await steps.go_to(40)
    await ann.presses("Go on without me")
    seen = ann.screen()
    await steps.go_to(70)
    assert ann.screen() == seen

    await finish()
    assert ann.last_message.text == "All files are copied, by the way."
    assert await ann.dialogs() == []


async def test_dialog_that_was_begun_anew(ann, steps, finish):
    await ann.says("/start")
    await steps.go_to(40)
    await ann.presses("Copy")
    assert "bot notifies Ann: The last files are still" in ann.transcript()
    assert ann.last_message.text == "Shall we copy all files?"

    await finish()
    await ann.presses("Copy")
    (dialog,) = await ann.dialogs()
    assert dialog.state == "Copying:working"
    assert dialog.dialog_data == {"percent": 0}


async def test_no_work_outlives_the_bot(telegram, dispatcher, steps):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("Copy")
        await steps.go_to(40)
        assert ann.id in dispatcher["jobs"]

    assert ann.id not in dispatcher["jobs"]
    assert steps.is_broken_off


async def test_work_of_the_example(load_example, monkeypatch):
    example = load_example("progress")
    slept = []

    async def sleep(seconds):
        slept.append(seconds)

    monkeypatch.setattr(example.asyncio, "sleep", sleep)
    percents = [percent async for percent in example.copy_files()]

    assert percents == [*range(0, 100, 10)]
    assert sum(slept) == 10
