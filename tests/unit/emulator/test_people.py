from dataclasses import replace
from typing import Any

import pytest

from aiogram_dialog.emulator import (
    ChatRef,
    ImpossibleDeedError,
    NoSuchButtonError,
)


def button(text: str, **action: Any) -> dict[str, Any]:
    return {"text": text, **action}


def test_words(bench):
    ann, chat = bench.ann, bench.chat
    ann.starts(chat, "payload")
    ((kind, message),) = bench.updates()
    assert kind == "message"
    assert message["text"] == "/start payload"
    assert message["entities"] == [
        {"type": "bot_command", "offset": 0, "length": 6},
    ]
    assert message["from"]["language_code"] == "en"
    assert message["chat"]["id"] == message["from"]["id"] == ann.id
    number = bench.send("q")
    ann.replies(chat, number, "a")
    ((_, message),) = bench.updates()
    assert message["reply_to_message"]["text"] == "q"
    with pytest.raises(ImpossibleDeedError, match="is not in this chat"):
        ann.replies(chat, 99, "x")
    with pytest.raises(ImpossibleDeedError, match="empty text"):
        ann.says(chat, " ")


def test_media(bench):
    ann, chat = bench.ann, bench.chat
    ann.sends_photo(chat, "cap", file=b"abc")
    ann.sends_voice(chat, duration=3)
    ann.sends(chat, "video", has_spoiler=True, width=7)
    first, second = ann.sends_album(chat, ["photo", "video"], caption="c")
    photo, voice, video, one, two = [p for _, p in bench.updates()]
    assert [size["width"] for size in photo["photo"]] == [90, 1280]
    assert photo["caption"] == "cap"
    assert voice["voice"]["duration"] == 3
    assert (video["has_media_spoiler"], video["video"]["width"]) == (True, 7)
    assert one["media_group_id"] == two["media_group_id"]
    assert (one["caption"], "caption" in two) == ("c", False)
    assert (first.id + 1, first.album_id) == (second.id, second.album_id)


def test_edit(bench):
    ann, chat = bench.ann, bench.chat
    message = ann.says(chat, "a")
    bench.updates()
    ann.edits(message, "a")
    assert bench.updates() == []
    bench.world.advance(5)
    ann.edits(message, "b")
    ((kind, edited),) = bench.updates()
    assert (kind, edited["text"]) == ("edited_message", "b")
    assert edited["edit_date"] == edited["date"] + 5
    photo = ann.sends_photo(chat, "a")
    assert ann.edits(photo, "b").content["caption"] == "b"
    bench.send()
    with pytest.raises(ImpossibleDeedError, match="only their own"):
        ann.edits(bench.world.last_message(chat), "x")
    bench.world.advance(3 * 86400)
    with pytest.raises(ImpossibleDeedError, match="too old"):
        ann.edits(message, "c")


def test_press(bench, inline):
    ann, chat, world = bench.ann, bench.chat, bench.world
    bench.ann.says(chat, "q")
    bench.updates()
    number = bench.send(
        "one",
        reply_markup=inline(["A", "B"], ["C"]),
        reply_parameters={"message_id": 1},
    )
    query_id = ann.presses(chat, "B")
    ((kind, query),) = bench.updates()
    assert kind == "callback_query"
    assert (query["id"], query["data"]) == (query_id, "B")
    assert query["message"]["message_id"] == number
    assert query["message"]["reply_to_message"]["text"] == "q"
    assert ann.presses(chat, "A") != query_id
    ann.presses(chat, (1, 0))
    (_, first), (_, second) = bench.updates()
    assert second["data"] == "C"
    assert first["chat_instance"] == query["chat_instance"]
    assert world.state.queries[query_id].user_id == ann.id


def test_press_of_older_messages(bench, inline):
    ann, chat = bench.ann, bench.chat
    number = bench.send("one", reply_markup=inline(["A"]))
    old = bench.world.last_message(chat)
    bench.send("two", reply_markup=inline(["A", "B"]))
    where = {"chat_id": chat.id, "message_id": number}
    ann.presses(chat, "A", of=number)
    bench.ok("editMessageText", **where, text="new")
    ann.presses(chat, "A", of=old)
    bench.ok("deleteMessage", **where)
    ann.presses(chat, "A", of=old)
    current, changed, gone = [p["message"] for _, p in bench.updates()]
    assert current["text"] == "one"
    assert changed["text"] == "new"
    assert gone == {"chat": current["chat"], "message_id": number, "date": 0}
    with pytest.raises(ImpossibleDeedError, match="not in this chat"):
        ann.presses(chat, "A", of=number)


