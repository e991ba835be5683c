"""The example of a shop: what sub-dialogs give back."""

import pytest


@pytest.fixture
def dispatcher(load_example):
    return load_example("shop").make_dispatcher()


async def test_conversation(telegram, golden_transcript, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("🍰 Cake, 6 €")
        await ann.presses("+")
        await ann.presses("OK")
        await ann.presses("🧺 Basket, 12 €")
        await ann.presses("Check out")
        await ann.says("High Street 1")
        await ann.presses("Bye")

        golden_transcript(ann.transcript())
        assert await ann.dialogs() == []


async def basket_of(person):
    """Return the basket of the dialog at the bottom of the stack."""
    return (await person.dialogs())[0].dialog_data["basket"]


async def test_amounts_come_into_the_basket(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        assert await basket_of(ann) == {}

        await ann.presses("🍵 Tea, 4 €")
        await ann.presses("OK")
        await ann.presses("🍯 Honey, 9 €")
        await ann.presses("+")
        await ann.presses("OK")

        assert await basket_of(ann) == {"🍵 Tea": 1, "🍯 Honey": 2}


async def test_cancelled_card_changes_nothing(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("🍵 Tea, 4 €")
        await ann.presses("OK")
        await ann.presses("🍵 Tea, 4 €")
        await ann.presses("+")
        await ann.presses("Cancel")

        assert await basket_of(ann) == {"🍵 Tea": 1}


async def test_card_begins_with_what_is_in_the_basket(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("🍵 Tea, 4 €")
        for _ in range(2):
            await ann.presses("+")
        await ann.presses("OK")
        await ann.presses("🍵 Tea, 4 €")
        assert ann.buttons()[0] == ["-", "3", "+"]

        for _ in range(3):
            await ann.presses("-")
        await ann.presses("OK")
        assert await basket_of(ann) == {}
        assert ann.buttons()[-1] == ["🍯 Honey, 9 €"]


async def test_cancelled_checkout_keeps_the_basket(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("🍵 Tea, 4 €")
        await ann.presses("OK")
        await ann.presses("🧺 Basket, 4 €")
        await ann.presses("Check out")
        bottom, top = await ann.dialogs()
        assert top.start_data == {"total": 4}
        assert bottom.state == "Shop:basket"
        await ann.presses("Cancel")

        assert ann.last_message.text == "Your basket:\n1 × 🍵 Tea\nTotal: 4 €"


async def test_paid_basket_is_empty(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("🍵 Tea, 4 €")
        await ann.presses("OK")
        await ann.presses("🧺 Basket, 4 €")
        await ann.presses("Check out")
        await ann.says("High Street 1")
        await ann.presses("Something else")

        assert await basket_of(ann) == {}
