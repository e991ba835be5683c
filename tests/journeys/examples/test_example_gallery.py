"""Pictures with pages, each uploaded once."""

import zlib
from dataclasses import replace

import pytest

from aiogram_dialog.check import check


@pytest.fixture
def example(load_example):
    return load_example("gallery")


@pytest.fixture
def dispatcher(example):
    return example.make_dispatcher()


async def test_conversation(telegram, golden_transcript, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("🤍")
        await ann.presses("4")
        await ann.presses("🤍")
        await ann.presses("All I like")
        await ann.presses("« Pictures")
        await ann.presses("❤️")
        await ann.presses("1")
        await ann.presses("❤️")
        await ann.presses("Leave")

        golden_transcript(ann.transcript())


async def test_each_picture_is_uploaded_once(telegram, dispatcher, example):
    async with telegram.bot(dispatcher):
        for name in ("Ann", "Bob"):
            person = telegram.person(name)
            await person.says("/start")
            for page in "23412":
                await person.presses(page)

        assert len(telegram.fake.world.state.files) == len(example.PICTURES)


async def test_a_forged_page_is_the_last_one(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        message = ann.last_message
        button = message.inline_keyboard[0][1]
        data = button["callback_data"].removesuffix("1")
        forged = {"text": "forged", "callback_data": f"{data}99"}

        await ann.presses(
            "forged",
            of=replace(message, reply_markup={"inline_keyboard": [[forged]]}),
        )

        assert ann.last_message.text == "A winter night"


def test_a_picture_is_a_png(example):
    png = example.paint(example.PICTURES[0])

    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    start = png.index(b"IDAT") + 4
    size = int.from_bytes(png[start - 8 : start - 4], "big")
    pixels = zlib.decompress(png[start : start + size])
    assert len(pixels) == example.HEIGHT * (1 + 3 * example.WIDTH)
    assert pixels[1:4] == bytes(example.PICTURES[0].sky)


def test_check(dispatcher):
    findings = check(dispatcher, ignore=["AD802"])

    assert [str(finding) for finding in findings] == []


async def test_explore(explore, dispatcher):
    report = await explore(dispatcher)

    assert not report.findings, str(report)
