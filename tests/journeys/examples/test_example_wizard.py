"""The example of a wizard: answers are looked at, kept, and changed."""

import pytest


@pytest.fixture
def dispatcher(load_example):
    return load_example("wizard").make_dispatcher()


async def test_conversation(telegram, golden_transcript, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.says("Ann")
        await ann.says("twelve")
        await ann.says("33")
        await ann.says("ann@example.com")
        await ann.presses("« Back")
        await ann.presses("ann@example.com »")
        await ann.presses("10 km")
        await ann.presses("33 years")
        await ann.says("34")
        await ann.presses("✔ Sign up")
        await ann.presses("Close")

        golden_transcript(ann.transcript())
        assert await ann.dialogs() == []


@pytest.mark.parametrize(
    ("answers", "wrong", "why"),
    [
        ([], "x" * 41, "A name has 1 to 40 letters."),
        (["Ann"], "12.5", "Your age in years, please, like 33."),
        (["Ann"], "٣٣", "Your age in years, please, like 33."),
        (["Ann"], "15", "Runners are 16 or older."),
        (
            ["Ann", "33"],
            "ann at example.com",
            "That is no address. It looks like ann@example.com.",
        ),
    ],
)
async def test_wrong_answer(telegram, dispatcher, answers, wrong, why):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        for answer in answers:
            await ann.says(answer)
        question = ann.last_message.text
        (before,) = await ann.dialogs()

        await ann.says(wrong)

        (after,) = await ann.dialogs()
        assert [message.text for message in ann.messages[-2:]] == [
            f"⚠️ {why}",
            question,
        ]
        assert after.state == before.state
        assert after.dialog_data == before.dialog_data


async def test_answers_are_kept_on_the_way_back(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.says("  Ann   Lee ")
        await ann.says("33")
        await ann.presses("« Back")
        await ann.presses("« Back")
        assert ann.buttons() == [["Ann Lee »"]]

        await ann.presses("Ann Lee »")
        assert ann.buttons() == [["« Back", "33 »"]]


async def test_each_answer_can_be_changed_or_left(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        for answer in ("Ann", "33", "ann@example.com"):
            await ann.says(answer)
        await ann.presses("5 km")
        for button in ("Ann", "33 years", "ann@example.com", "5 km"):
            await ann.presses(button)
            await ann.presses("Leave it as it is")
        await ann.presses("5 km")
        assert ann.buttons()[0] == ["✓ 5 km", "10 km", "Marathon"]
        await ann.presses("Marathon")

        assert ann.buttons()[:4] == [
            ["Ann"],
            ["33 years"],
            ["ann@example.com"],
            ["Marathon"],
        ]
