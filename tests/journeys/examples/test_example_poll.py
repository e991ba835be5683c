"""The example of a poll: everybody votes, one may close it."""

import pytest

from aiogram_dialog import GROUP_STACK_ID


@pytest.fixture
def dispatcher(load_example):
    return load_example("poll").make_dispatcher()


@pytest.fixture
async def people(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        yield telegram.group(
            "Friends",
            telegram.person("Ann"),
            telegram.person("Bob"),
            telegram.person("Cy"),
        )


async def test_conversation(people, golden_transcript):
    ann, bob, cy = people
    await ann.says("/poll tea, coffee")
    await ann.presses("tea")
    await bob.presses("coffee")
    await cy.presses("coffee")
    await bob.presses("tea")
    await bob.presses("🏁 Close the poll")
    await ann.presses("🏁 Close the poll")

    golden_transcript(ann.transcript())
    assert await ann.dialogs(GROUP_STACK_ID) == []


async def test_everybody_has_one_vote(people):
    ann, bob, _ = people
    await ann.says("/poll tea, coffee")
    for person, option in [(ann, "tea"), (bob, "tea"), (ann, "coffee")]:
        await person.presses(option)

    assert ann.last_message.text == (
        "🗳 Ann asks you all:\ntea: 1\ncoffee: 1\nVotes: 2"
    )

    await ann.presses("coffee")
    assert ann.last_message.text.endswith("tea: 1\ncoffee: 0\nVotes: 1")


async def test_only_the_author_may_close_it(people):
    ann, bob, cy = people
    await bob.says("/poll tea, coffee")
    for name, person in (("Ann", ann), ("Cy", cy)):
        await person.presses("🏁 Close the poll")
        told = f"bot alerts {name}: Only Bob may close it."
        assert told in person.transcript()
        assert len(await ann.dialogs(GROUP_STACK_ID)) == 1

    await bob.presses("🏁 Close the poll")
    assert await ann.dialogs(GROUP_STACK_ID) == []
    assert ann.last_message.text.startswith("🏁 The poll of Bob is closed.")
    assert ann.buttons() == []


async def test_one_poll_after_the_other(people):
    ann, bob, _ = people
    await ann.says("/poll tea, coffee")
    await bob.presses("tea")
    await bob.says("/poll now, later")

    (poll,) = await ann.dialogs(GROUP_STACK_ID)
    assert poll.start_data["options"] == ["tea", "coffee"]
    assert poll.dialog_data["votes"] == {str(bob.id): 0}
    assert ann.last_message.text.startswith("🗳 Ann asks")

    await ann.presses("🏁 Close the poll")
    await bob.says("/poll now, later")
    (poll,) = await ann.dialogs(GROUP_STACK_ID)
    assert poll.start_data["options"] == ["now", "later"]
    assert ann.last_message.text.startswith("🗳 Bob asks")


@pytest.mark.parametrize("text", ["", " tea", " tea, ,tea", " , "])
async def test_poll_without_a_choice(people, text):
    ann, *_ = people
    await ann.says(f"/poll{text}")

    assert ann.last_message.text.startswith("Add me to a group")


async def test_long_and_many_options_are_cut(people):
    ann, *_ = people
    options = [f"{number}{'x' * 99}" for number in range(20)]
    await ann.says(f"/poll {', '.join(options)}")

    assert [row[0] for row in ann.buttons()[:-1]] == [
        option[:40] for option in options[:10]
    ]
