import pytest
from aiogram.types import Update

from aiogram_dialog.emulator import Ok, Refusal


def ids(bench, **params) -> list[int]:
    return [item["update_id"] for item in bench.ok("getUpdates", **params)]


def test_offset_confirms_what_lies_below(bench):
    for text in "abc":
        bench.ann.says(bench.chat, text)
    first, second, third = ids(bench)
    assert ids(bench, offset=0) == [first, second, third]
    assert ids(bench, limit=2) == [first, second]
    assert ids(bench, limit=1000) == [first, second, third]
    assert ids(bench, offset=second) == [second, third]
    assert ids(bench, offset=first) == [second, third]
    assert ids(bench, offset=third + 50) == [second, third]
    assert ids(bench, offset=-1) == [third]
    assert ids(bench, offset=third + 1) == []
    assert ids(bench, offset=-5) == []


def test_ids_grow_by_one(bench):
    for text in "abc":
        bench.ann.says(bench.chat, text)
    first, second, third = ids(bench)
    assert (second, third) == (first + 1, first + 2)


@pytest.mark.parametrize(
    ("allowed", "wanted"),
    [
        (None, True),
        ("{", True),
        ({}, True),
        ([], True),
        (["nonsense"], True),
        (["callback_query"], False),
        (["message", "callback_query"], True),
    ],
)
def test_allowed_updates(bench, allowed, wanted):
    params = {} if allowed is None else {"allowed_updates": allowed}
    bench.ok("getUpdates", **params)
    bench.ok("getUpdates")
    bench.ann.says(bench.chat, "x")
    assert bool(bench.updates()) == wanted


def test_some_kinds_come_on_demand_only(bench):
    message = bench.ann.says(bench.chat, "x")
    bench.updates()
    bench.ann.reacts(message, "❤")
    assert bench.updates() == []
    bench.ok("getUpdates", allowed_updates=["message_reaction"])
    bench.ann.reacts(message, "❤")
    bench.ann.reacts(message)
    ((kind, payload),) = bench.updates()
    assert kind == "message_reaction"
    assert payload["old_reaction"] == [{"type": "emoji", "emoji": "❤"}]
    assert payload["new_reaction"] == []


@pytest.mark.parametrize(
    ("seconds", "left"),
    [(149, 2), (151, 1), (86399, 1), (86401, 0)],
)
def test_updates_grow_old(bench, inline, seconds, left):
    bench.send(reply_markup=inline(["A"]))
    bench.ann.presses(bench.chat, "A")
    bench.ann.says(bench.chat, "x")
    bench.world.advance(seconds)
    assert len(bench.world.pending(bench.bot)) == left


def test_webhook(bench):
    url = "https://example.com/hook"
    bench.ann.says(bench.chat, "x")
    answer = bench.call("setWebhook", url=url, allowed_updates=["message"])
    assert answer == Ok(True, "Webhook was set")
    assert answer.as_json()["description"] == "Webhook was set"
    assert bench.call("getUpdates") == Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use "
        "deleteWebhook to delete the webhook first",
    )
    assert bench.ok("getWebhookInfo") == {
        "url": url,
        "has_custom_certificate": False,
        "pending_update_count": 1,
        "ip_address": "127.0.0.1",
        "max_connections": 40,
        "allowed_updates": ["message"],
    }
    again = bench.call("setWebhook", url=url, drop_pending_updates=True)
    assert again == Ok(True, "Webhook is already set")
    assert bench.updates() == []
    assert bench.call("setWebhook") == Ok(True, "Webhook was deleted")
    assert bench.call("deleteWebhook") == Ok(
        True,
        "Webhook is already deleted",
    )
    assert bench.ok("getWebhookInfo")["url"] == ""


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"url": "nonsense"}, "invalid webhook URL specified"),
        ({"url": "https://[x"}, "invalid webhook URL specified"),
        (
            {"url": "http://example.com"},
            "bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            {"url": "http://localhost/", "secret_token": "x" * 257},
            "secret token is too long",
        ),
        (
            {"url": "http://127.0.0.1/", "secret_token": "?"},
            "secret token contains unallowed characters",
        ),
    ],
)
def test_webhook_refusals(bench, params, reason):
    assert bench.refused("setWebhook", **params) == reason


def test_every_queued_update_is_an_update_of_aiogram(bench, inline):
    ann, bob, chat, world = bench.ann, bench.bob, bench.chat, bench.world
    everything = [name for name in Update.model_fields if name != "update_id"]
    bench.ok("getUpdates", allowed_updates=everything)
    for kind in (
        "photo",
        "video",
        "animation",
        "audio",
        "document",
        "voice",
        "video_note",
        "sticker",
        "live_photo",
    ):
        ann.sends(chat, kind, caption="c")
    ann.sends_album(chat, ["photo", "video"], caption="c")
    ann.sends_contact(chat)
    ann.sends_location(chat)
    ann.rolls(chat)
    ann.edits(ann.says(chat, "a"), "b")
    bench.send(reply_markup=inline(["A"]))
    ann.presses(chat, "A")
    ann.blocks(chat)
    ann.unblocks(chat)
    group = world.group("G", ann, bob, admins=(bench.bot,))
    ann.pins(ann.says(group, "/x"))
    ann.renames(group, "H")
    bob.leaves(group)
    bob.requests_to_join(group, bio="b")
    ann.adds(group, bob)
    ann.upgrades(group)
    channel = world.channel("C", ann, admins=(bench.bot,))
    ann.edits(ann.says(channel, "post"), "better")
    connection = world.connect_business(ann, bench.bot)
    shop = world.business_chat(ann, bob)
    bob.edits(bob.says(shop, "a"), "b")
    world.disconnect_business(connection)
    poll = bench.ok(
        "sendPoll",
        chat_id=chat.id,
        question="q",
        options=["a", "b"],
        is_anonymous=False,
    )
    message = world.state.messages[chat, poll["message_id"]]
    ann.votes(message, 1)
    ann.reacts(message, "❤")
    kinds = set()
    for update in world.pending(bench.bot):
        parsed = Update.model_validate(update.as_json())
        assert parsed.event_type == update.kind
        kinds.add(update.kind)
    assert kinds == {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "message_reaction",
        "callback_query",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
    }
