import pytest

NOT_ALLOWED = "BUSINESS_CONNECTION_NOT_ALLOWED"


@pytest.fixture
def shop(bench):
    """Ann's account is managed by the bot; Bob is a customer."""
    rights = frozenset({"can_reply", "can_read_messages"})
    bench.connection = bench.world.connect_business(
        bench.ann,
        bench.bot,
        rights,
    )
    bench.place = bench.world.business_chat(bench.ann, bench.bob)
    bench.where = {
        "business_connection_id": bench.connection.id,
        "chat_id": bench.bob.id,
    }
    return bench


def test_connection(shop):
    ((kind, payload),) = shop.updates()
    assert kind == "business_connection"
    assert payload["user"]["id"] == shop.ann.id
    assert payload["rights"] == {"can_reply": True, "can_read_messages": True}
    name = {"business_connection_id": shop.connection.id}
    assert shop.ok("getBusinessConnection", **name) == payload
    missing = "business connection not found"
    assert shop.refused("getBusinessConnection") == missing
    shop.world.disconnect_business(shop.connection)
    assert shop.refused("getBusinessConnection", **name) == missing
    refused = shop.refused("sendMessage", text="x", **shop.where)
    assert refused == missing
    shop.updates()
    shop.bob.says(shop.place, "x")
    assert shop.updates() == []


def test_messages(shop, inline):
    shop.updates()
    shop.bob.says(shop.place, "hello")
    ((kind, message),) = shop.updates()
    assert kind == "business_message"
    assert message["business_connection_id"] == shop.connection.id
    assert message["chat"]["id"] == message["from"]["id"] == shop.bob.id
    sent = shop.ok(
        "sendMessage",
        text="hi",
        reply_markup=inline(["A"]),
        **shop.where,
    )
    assert sent["from"]["id"] == shop.ann.id
    assert sent["sender_business_bot"]["id"] == shop.bot.id
    shop.bob.presses(shop.place, "A")
    ((_, query),) = shop.updates()
    shown = query["message"]["business_connection_id"]
    assert shown == shop.connection.id
    edited = shop.ok(
        "editMessageText",
        text="ho",
        message_id=sent["message_id"],
        **shop.where,
    )
    assert edited["text"] == "ho"
    old = shop.world.last_message(shop.place)
    shop.bob.deletes(message["message_id"], shop.place)
    ((kind, gone),) = shop.updates()
    assert kind == "deleted_business_messages"
    assert gone["message_ids"] == [message["message_id"]]
    assert old.text == "ho"


def test_press_below_a_deleted_message(shop, inline):
    shop.ok("sendMessage", text="x", reply_markup=inline(["A"]), **shop.where)
    message = shop.world.last_message(shop.place)
    shop.ann.deletes(message, shop.place)
    shop.updates()
    shop.bob.presses(shop.place, "A", of=message)
    ((_, query),) = shop.updates()
    assert query["message"]["date"] == 0
    shown = query["message"]["business_connection_id"]
    assert shown == shop.connection.id


def test_without_the_connection_the_customer_is_a_stranger(shop):
    assert shop.refused("sendMessage", chat_id=shop.bob.id, text="x") == (
        "chat not found"
    )
    refused = shop.refused(
        "sendMessage",
        text="x",
        business_connection_id=shop.connection.id,
        chat_id=999,
    )
    assert refused == "BUSINESS_PEER_INVALID"


def test_deleting_and_reading(shop):
    theirs = shop.bob.says(shop.place, "x").id
    own = shop.ok("sendMessage", text="x", **shop.where)["message_id"]
    name = {"business_connection_id": shop.connection.id}
    method = "deleteBusinessMessages"
    for number in (theirs, own):
        refused = shop.refused(method, **name, message_ids=[number])
        assert refused == NOT_ALLOWED
    read = "readBusinessMessage"
    assert shop.ok(read, **shop.where, message_id=theirs)
    refused = shop.refused(read, **shop.where, message_id=99)
    assert refused == "message not found"
    rights = frozenset({"can_delete_all_messages"})
    shop.world.disconnect_business(shop.connection)
    connection = shop.world.connect_business(shop.ann, shop.bot, rights)
    name = {"business_connection_id": connection.id}
    assert shop.refused(
        read,
        **name,
        chat_id=shop.bob.id,
        message_id=theirs,
    ) == (NOT_ALLOWED)
    assert shop.ok(method, **name, message_ids=[theirs, own, 99])
    assert shop.world.messages(shop.place) == []