@pytest.mark.parametrize(
    ("pressed", "words"),
    [
        (
            "Nxt",
            "no button 'Nxt' here; there are 'Next'; did you mean 'Next'?",
        ),
        ((5, 5), "no button (5, 5) here; there are 'Next'"),
    ],
)
def test_missing_buttons(bench, inline, pressed, words):
    bench.send(reply_markup=inline(["Next"]))
    with pytest.raises(NoSuchButtonError) as caught:
        bench.ann.presses(bench.chat, pressed)
    assert str(caught.value) == words


def test_no_buttons_at_all(bench):
    words = "there are no buttons here"
    with pytest.raises(NoSuchButtonError, match=words):
        bench.ann.presses(bench.chat, "Next")
    with pytest.raises(NoSuchButtonError, match=words):
        bench.ann.taps(bench.chat, "Next")


def test_buttons_the_bot_does_not_hear_of(bench):
    row = [
        button("url", url="https://a.b"),
        button("copy", copy_text={"text": "x"}),
        button("off", disabled={}),
        button("game", callback_game={}),
    ]
    bench.send(reply_markup={"inline_keyboard": [row]})
    for label in ("url", "copy", "off"):
        assert bench.ann.presses(bench.chat, label) is None
    assert bench.updates() == []
    assert bench.ann.presses(bench.chat, "game")
    ((_, query),) = bench.updates()
    assert query["game_short_name"] == "game"


def test_taps(bench):
    ann, chat = bench.ann, bench.chat
    row = [
        button("Menu\u200b\u2060"),
        button("Phone", request_contact=True),
        button("Place", request_location=True),
        button("Users", request_users={"request_id": 1}),
        button("App", web_app={"url": "https://a.b"}),
    ]
    carrier = bench.send(reply_markup={"keyboard": [row]})
    ann.taps(chat, "Menu")
    ann.taps(chat, "Phone")
    ann.taps(chat, (0, 2))
    assert ann.taps(chat, "Users") is None
    shared = {"request_id": 1, "users": [{"user_id": 5}]}
    ann.taps(chat, "Users", gives={"users_shared": shared})
    data = {"data": "d", "button_text": "App"}
    ann.taps(chat, "App", gives={"web_app_data": data})
    menu, phone, place, users, app = [p for _, p in bench.updates()]
    assert menu["text"] == "Menu\u200b\u2060"
    assert "reply_to_message" not in menu
    assert phone["contact"]["user_id"] == ann.id
    assert phone["reply_to_message"]["message_id"] == carrier
    assert place["location"]
    assert users["users_shared"] == shared
    assert app["web_app_data"] == data
    bench.ok("deleteMessage", chat_id=chat.id, message_id=carrier)
    ann.taps(chat, "Phone")
    ((_, phone),) = bench.updates()
    assert "reply_to_message" not in phone
    with pytest.raises(NoSuchButtonError, match="did you mean 'Menu'"):
        ann.taps(chat, "Manu")


def test_taps_in_groups_reply_to_the_keyboard(bench):
    group = bench.world.group("G", bench.ann, bench.bot)
    number = bench.send(
        chat_id=group.id,
        reply_markup={"keyboard": [["A"]]},
    )
    bench.ann.taps(group, "A")
    ((_, tapped),) = bench.updates()
    assert tapped["reply_to_message"]["message_id"] == number


def test_blocking(bench):
    ann, chat = bench.ann, bench.chat
    ann.blocks(chat)
    with pytest.raises(ImpossibleDeedError, match="unblock it first"):
        ann.says(chat, "x")
    ann.unblocks(chat)
    ann.says(chat, "x")
    (_, blocked), (_, unblocked), (kind, _) = bench.updates()
    ann.blocks(bench.bot)
    assert bench.world.state.member(chat, ann.id).status == "kicked"
    for place in (bench.world.group("G", ann), bench.world.add_bot("b_bot")):
        with pytest.raises(ImpossibleDeedError, match="no private chat"):
            ann.blocks(place)
    assert blocked["new_chat_member"]["status"] == "kicked"
    assert blocked["new_chat_member"]["until_date"] == 0
    assert blocked["new_chat_member"]["user"]["id"] == bench.bot.id
    assert unblocked["old_chat_member"]["status"] == "kicked"
    assert unblocked["new_chat_member"]["status"] == "member"
    assert kind == "message"


