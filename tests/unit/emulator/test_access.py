from typing import Any

import pytest

from aiogram_dialog.emulator import Refusal

CHAT = 101


def say(
    bench, chat_id: Any, method: str = "sendMessage", **params: Any
) -> str:
    answer = bench.call(method, chat_id=chat_id, text="x", **params)
    return answer.description if isinstance(answer, Refusal) else "ok"


@pytest.mark.parametrize(
    ("chat_id", "description"),
    [
        ("", "Bad Request: chat_id is empty"),
        (0, "Bad Request: chat not found"),
        (-5, "Bad Request: chat not found"),
        (555, "Bad Request: chat not found"),
        (102, "Bad Request: chat not found"),
        ("@ann", "Bad Request: chat not found"),
    ],
)
def test_unknown_chats(bench, chat_id, description):
    assert say(bench, chat_id) == description


def test_people_who_did_not_start_the_bot(bench):
    world, bob = bench.world, bench.bob
    initiate = "Forbidden: bot can't initiate conversation with a user"
    world.group("G", bob, bench.bot)
    assert say(bench, bob.id) == initiate
    assert say(bench, bob.id) == initiate
    bob.starts(world.private_chat(bob, bench.bot))
    assert say(bench, bob.id) == "ok"


def test_people_who_can_not_be_reached(bench):
    bench.ann.blocks(bench.chat)
    assert say(bench, CHAT) == "Forbidden: bot was blocked by the user"
    bench.ann.unblocks(bench.chat)
    bench.ann.deletes_account()
    assert say(bench, CHAT) == "Forbidden: user is deactivated"
    other = bench.world.add_bot("other_bot")
    bots = "Forbidden: the bot can't send messages to the bot"
    assert say(bench, other.id) == bots
    assert say(bench, bench.bot.id) == bots


def test_groups(bench):
    world, ann, bot = bench.world, bench.ann, bench.bot
    group = world.group("G", ann, bot)
    assert say(bench, group.id) == "ok"
    ann.removes(group, bot.id)
    assert (
        say(bench, group.id) == "Forbidden: bot was kicked from the group chat"
    )
    forum = world.supergroup("S", ann, username="Place")
    words = "Forbidden: bot is not a member of the supergroup chat"
    assert say(bench, forum.id) == words
    assert say(bench, "@place") == words
    assert say(bench, "@place", "getChat") == words


def test_deleted_groups(bench):
    group = bench.world.group("G", bench.ann, bench.bot)
    bench.world.delete_group(group)
    assert say(bench, group.id) == "Forbidden: the group chat was deleted"


def test_migration(bench):
    group = bench.world.group("G", bench.ann, bench.bot)
    new = bench.ann.upgrades(group)
    answer = bench.call("sendMessage", chat_id=group.id, text="x")
    assert answer == Refusal(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": new.id},
    )
    assert say(bench, new.id) == "ok"


def test_muted(bench):
    world, ann = bench.world, bench.ann
    group = world.group("G", ann, bench.bot)
    world.mute(group, "can_send_messages", "can_send_photos")
    words = "Bad Request: not enough rights to send {} to the chat"
    assert say(bench, group.id) == words.format("text messages")
    photo = bench.call("sendPhoto", chat_id=group.id, photo=b"x")
    assert photo.as_json()["description"] == words.format("photos")
    bench.ok("sendVideo", chat_id=group.id, video=b"x")
    ann.restricts(group, bench.bot.id, frozenset({"can_send_messages"}))
    assert bench.refused("sendDice", chat_id=group.id) == (
        "not enough rights to send stickers to the chat"
    )
    ann.promotes(group, bench.bot.id)
    assert say(bench, group.id) == "ok"


def test_channels(bench):
    world, ann = bench.world, bench.ann
    channel = world.channel("C", ann, bench.bot)
    assert say(bench, channel.id) == (
        "Bad Request: need administrator rights in the channel chat"
    )
    ann.promotes(channel, bench.bot.id)
    sent = bench.ok("sendMessage", chat_id=channel.id, text="x")
    assert "from" not in sent
    assert sent["sender_chat"]["title"] == "C"
    assert bench.refused(
        "sendMessage",
        chat_id=channel.id,
        text="x",
        reply_markup={"keyboard": [["A"]]},
    ) == ("inline keyboard expected")
    post = ann.says(channel, "post")
    edited = bench.ok(
        "editMessageText",
        chat_id=channel.id,
        message_id=post.id,
        text="better",
    )
    assert edited["text"] == "better"


@pytest.mark.parametrize(
    ("kind", "word"),
    [("voice", "voice"), ("video_note", "video")],
)
def test_people_who_bar_voice(bench, kind, word):
    bench.ann.bars_voice()
    method = {"voice": "sendVoice", "video_note": "sendVideoNote"}[kind]
    assert bench.refused(method, chat_id=CHAT, **{kind: b"x"}) == (
        f"user restricted receiving of {word} note messages"
    )


def test_topics(bench):
    world, ann = bench.world, bench.ann
    forum = world.supergroup("F", ann, bench.bot, is_forum=True)
    topic = ann.opens_topic(forum, "News")
    sent = bench.ok(
        "sendMessage",
        chat_id=forum.id,
        text="x",
        message_thread_id=topic,
    )
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (
        topic,
        True,
    )
    missing = "Bad Request: message thread not found"
    assert say(bench, forum.id, message_thread_id=99) == missing
    ann.closes_topic(forum, topic)
    assert (
        say(bench, forum.id, message_thread_id=topic)
        == "Bad Request: TOPIC_CLOSED"
    )
    group = world.group("G", ann, bench.bot)
    sent = bench.ok(
        "sendMessage",
        chat_id=group.id,
        text="x",
        message_thread_id=99,
    )
    assert "message_thread_id" not in sent


def test_tokens(bench):
    call = bench.world.call
    assert call("nonsense", "getMe", {}) == Refusal(
        401,
        "Unauthorized: invalid token specified",
    )
    unknown = Refusal(401, "Unauthorized")
    assert call("5:AA", "getMe", {}) == unknown
    assert call(f"{bench.bot.token}x", "getMe", {}) == unknown
    assert call(bench.bot.token, "dance", {}) == Refusal(
        404,
        "Not Found: method not found",
    )
    bench.ok("logOut")
    assert call(bench.bot.token, "getMe", {}) == Refusal(400, "Logged out")


def test_method_names_are_case_insensitive(bench):
    assert bench.ok("GETME") == bench.ok("getMe")
    assert bench.ok("close") is True
