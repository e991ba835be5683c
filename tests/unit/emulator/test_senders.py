"""People who write in the name of a chat, as bots are told of them."""

import pytest

from aiogram_dialog.emulator import ImpossibleDeedError, draw, screen

GROUP_ANONYMOUS_BOT = 1087968824
CHANNEL_BOT = 136817688
TELEGRAM = 777000


@pytest.fixture
def group(bench):
    return bench.world.supergroup(
        "Club",
        bench.ann,
        bench.bob,
        admins=(bench.bot,),
    )


@pytest.fixture
def channel(bench):
    return bench.world.channel("News", bench.bob)


def test_anonymous_administrator(bench, group):
    bench.ann.in_name_of(group).says(group, "hello")

    ((kind, message),) = bench.updates()
    assert kind == "message"
    assert message["from"]["id"] == GROUP_ANONYMOUS_BOT
    assert message["from"]["is_bot"]
    assert message["sender_chat"]["id"] == message["chat"]["id"] == group.id
    assert draw(bench.world, group) == "Club: hello\n"


def test_channel_in_a_group(bench, group, channel):
    bench.bob.in_name_of(channel).says(group, "hello")

    ((_, message),) = bench.updates()
    assert message["from"]["id"] == CHANNEL_BOT
    assert message["sender_chat"] == {
        "id": channel.id,
        "type": "channel",
        "title": "News",
    }
    assert screen(bench.world, group, bench.ann).startswith("News ")


def test_a_press_is_the_persons_own(bench, group, inline):
    bench.send("menu", chat_id=group.id, reply_markup=inline(["A"]))
    bench.ann.in_name_of(group).presses(group, "A")

    ((kind, query),) = bench.updates()
    assert kind == "callback_query"
    assert query["from"]["id"] == bench.ann.id


def test_changes_of_membership(bench, group):
    """Telegram names no chat there, only the stand-in."""
    bench.ann.in_name_of(group).promotes(group, bench.bot)

    ((kind, change),) = bench.updates()
    assert kind == "my_chat_member"
    assert change["from"]["id"] == GROUP_ANONYMOUS_BOT


def test_only_administrators(bench, group):
    with pytest.raises(ImpossibleDeedError, match="no administrator"):
        bench.bob.in_name_of(group)


def test_only_where_they_are(bench, channel):
    elsewhere = bench.world.supergroup("Elsewhere", bench.ann)
    with pytest.raises(ImpossibleDeedError, match="is not in"):
        bench.bob.in_name_of(channel).says(elsewhere, "hello")


def test_own_messages_can_be_edited(bench, group):
    mask = bench.ann.in_name_of(group)
    message = mask.says(group, "hello")
    bench.updates()

    mask.edits(message, "bye")

    ((kind, edited),) = bench.updates()
    assert kind == "edited_message"
    assert edited["sender_chat"]["id"] == group.id


def test_forwards_name_the_chat(bench, group):
    message = bench.ann.in_name_of(group).says(group, "hello")

    forwarded = bench.ok(
        "forwardMessage",
        chat_id=bench.chat.id,
        from_chat_id=group.id,
        message_id=message.id,
    )

    origin = forwarded["forward_origin"]
    assert origin["type"] == "chat"
    assert origin["sender_chat"]["id"] == group.id


def test_posts_appear_in_the_discussion_group(bench, group, channel):
    bench.world.link_discussion(channel, group)
    post = bench.bob.says(channel, "news")

    ((kind, message),) = bench.updates()
    assert kind == "message"
    assert message["from"]["id"] == TELEGRAM
    assert message["sender_chat"]["id"] == channel.id
    assert message["is_automatic_forward"]
    assert message["forward_origin"]["message_id"] == post.id
    assert message["chat"]["id"] == group.id


def test_posts_of_bots_appear_there_too(bench, group):
    channel = bench.world.channel("News", bench.bob, admins=(bench.bot,))
    bench.world.link_discussion(channel, group)

    bench.send("news", chat_id=channel.id)

    assert draw(bench.world, group) == "News (forwarded): news\n"