def test_privacy_mode(bench):
    world, ann = bench.world, bench.ann
    nosy = world.add_bot("nosy_bot", privacy_mode=False)
    group = world.group("G", ann, bench.bot, nosy)
    number = bench.send(chat_id=group.id)
    texts = ["hi", "/a", "/b@quiz_bot", "/c@other_bot", "@quiz_bot hi"]
    for text in texts:
        ann.says(group, text)
    ann.replies(group, number, "reply")
    heard = [p["text"] for _, p in bench.updates()]
    assert heard == ["/a", "/b@quiz_bot", "reply"]
    assert [p["text"] for _, p in bench.updates(nosy)] == [*texts, "reply"]
    ann.promotes(group, bench.bot.id)
    bench.updates()
    ann.says(group, "hi")
    assert [p["text"] for _, p in bench.updates()] == ["hi"]


def test_coming_and_going(bench):
    world, ann, bob, bot = bench.world, bench.ann, bench.bob, bench.bot
    group = world.group("G", ann)
    ann.adds(group, bot)
    (kind, member), (_, service) = bench.updates()
    assert kind == "my_chat_member"
    assert member["old_chat_member"]["status"] == "left"
    assert member["new_chat_member"]["status"] == "member"
    assert service["new_chat_members"][0]["id"] == bot.id
    with pytest.raises(ImpossibleDeedError, match="Bob is not in 'G'"):
        bob.says(group, "x")
    with pytest.raises(ImpossibleDeedError, match="already"):
        ann.joins(group)
    bob.joins(group)
    bob.leaves(group)
    (_, joined), (_, left) = bench.updates()
    assert joined["new_chat_members"][0]["id"] == bob.id
    assert left["left_chat_member"]["id"] == bob.id
    bob.joins(group)
    with pytest.raises(ImpossibleDeedError, match="no administrator"):
        bob.removes(group, ann)
    bench.updates()
    ann.removes(group, bot.id)
    (kind, member), *rest = reversed(bench.updates())
    assert (kind, member["new_chat_member"]["status"]) == (
        "my_chat_member",
        "kicked",
    )
    assert rest[0][1]["left_chat_member"]["id"] == bot.id


def test_channels_have_no_service_messages(bench):
    channel = bench.world.channel("C", bench.ann, bench.bot)
    bench.bob.joins(channel)
    bench.bob.leaves(channel)
    assert bench.updates() == []
    bench.ann.says(channel, "post")
    ((kind, post),) = bench.updates()
    assert kind == "channel_post"
    assert "from" not in post


def test_join_requests(bench):
    world, ann, bob, bot = bench.world, bench.ann, bench.bob, bench.bot
    group = world.supergroup("S", ann, bot)
    bob.requests_to_join(group)
    assert bench.updates() == []
    ann.promotes(group, bot.id)
    bench.updates()
    bob.requests_to_join(group, bio="b")
    ((kind, request),) = bench.updates()
    assert (kind, request["user_chat_id"]) == ("chat_join_request", bob.id)
    bench.ok("getUpdates", allowed_updates=["chat_member"])
    where = {"chat_id": group.id, "user_id": bob.id}
    assert bench.ok("approveChatJoinRequest", **where)
    ((_, change),) = bench.updates()
    assert change["via_join_request"]
    assert bench.refused("approveChatJoinRequest", **where) == (
        "USER_ALREADY_PARTICIPANT"
    )
    cid = world.add_person("Cid")
    where = {"chat_id": group.id, "user_id": cid.id}
    assert bench.refused("declineChatJoinRequest", **where) == (
        "HIDE_REQUESTER_MISSING"
    )
    cid.requests_to_join(group)
    assert bench.ok("declineChatJoinRequest", **where)


def test_migration(bench):
    ann, world = bench.ann, bench.world
    group = world.group("G", ann, bench.bot)
    new = ann.upgrades(group)
    (_, old_chat), (_, new_chat) = bench.updates()
    assert old_chat["migrate_to_chat_id"] == new.id
    assert new_chat["migrate_from_chat_id"] == group.id
    assert new_chat["message_id"] == 1
    with pytest.raises(ImpossibleDeedError, match="only basic groups"):
        ann.upgrades(new)


