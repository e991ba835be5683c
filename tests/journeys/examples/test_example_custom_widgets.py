"""The bot with widgets of its own, and the page that explains them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from aiogram_dialog.check import check

PAGE = Path(__file__).parents[3] / "docs" / "guide" / "custom-widgets.md"


@pytest.fixture
def dispatcher(load_example):
    return load_example("custom_widgets").make_dispatcher()


async def test_conversation(telegram, golden_transcript, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.says("It was soup")
        await ann.sends("photo", name="soup.jpg")
        await ann.presses((0, 3))
        await ann.presses((0, 0))
        await ann.presses("Done")
        (dialog,) = await ann.dialogs()
        assert dialog.widget_data["stars"] == 1
        await ann.presses("Close")

        golden_transcript(ann.transcript())


async def test_without_a_photo(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("I have no photo")

        assert ann.last_message.text == "How was it?"
        assert ann.buttons() == [["☆"] * 5, ["Another photo"]]


@pytest.mark.parametrize("stars", ["0", "6", "many", "", "٣"])
async def test_forged_stars_are_not_counted(telegram, dispatcher, stars):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("I have no photo")
        message = ann.last_message
        (button, *_), *_ = message.inline_keyboard
        data = button["callback_data"].removesuffix("1")
        forged = {"text": "forged", "callback_data": f"{data}{stars}"}

        await ann.presses(
            "forged",
            of=replace(message, reply_markup={"inline_keyboard": [[forged]]}),
        )

        (dialog,) = await ann.dialogs()
        assert dialog.widget_data["stars"] == 0


def test_check(dispatcher):
    findings = check(dispatcher, ignore=["AD802"])

    assert [str(finding) for finding in findings] == []


async def test_explore(explore, dispatcher):
    report = await explore(dispatcher)

    assert not report.findings, str(report)


async def test_tests_of_the_page_pass(telegram):
    names = {}
    page = PAGE.read_text("utf-8")
    for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL):
        exec(compile(block, str(PAGE), "exec"), names)  # noqa: S102 - the page's own code
    tests = [names[name] for name in names if name.startswith("test_")]

    for test in tests:
        await test(telegram)
    assert len(tests) == 2
