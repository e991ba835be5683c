import pytest

CHAT = 101
TOO_OLD = (
    "query is too old and response timeout expired or query ID is invalid"
)
EVERYONE = "message can't be deleted for everyone"
CANNOT = "message can't be deleted"


def test_delete(bench):
    mine, theirs = bench.send(), bench.ann.says(bench.chat, "x").id
    bench.updates()
    for number in (mine, theirs):
        where = {"chat_id": CHAT, "message_id": number}
        assert bench.ok("deleteMessage", **where) is True
        reason = "message to delete not found"
        assert bench.refused("deleteMessage", **where) == reason
    assert bench.world.messages(bench.chat) == []
    assert bench.updates() == []


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({}, "chat identifier is not specified"),
        ({"chat_id": CHAT}, "message identifier is not specified"),
        ({"chat_id": "x", "message_id": 1}, "chat not found"),
    ],
)
def test_delete_needs_an_address(bench, params, reason):
    assert bench.refused("deleteMessage", **params) == reason


def test_delete_has_a_period(bench):
    number = bench.send()
    bench.world.advance(48 * 3600 + 1)
    where = {"chat_id": CHAT, "message_id": number}
    assert bench.refused("deleteMessage", **where) == EVERYONE
    die = bench.ok("sendDice", chat_id=CHAT)["message_id"]
    where = {"chat_id": CHAT, "message_id": die}
    assert bench.refused("deleteMessage", **where) == EVERYONE
    bench.world.advance(24 * 3600)
    assert bench.ok("deleteMessage", **where)


def test_delete_in_groups(bench):
    world, ann = bench.world, bench.ann
    group = world.group("G", ann, bench.bot)
    theirs = ann.says(group, "x").id
    where = {"chat_id": group.id, "message_id": theirs}
    assert bench.refused("deleteMessage", **where) == EVERYONE
    forum = world.supergroup("S", ann, bench.bot)
    theirs = ann.says(forum, "x")
    where = {"chat_id": forum.id, "message_id": theirs.id}
    assert bench.refused("deleteMessage", **where) == CANNOT
    ann.promotes(forum, bench.bot.id)
    world.advance(3 * 86400)
    assert bench.ok("deleteMessage", **where)


def test_delete_several(bench):
    numbers = [bench.send(), bench.send(), 99]
    where = {"chat_id": CHAT, "message_ids": numbers}
    assert bench.ok("deleteMessages", **where)
    assert bench.world.messages(bench.chat) == []
    old = bench.send()
    bench.world.advance(3 * 86400)
    new = bench.send()
    where = {"chat_id": CHAT, "message_ids": [new, old]}
    assert bench.refused("deleteMessages", **where) == EVERYONE
    assert len(bench.world.messages(bench.chat)) == 2


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ([], "message identifiers are not specified"),
        ({}, "message identifiers are not specified"),
        ("{", "can't parse message identifiers"),
        ([0], "invalid message identifier specified"),
        (list(range(1, 102)), "too many message identifiers specified"),
    ],
)
def test_delete_several_refusals(bench, value, reason):
    refused = bench.refused("deleteMessages", chat_id=CHAT, message_ids=value)
    assert refused == reason


def test_delete_several_needs_a_chat(bench):
    refused = bench.refused("deleteMessages", message_ids=[1])
    assert refused == "chat identifier is not specified"


def test_deleting_unpins(bench):
    number = bench.send()
    bench.ok("pinChatMessage", chat_id=CHAT, message_id=number)
    bench.ok("deleteMessage", chat_id=CHAT, message_id=number)
    assert "pinned_message" not in bench.ok("getChat", chat_id=CHAT)


def press(bench, inline) -> str:
    bench.send(reply_markup=inline(["A"]))
    query_id: str = bench.ann.presses(bench.chat, "A")
    return query_id


def test_answer_once_and_in_time(bench, inline):
    query_id = press(bench, inline)
    method = "answerCallbackQuery"
    long = bench.refused(method, callback_query_id=query_id, text="x" * 201)
    assert long == "MESSAGE_TOO_LONG"
    assert bench.ok(method, callback_query_id=query_id, text="x" * 200)
    assert bench.refused(method, callback_query_id=query_id) == TOO_OLD
    late = press(bench, inline)
    bench.world.advance(15.1)
    assert bench.refused(method, callback_query_id=late) == TOO_OLD
    assert bench.refused(method, callback_query_id="?") == TOO_OLD


def test_answers_of_other_bots(bench, inline):
    query_id = press(bench, inline)
    other = bench.world.add_bot("other_bot")
    params = {"callback_query_id": query_id}
    answer = bench.world.call(other.token, "answerCallbackQuery", params)
    assert answer.as_json()["description"] == f"Bad Request: {TOO_OLD}"