def test_topics(bench):
    ann, world = bench.ann, bench.world
    forum = world.supergroup("F", ann, admins=(bench.bot,), is_forum=True)
    topic = ann.opens_topic(forum, "News")
    message = ann.says(forum, "x", thread_id=topic)
    (_, created), (_, said) = bench.updates()
    assert created["forum_topic_created"]["name"] == "News"
    assert created["message_id"] == topic
    assert said["message_thread_id"] == topic
    assert said["is_topic_message"]
    assert message.thread_id == topic
    assert world.topic(forum, "Quiet") == message.id + 1
    group = world.group("G", ann, bench.bot)
    with pytest.raises(ImpossibleDeedError, match="only forums"):
        ann.opens_topic(group, "x")


def test_votes(bench):
    ann, chat = bench.ann, bench.chat
    sent = bench.ok(
        "sendPoll",
        chat_id=chat.id,
        question="q",
        options=["a", "b"],
        is_anonymous=False,
    )
    message = bench.world.last_message(chat)
    ann.votes(message, 1)
    (_, answer), (_, poll) = bench.updates()
    assert answer["option_ids"] == [1]
    assert poll["total_voter_count"] == 1
    assert [o["voter_count"] for o in poll["options"]] == [0, 1]
    ann.votes(message)
    (_, answer), (_, poll) = bench.updates()
    assert (answer["option_ids"], poll["total_voter_count"]) == ([], 0)
    bench.ok("stopPoll", chat_id=chat.id, message_id=sent["message_id"])
    with pytest.raises(ImpossibleDeedError, match="closed"):
        ann.votes(message, 0)


def test_votes_in_polls_of_others(bench):
    poll = {
        "id": "1",
        "question": "q",
        "options": [{"text": "a", "persistent_id": "0", "voter_count": 0}],
        "is_closed": False,
        "is_anonymous": True,
        "total_voter_count": 0,
    }
    message = bench.ann.sends_content(bench.chat, "poll", poll)
    bench.updates()
    bench.ann.votes(message, 0)
    assert bench.updates() == []
    last = bench.world.last_message(bench.chat)
    assert last.content["poll"]["total_voter_count"] == 1
    where = {"chat_id": 101, "message_id": last.id}
    assert bench.refused("stopPoll", **where) == "poll can't be stopped"


def test_drafts_can_be_stopped_only_if_they_say_so(bench):
    bench.ok("sendMessageDraft", chat_id=101, draft_id=1, text="x")
    with pytest.raises(ImpossibleDeedError, match="no draft"):
        bench.ann.stops_draft(bench.chat, 1)


