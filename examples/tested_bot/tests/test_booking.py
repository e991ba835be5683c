"""What guests do, what they see, and what the restaurant gets."""

import pytest
from tested_bot.bot import Booking, make_dispatcher

from aiogram_dialog.test_tools import Telegram
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage
from aiogram_dialog.test_tools.transcripts import GoldenTranscripts


async def test_conversation(
    telegram: Telegram,
    golden_transcript: GoldenTranscripts,
) -> None:
    """Look just as it did when somebody has found it right."""
    async with telegram.bot(make_dispatcher()):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.says("Ann")
        await ann.says("many")
        await ann.says("3")
        await ann.presses("« No")
        await ann.says("4")
        await ann.presses("Book it")

        golden_transcript(ann.transcript())


async def test_what_the_restaurant_gets(telegram: Telegram) -> None:
    bookings: list[Booking] = []
    async with telegram.bot(make_dispatcher(bookings=bookings)):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.says("Ann")
        await ann.says("2")
        assert bookings == []

        await ann.presses("Book it")

        assert bookings == [Booking("Ann", 2)]
        assert await ann.dialogs() == []


@pytest.mark.parametrize("guests", ["0", "9", "-1", "many", "2.5", "9" * 4096])
async def test_guests_that_cannot_be(telegram: Telegram, guests: str) -> None:
    async with telegram.bot(make_dispatcher()):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.says("Ann")

        await ann.says(guests)

        texts = [message.text for message in ann.messages]
        assert "Please send a number from 1 to 8." in texts
        (dialog,) = await ann.dialogs()
        assert dialog.state == "Book:guests"


async def test_what_is_stored(telegram: Telegram) -> None:
    """Keep only what JSON can say: this storage refuses all else."""
    async with telegram.bot(make_dispatcher(storage=JsonMemoryStorage())):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.says("Ann")
        await ann.says("2")

        (dialog,) = await ann.dialogs()
        assert dialog.widget_data == {"name": "Ann", "guests": "2"}


async def test_guests_do_not_see_each_other(telegram: Telegram) -> None:
    async with telegram.bot(make_dispatcher()):
        ann, bob = telegram.person("Ann"), telegram.person("Bob")
        await ann.says("/start")
        await bob.says("/start")
        await ann.says("Ann")
        await bob.says("Bob")

        assert ann.last_message.text == "How many guests will come, Ann?"
        assert bob.last_message.text == "How many guests will come, Bob?"
