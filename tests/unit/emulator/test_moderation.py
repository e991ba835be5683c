import pytest

NO_RIGHT = "not enough rights to restrict/unrestrict chat member"


@pytest.fixture
def club(bench):
    world = bench.world
    bench.place = world.supergroup(
        "S",
        bench.ann,
        bench.bob,
        admins=(bench.bot,),
        is_forum=True,
    )
    bench.where = {"chat_id": bench.place.id, "user_id": bench.bob.id}
    return bench


def status(bench) -> str:
    found: str = bench.world.state.member(bench.place, bench.bob.id).status
    return found


def test_ban_and_unban(club):
    assert club.ok("banChatMember", **club.where, until_date=5)
    assert status(club) == "kicked"
    ((_, service),) = club.updates()
    assert service["left_chat_member"]["id"] == club.bob.id
    assert club.ok("banChatMember", **club.where)
    assert club.updates() == []
    assert club.ok("unbanChatMember", **club.where)
    assert status(club) == "left"
    club.bob.joins(club.place)
    assert club.ok("unbanChatMember", **club.where, only_if_banned=True)
    assert status(club) == "member"
    assert club.ok("unbanChatMember", **club.where)
    assert status(club) == "left"


def test_restrict_and_promote(club):
    permissions = {"can_send_messages": True, "can_send_polls": False}
    method = "restrictChatMember"
    assert club.ok(method, **club.where, permissions=permissions)
    shown = club.ok("getChatMember", **club.where)
    assert (shown["can_send_messages"], shown["can_send_polls"]) == (
        True,
        False,
    )
    promote = "promoteChatMember"
    assert club.ok(promote, **club.where, can_pin_messages=True)
    shown = club.ok("getChatMember", **club.where)
    assert shown["can_pin_messages"]
    assert not shown["can_change_info"]
    assert club.ok(promote, **club.where)
    assert status(club) == "member"
    refused = club.refused(method, **club.where, permissions="{")
    assert refused == "can't parse permissions JSON object"
    refused = club.refused(method, **club.where, permissions=[1])
    assert refused == "object expected as permissions"


def test_refusals(club):
    method = "banChatMember"
    refused = club.refused(method, chat_id=101, user_id=1)
    assert refused == "method is available only for groups and channels"
    place = club.place.id
    assert club.refused(method, chat_id=place, user_id=999) == "user not found"
    assert club.refused(method, chat_id=place, user_id=club.ann.id) == (
        "can't remove chat owner"
    )
    club.ann.promotes(club.place, club.bot.id, frozenset())
    assert club.refused(method, **club.where) == NO_RIGHT


def test_leaving(club):
    assert club.ok("leaveChat", chat_id=club.place.id)
    words = "Forbidden: bot is not a member of the supergroup chat"
    refused = club.refused("leaveChat", chat_id=club.place.id)
    assert refused == words
    assert club.refused("leaveChat", chat_id=101) == (
        "chat member status can't be changed in private chats"
    )
    assert club.updates() == []


def test_title(club):
    method = "setChatTitle"
    where = {"chat_id": club.place.id}
    assert club.ok(method, **where, title="T")
    ((_, service),) = club.updates()
    assert service["new_chat_title"] == service["chat"]["title"] == "T"
    assert club.refused(method, **where) == "title must be non-empty"
    assert club.refused(method, chat_id=101, title="T") == (
        "can't change title of a private chat"
    )
    channel = club.world.channel("C", club.ann, admins=(club.bot,))
    assert club.ok(method, chat_id=channel.id, title="D")
    assert club.updates() == []


def test_topics(club):
    where = {"chat_id": club.place.id}
    refused = club.refused("createForumTopic", **where)
    assert refused == "topic name must be non-empty"
    topic = club.ok("createForumTopic", **where, name="News")
    thread = {**where, "message_thread_id": topic["message_thread_id"]}
    sent = club.ok("sendMessage", **thread, text="x")
    assert club.ok("editForumTopic", **thread, name="Olds")
    assert club.ok("closeForumTopic", **thread)
    assert club.refused("closeForumTopic", **thread) == "TOPIC_NOT_MODIFIED"
    refused = club.refused("sendMessage", **thread, text="x")
    assert refused == "TOPIC_CLOSED"
    assert club.ok("reopenForumTopic", **thread)
    kinds = [
        name
        for _, payload in club.updates()
        for name in payload
        if name.startswith("forum_topic")
    ]
    assert kinds == [
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
    ]
    assert club.ok("deleteForumTopic", **thread)
    assert sent["message_id"] not in {
        message.id for message in club.world.messages(club.place)
    }
    refused = club.refused("closeForumTopic", **thread)
    assert refused == "message thread not found"
    group = club.world.group("G", club.ann, club.bot)
    assert club.refused("createForumTopic", chat_id=group.id, name="x") == (
        "the chat is not a forum"
    )


def test_topics_in_private_chats(bench):
    bot = bench.world.add_bot("topic_bot", has_topics=True)
    chat = bench.world.private_chat(bench.ann, bot, started=True)
    bench.bot = bot
    topic = bench.ok("createForumTopic", chat_id=chat.id, name="News")
    sent = bench.ok(
        "sendMessage",
        chat_id=chat.id,
        text="x",
        message_thread_id=topic["message_thread_id"],
    )
    assert sent["is_topic_message"]
