import pytest

from aiogram_dialog.emulator import NoSuchButtonError, draw


@pytest.fixture
def group(bench):
    return bench.world.group("G", bench.ann, bench.bob, bench.bot)


def test_only_in_answer_to_a_press(bench, group, inline):
    bench.send(chat_id=group.id, reply_markup=inline(["A"]))
    query_id = bench.bob.presses(group, "A")
    secret = {
        "receiver_user_id": bench.bob.id,
        "callback_query_id": query_id,
    }
    params = {
        "chat_id": group.id,
        "text": "psst",
        "ephemeral_message_parameters": secret,
    }
    sent = bench.ok("sendMessage", **params, reply_markup=inline(["S"]))
    assert sent["message_id"] == 0
    assert sent["receiver_user"]["id"] == bench.bob.id
    assert [m.text for m in bench.world.messages(group)] == ["hi"]
    with pytest.raises(NoSuchButtonError):
        bench.ann.presses(group, "S")
    bench.updates()
    bench.bob.presses(group, "S")
    ((_, query),) = bench.updates()
    number = sent["ephemeral_message_id"]
    assert query["message"]["ephemeral_message_id"] == number
    bench.ok(
        "sendMessage",
        chat_id=group.id,
        text="again",
        receiver_user_id=bench.bob.id,
        reply_parameters={"ephemeral_message_id": number},
    )
    bench.world.advance(16)
    refused = bench.refused("sendMessage", **params)
    assert refused.startswith("ephemeral message must be sent in response")
    stranger = {"receiver_user_id": bench.bob.id}
    params["ephemeral_message_parameters"] = stranger
    assert bench.refused("sendMessage", **params) == refused
    assert draw(bench.world, group) == (
        "quiz_bot sends m1\n  | hi\n  [A]\n"
        "Bob presses [A] of m1\n"
        "quiz_bot sends m2 (for Bob alone)\n  | psst\n  [S]\n"
        "Bob presses [S] of m2\n"
        "quiz_bot sends m3 (for Bob alone)\n  | again\n"
    )


def test_administrators_write_to_anybody(bench, group):
    bench.ann.promotes(group, bench.bot.id)
    sent = bench.ok(
        "sendPhoto",
        chat_id=group.id,
        photo=b"x",
        receiver_user_id=bench.bob.id,
    )
    where = {
        "chat_id": group.id,
        "receiver_user_id": bench.bob.id,
        "ephemeral_message_id": sent["ephemeral_message_id"],
    }
    edit = "editEphemeralMessage"
    media = {"type": "video", "media": "attach://v"}
    assert bench.ok(f"{edit}Caption", **where, caption="c") is True
    assert bench.ok(f"{edit}Media", **where, media=media, v=b"x") is True
    url = {"text": "A", "url": "https://a.b"}
    markup = {"inline_keyboard": [[url]]}
    assert bench.ok(f"{edit}ReplyMarkup", **where, reply_markup=markup)
    refused = bench.refused(f"{edit}Text", **where, text="x")
    assert refused == "there is no text in the message to edit"
    assert bench.ok("deleteEphemeralMessage", **where) is True
    refused = bench.refused("deleteEphemeralMessage", **where)
    assert refused == "message to delete not found"
    refused = bench.refused(f"{edit}Caption", **where, caption="c")
    assert refused == "message to edit not found"
    refused = bench.refused("deleteMessage", chat_id=group.id, message_id=0)
    assert refused == "message identifier is not specified"


def test_refusals(bench, group):
    secret = {"receiver_user_id": bench.ann.id}
    assert bench.refused("sendMessage", chat_id=101, text="x", **secret) == (
        "ephemeral messages can be sent to groups only"
    )
    cid = bench.world.add_person("Cid")
    where = {"chat_id": group.id, "text": "x"}
    refused = bench.refused("sendMessage", **where, receiver_user_id=cid.id)
    assert refused == "receiver of the ephemeral message not found"
    refused = bench.refused(
        "sendMessage",
        **where,
        ephemeral_message_parameters="{",
    )
    assert refused == "can't parse ephemeral message parameters JSON object"
