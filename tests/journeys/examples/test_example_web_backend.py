"""A kitchen tells by HTTP how an order goes."""

import asyncio
from io import BytesIO

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import unused_port

from aiogram_dialog.check import check

KITCHEN = {"Authorization": "Bearer let-me-in"}


@pytest.fixture
def port():
    return unused_port()


@pytest.fixture
def dispatcher(load_example, port):
    return load_example("web_backend").make_dispatcher(port)


@pytest.fixture
async def kitchen(port):
    async with ClientSession(f"http://127.0.0.1:{port}") as session:
        yield session


async def post(kitchen, status, number=1, headers=KITCHEN):
    async with kitchen.post(
        f"/orders/{number}",
        data={"status": status},
        headers=headers,
    ) as response:
        return response.status


async def test_conversation(telegram, golden_transcript, dispatcher, kitchen):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("Pizza")
        for status in ("cooking", "coming"):
            assert await post(kitchen, status) == 200
            await telegram.settle()
        await ann.presses("« Menu")
        # The menu is open: the news come on top of it.
        assert await post(kitchen, "delivered") == 200
        await telegram.settle()
        await ann.presses("« Menu")

        golden_transcript(ann.transcript())


async def test_news_come_to_whom_they_belong(telegram, dispatcher, kitchen):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        bob = telegram.person("Bob")
        for person, dish in ((ann, "Pizza"), (bob, "Soup")):
            await person.says("/start")
            await person.presses(dish)

        await post(kitchen, "coming", number=2)
        await telegram.settle()

        assert "The kitchen has got it" in ann.last_message.text
        assert "It is on the way" in bob.last_message.text
        assert [it.state for it in await bob.dialogs()] == [
            "Menu:main",
            "Delivery:status",
        ]


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"headers": {}}, 401),
        ({"headers": {"Authorization": "Bearer é"}}, 401),
        ({"number": 7}, 404),
        ({"number": "one"}, 404),
        ({"number": "9" * 5000}, 404),
        ({"status": "burnt"}, 400),
        ({"status": BytesIO(b"cooking")}, 400),
    ],
)
async def test_what_is_refused(
    telegram,
    dispatcher,
    kitchen,
    request_,
    expected,
):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("Pizza")
        seen = ann.transcript()

        assert await post(kitchen, **{"status": "coming"} | request_) == (
            expected
        )
        await telegram.settle()

        assert ann.transcript() == seen


async def test_the_port_is_free_afterwards(
    telegram, dispatcher, kitchen, port
):
    async with telegram.bot(dispatcher):
        assert await post(kitchen, "cooking") == 404
    with pytest.raises(OSError, match="Connect call failed"):
        await asyncio.open_connection("127.0.0.1", port)


def test_check(dispatcher):
    findings = check(dispatcher, ignore=["AD802"])

    assert [str(finding) for finding in findings] == []


async def test_explore(explore, dispatcher):
    report = await explore(dispatcher)

    assert not report.findings, str(report)