def test_inline_mode(bench, inline):
    world, ann, bob = bench.world, bench.ann, bench.bob
    with pytest.raises(ImpossibleDeedError, match="supports_inline=True"):
        ann.asks(bench.bot, "x")
    bot = world.add_bot("inline_bot", supports_inline=True)
    query_id = ann.asks(bot, "cats")
    ((kind, query),) = bench.updates(bot)
    assert (kind, query["query"]) == ("inline_query", "cats")
    results = [
        {
            "type": "article",
            "id": "1",
            "title": "t",
            "input_message_content": {"message_text": "meow"},
            "reply_markup": inline(["More"]),
        },
        {"type": "photo", "id": "2", "photo_url": "https://a.b/c.jpg"},
        {
            "type": "article",
            "id": "3",
            "title": "t",
            "input_message_content": {"latitude": 1, "longitude": 2},
        },
    ]
    account, bench.bot = bench.bot, bot
    method = "answerInlineQuery"
    assert bench.ok(method, inline_query_id=query_id, results=results)
    with pytest.raises(ImpossibleDeedError, match="'1', '2', '3'"):
        ann.picks(bench.chat, query_id, "9")
    chat: ChatRef = world.group("G", ann, bob)
    message = ann.picks(chat, query_id, "1")
    assert (message.text, message.via_bot) == ("meow", bot.id)
    ((kind, chosen),) = bench.updates(bot)
    assert (kind, chosen["result_id"]) == ("chosen_inline_result", "1")
    inline_id = chosen["inline_message_id"]
    bob.presses(chat, "More")
    ((_, pressed),) = bench.updates(bot)
    assert pressed["inline_message_id"] == inline_id
    assert "message" not in pressed
    edit = {"inline_message_id": inline_id}
    assert bench.ok("editMessageText", **edit, text="purr") is True
    assert bench.refused(
        "editMessageMedia",
        **edit,
        media={"type": "photo", "media": "attach://x"},
        x=b"x",
    ) == ("wrong file identifier/HTTP URL specified")
    ann.deletes(message, chat)
    gone = bench.refused("editMessageText", **edit, text="x")
    assert gone == "MESSAGE_ID_INVALID"
    photo = ann.picks(chat, query_id, "2")
    assert photo.kind == "photo"
    ((_, chosen),) = bench.updates(bot)
    assert "inline_message_id" not in chosen
    assert ann.picks(chat, query_id, "3").kind == "location"
    bench.bot = account
    too_old = (
        "query is too old and response timeout expired or query ID is invalid"
    )
    refused = bench.refused(method, inline_query_id=query_id, results=[])
    assert refused == too_old


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ("{", "can't parse inline query results JSON object"),
        ({}, "expected an Array of inline query results"),
        ([{"id": "1"}] * 51, "too many inline query results specified"),
        ([{}], "RESULT_ID_INVALID"),
    ],
)
def test_inline_refusals(bench, results, reason):
    assert bench.refused("answerInlineQuery", results=results) == reason


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        ({"type": "article"}, "MESSAGE_CONTENT_REQUIRED"),
        (
            {"type": "article", "input_message_content": {"message_text": ""}},
            "message text is empty",
        ),
        (
            {"type": "photo", "photo_url": "https://a.b/", "caption": "c"},
            None,
        ),
    ],
)
def test_inline_results(bench, result, reason):
    bot = bench.world.add_bot("inline_bot", supports_inline=True)
    query_id = bench.ann.asks(bot, "x")
    bench.bot = bot
    answer = bench.call(
        "answerInlineQuery",
        inline_query_id=query_id,
        results=[{"id": "1", **result}],
    )
    body = answer.as_json()
    assert body.get("description", "").removeprefix("Bad Request: ") == (
        reason or ""
    )


def test_guest_mode(bench):
    group = bench.world.group("G", bench.ann)
    query_id = bench.ann.asks_guest(group, bench.bot, "help")
    ((kind, message),) = bench.updates()
    assert kind == "guest_message"
    assert message["guest_query_id"] == query_id
    result = {"id": "1", "input_message_content": {"message_text": "here"}}
    method = "answerGuestQuery"
    assert bench.refused(method, guest_query_id=query_id, result="{") == (
        "can't parse result JSON object"
    )
    sent = bench.ok(method, guest_query_id=query_id, result=result)
    assert bench.world.last_message(group).text == "here"
    assert bench.ok("editMessageText", **sent, text="there") is True
    assert bench.refused(
        method,
        guest_query_id=query_id,
        result=result,
    ).startswith("query is too old")


def test_keyboards_below_messages_of_others(bench, inline):
    """A bot in the chat hears of presses below what it did not send."""
    markup = inline(["A"])
    message = bench.ann.says(bench.chat, "x")
    changed = replace(message, reply_markup=markup)
    bench.world.state.change_message(changed, bench.ann.id)
    assert bench.ann.presses(bench.chat, "A")
    group = bench.world.group("G", bench.ann)
    message = bench.ann.says(group, "x")
    changed = replace(message, reply_markup=markup)
    bench.world.state.change_message(changed, bench.ann.id)
    assert bench.ann.presses(group, "A") is None


def test_emoji_labels(bench, inline):
    family = "👩\u200d👧"
    bench.send(reply_markup=inline([f"{family}\u200d\u200b"]))
    assert bench.ann.presses(bench.chat, family)


def test_removed_reply_targets(bench):
    """A reply to a deleted message is not a reply to the bot any more."""
    group = bench.world.group("G", bench.ann, bench.bot)
    number = bench.send(chat_id=group.id)
    reply = bench.ann.replies(group, number, "x")
    bench.updates()
    bench.ok("deleteMessage", chat_id=group.id, message_id=number)
    bench.ann.edits(reply, "y")
    assert bench.updates() == []
