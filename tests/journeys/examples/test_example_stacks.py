"""The example of several stacks: lists that live side by side."""

import pytest


@pytest.fixture
def dispatcher(load_example):
    return load_example("stacks").make_dispatcher()


def message_with(person, text):
    """Return the last message that has this text in it."""
    return [it for it in person.messages if text in (it.text or "")][-1]


async def test_conversation(telegram, golden_transcript, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.says("Bakery")
        await ann.says("Market")
        await ann.replies(message_with(ann, "📝 Bakery"), "Bread")
        await ann.replies(message_with(ann, "📝 Market"), "Plums")
        await ann.presses("☐ Bread", of=message_with(ann, "📝 Bakery"))
        await ann.presses("🗑 Throw away", of=message_with(ann, "📝 Bakery"))

        golden_transcript(ann.transcript())


async def test_group(telegram, golden_transcript, dispatcher):
    async with telegram.bot(dispatcher):
        ann, bob = telegram.group(
            "Friends",
            telegram.person("Ann"),
            telegram.person("Bob"),
        )
        await ann.says("/start")
        desk = ann.last_message
        await ann.replies(desk, "Mine")
        await ann.presses("👤 For me", of=desk)
        await ann.replies(desk, "Ours")
        await bob.replies(message_with(bob, "📝 Ours"), "Plums")
        await bob.presses("☐ Plums", of=message_with(bob, "📝 Ours"))
        await bob.presses("🗑 Throw away", of=message_with(bob, "📝 Mine"))
        await bob.presses("🗑 Throw away", of=message_with(bob, "📝 Ours"))

        golden_transcript(ann.transcript())
        (dialog,) = await ann.dialogs()
        assert list(dialog.dialog_data["titles"].values()) == ["Mine"]
        assert await bob.dialogs() == []


async def test_no_more_than_three(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        for title in ("One", "Two", "Three"):
            await ann.says(title)
        await ann.says("Four")
        assert "📝 Four" not in ann.transcript()
        assert "That is enough." in ann.last_message.text

        await ann.presses("🗑 Throw away", of=message_with(ann, "📝 Two"))
        await ann.says("Four")
        assert "📝 Four" in ann.last_message.text


async def test_list_outlives_its_desk(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.says("Market")
        desk = message_with(ann, "Write what")
        await ann.presses("Close the desk", of=desk)
        assert await ann.dialogs() == []

        await ann.replies(message_with(ann, "📝 Market"), "Plums")
        paper = message_with(ann, "📝 Market")
        assert "☐ Plums" in ann.screen()
        await ann.presses("🗑 Throw away", of=paper)
        assert message_with(ann, "📝 Market").inline_keyboard == []


async def test_other_desk_does_not_know_the_list(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.says("Market")
        await ann.says("/start")
        await ann.says("Bakery")
        await ann.presses("🗑 Throw away", of=message_with(ann, "📝 Market"))

        (desk,) = await ann.dialogs()
        assert list(desk.dialog_data["titles"].values()) == ["Bakery"]
