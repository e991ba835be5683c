from dataclasses import replace
from typing import Any

import pytest

CHAT = 101
POINT = {"latitude": 1.5, "longitude": 2.5}


def test_text(bench, inline):
    sent = bench.ok(
        "sendMessage",
        chat_id=CHAT,
        text="Hello",
        reply_markup=inline(["Yes", "No"]),
        protect_content=True,
        link_preview_options={"is_disabled": True},
    )
    assert sent == {
        "message_id": 1,
        "from": {
            "id": bench.bot.id,
            "is_bot": True,
            "first_name": "quiz_bot",
            "username": "quiz_bot",
        },
        "chat": {
            "id": CHAT,
            "type": "private",
            "first_name": "Ann",
            "username": "ann",
        },
        "date": 1767225600,
        "has_protected_content": True,
        "text": "Hello",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": inline(["Yes", "No"]),
    }
    assert bench.updates() == []


def test_ids_grow_per_chat(bench):
    assert [bench.send(), bench.send()] == [1, 2]
    other = bench.world.private_chat(bench.bob, bench.bot, started=True)
    assert bench.send(chat_id=other.id) == 1


def test_only_inline_keyboards_are_returned(bench):
    for markup in (
        {"keyboard": [["A"]]},
        {"remove_keyboard": True},
        {"force_reply": True},
        {"inline_keyboard": []},
    ):
        sent = bench.ok(
            "sendMessage",
            chat_id=CHAT,
            text="x",
            reply_markup=markup,
        )
        assert "reply_markup" not in sent


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("sendPhoto", "photo"),
        ("sendVideo", "video"),
        ("sendAnimation", "animation"),
        ("sendAudio", "audio"),
        ("sendDocument", "document"),
        ("sendVoice", "voice"),
        ("sendVideoNote", "video_note"),
        ("sendSticker", "sticker"),
        ("sendLivePhoto", "live_photo"),
    ],
)
def test_media(bench, method, kind):
    params: dict[str, Any] = {"chat_id": CHAT, "caption": "cap"}
    first = bench.ok(method, **params, **{kind: b"bytes"})
    assert ("caption" in first) == (kind not in {"sticker", "video_note"})
    media = first[kind][-1] if kind == "photo" else first[kind]
    again = bench.ok(method, chat_id=CHAT, **{kind: media["file_id"]})
    assert again[kind] == first[kind]
    missing = f"there is no {kind.replace('_', ' ')} in the request"
    assert bench.refused(method, chat_id=CHAT) == missing
    assert bench.refused(method, chat_id=CHAT, **{kind: b""}) == (
        "file must be non-empty"
    )
    web = "https://example.com/a.bin"
    if kind in {"video_note", "live_photo"}:
        refused = bench.refused(method, chat_id=CHAT, **{kind: web})
        assert refused == "wrong file identifier/HTTP URL specified"
    else:
        sent = bench.ok(method, chat_id=CHAT, **{kind: web})
        same = bench.ok(method, chat_id=CHAT, **{kind: web})
        assert sent[kind] == same[kind]


def test_media_facts(bench):
    sent = bench.ok(
        "sendVideo",
        chat_id=CHAT,
        video=b"x",
        width=10,
        height=20,
        duration=3,
        has_spoiler=True,
        show_caption_above_media=True,
        caption="c",
    )
    assert sent["video"]["width"] == 10
    assert sent["video"]["duration"] == 3
    assert sent["has_media_spoiler"]
    assert sent["show_caption_above_media"]
    audio = bench.ok("sendAudio", chat_id=CHAT, audio=b"x", title="Song")
    assert audio["audio"]["title"] == "Song"


def test_animation_fills_document_too(bench):
    sent = bench.ok("sendAnimation", chat_id=CHAT, animation=b"x")
    assert sent["document"]["file_id"] == sent["animation"]["file_id"]


@pytest.mark.parametrize(
    ("method", "content"),
    [("sendMessage", {"text": "x"}), ("sendSticker", {"sticker": b"x"})],
)
def test_effects_are_for_private_chats(bench, method, content):
    effect = {"message_effect_id": "42"}
    sent = bench.ok(method, chat_id=CHAT, **content, **effect)
    assert sent["effect_id"] == "42"

    group = bench.world.group("G", bench.ann, bench.bot)
    bench.ok(method, chat_id=group.id, **content)
    assert (
        bench.refused(method, chat_id=group.id, **content, **effect)
        == "can't use message effects in the chat"
    )


def test_file_refusals(bench):
    document = bench.ok("sendDocument", chat_id=CHAT, document=b"x")
    file_id = document["document"]["file_id"]
    other = bench.world.add_bot("other_bot")
    foreign = bench.world.call(
        other.token,
        "sendDocument",
        {"chat_id": str(CHAT), "document": file_id},
    )
    assert "chat not found" in foreign.as_json()["description"]
    bench.world.private_chat(bench.ann, other, started=True)
    foreign = bench.world.call(
        other.token,
        "sendDocument",
        {"chat_id": str(CHAT), "document": file_id},
    )
    assert foreign.as_json()["description"].endswith(
        "wrong file identifier/HTTP URL specified",
    )
    wrong = "wrong remote file identifier specified: "
    bench.world.publish("https://dead.com/", None)
    for value, reason in {
        file_id: "can't use file of type Document as Photo",
        "?": f"{wrong}Wrong padding in the string",
        "abcd": f"{wrong}can't unserialize it",
        "https://dead.com/": "failed to get HTTP URL content",
        "attach://nothing": "there is no photo in the request",
    }.items():
        assert bench.refused("sendPhoto", chat_id=CHAT, photo=value) == reason
    bench.world.state.files.clear()
    assert bench.refused("sendDocument", chat_id=CHAT, document=file_id) == (
        "wrong file identifier/HTTP URL specified"
    )


@pytest.mark.parametrize(
    ("method", "params", "kind", "value"),
    [
        ("sendLocation", POINT, "location", POINT),
        (
            "sendLocation",
            {**POINT, "live_period": 60, "horizontal_accuracy": 3},
            "location",
            {**POINT, "live_period": 60, "horizontal_accuracy": 3.0},
        ),
        (
            "sendVenue",
            {**POINT, "title": "T", "address": "A"},
            "venue",
            {"location": POINT, "title": "T", "address": "A"},
        ),
        (
            "sendContact",
            {"phone_number": "+1", "first_name": "F", "last_name": "L"},
            "contact",
            {"phone_number": "+1", "first_name": "F", "last_name": "L"},
        ),
        (
            "sendInvoice",
            {
                "title": "T",
                "description": "D",
                "currency": "XTR",
                "prices": [{"label": "a", "amount": 2}],
            },
            "invoice",
            {
                "title": "T",
                "description": "D",
                "start_parameter": "",
                "currency": "XTR",
                "total_amount": 2,
            },
        ),
        (
            "sendGame",
            {"game_short_name": "g"},
            "game",
            {"title": "g", "description": "g", "photo": []},
        ),
    ],
)
def test_other_contents(bench, method, params, kind, value):
    assert bench.ok(method, chat_id=CHAT, **params)[kind] == value


@pytest.mark.parametrize(
    ("emoji", "sides"),
    [("", 6), ("🎯", 6), ("🏀", 5), ("⚽️", 5), ("🎰", 64)],
)
def test_dice(bench, emoji, sides):
    sent = bench.ok("sendDice", chat_id=CHAT, emoji=emoji)
    assert sent["dice"]["emoji"] == (emoji or "🎲")
    assert 1 <= sent["dice"]["value"] <= sides


def test_poll(bench):
    sent = bench.ok(
        "sendPoll",
        chat_id=CHAT,
        question="Q?",
        options=["a", {"text": "b"}],
        is_anonymous=False,
        allows_multiple_answers=True,
    )
    poll = sent["poll"]
    assert [option["text"] for option in poll["options"]] == ["a", "b"]
    assert not poll["is_anonymous"]
    assert poll["allows_multiple_answers"]
    number = sent["message_id"]
    closed = bench.ok("stopPoll", chat_id=CHAT, message_id=number)
    assert closed["is_closed"]
    assert bench.refused("stopPoll", chat_id=CHAT, message_id=number) == (
        "poll has already been closed"
    )
    assert bench.refused("stopPoll", chat_id=CHAT, message_id=99) == (
        "message with poll to stop not found"
    )


REFUSALS = [
    ("sendMessage", {}, "message text is empty"),
    ("sendMessage", {"text": " \n"}, "text must be non-empty"),
    ("sendMessage", {"text": "x" * 4097}, "message is too long"),
    ("sendMessage", {"text": "😀" * 4097}, "message is too long"),
    ("sendMessage", {"text": "x" * 32769}, "text is too long"),
    (
        "sendMessage",
        {"text": "x", "entities": "{"},
        "can't parse entities JSON object",
    ),
    (
        "sendMessage",
        {"text": "x", "entities": [{"type": "bold"}]},
        "can't parse MessageEntity: expected an Array of MessageEntity",
    ),
    (
        "sendMessage",
        {"text": "x", "link_preview_options": "{"},
        "can't parse link preview options JSON object",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_parameters": {"message_id": 77}},
        "message to be replied not found",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_to_message_id": 77},
        "message to be replied not found",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_parameters": "{"},
        "can't parse reply parameters JSON object",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_parameters": [1]},
        "object expected as reply parameters",
    ),
    (
        "sendMessage",
        {"text": "x", "message_thread_id": 5},
        "message thread not found",
    ),
    (
        "sendPhoto",
        {"photo": b"x", "caption": "c" * 1025},
        "message caption is too long",
    ),
    ("sendLocation", {"longitude": 1}, "latitude is empty"),
    ("sendVenue", {"latitude": 1}, "longitude is empty"),
    ("sendContact", {}, "wrong phone number specified"),
    ("sendInvoice", {"prices": "?"}, "can't parse prices JSON object"),
    ("sendGame", {}, "game_short_name is empty"),
    ("sendDice", {"emoji": "x"}, "wrong dice emoji specified"),
    ("sendPoll", {}, "poll question must be non-empty"),
    (
        "sendPoll",
        {"question": "q" * 301},
        "poll question length must not exceed 300",
    ),
    (
        "sendPoll",
        {"question": "q", "options": []},
        "poll must have at least one answer option",
    ),
    (
        "sendPoll",
        {"question": "q", "options": ["a"] * 13},
        "poll can't have more than 12 options",
    ),
    (
        "sendPoll",
        {"question": "q", "options": ["a" * 101]},
        "poll options length must not exceed 100",
    ),
    (
        "sendPoll",
        {"question": "q", "options": "{"},
        "can't parse options JSON object",
    ),
    (
        "sendPoll",
        {"question": "q", "options": {}},
        "expected an Array of InputPollOption",
    ),
    (
        "sendChatAction",
        {"action": "dance"},
        "wrong parameter action in request",
    ),
    ("sendRichMessage", {}, "rich message must be non-empty"),
    (
        "sendRichMessage",
        {"rich_message": "{"},
        "can't parse rich message JSON object",
    ),
    (
        "sendRichMessage",
        {"rich_message": [1]},
        "object expected as rich message",
    ),
    (
        "sendRichMessage",
        {"rich_message": {"blocks": [1]}},
        "can't parse rich message block",
    ),
    (
        "sendRichMessage",
        {"rich_message": {"html": "<p>a</p>" * 501}},
        "MESSAGE_TOO_LONG",
    ),
    ("sendMessageDraft", {}, "draft_id must be non-zero"),
]


@pytest.mark.parametrize(("method", "params", "reason"), REFUSALS)
def test_refusals(bench, method, params, reason):
    assert bench.refused(method, chat_id=CHAT, **params) == reason
    assert bench.world.messages(bench.chat) == []


def test_limits_are_inclusive(bench):
    assert bench.send("😀" * 4096)
    assert bench.ok(
        "sendPhoto",
        chat_id=CHAT,
        photo=b"x",
        caption="c" * 1024,
    )


def test_reply(bench):
    number = bench.send("one")
    reply = {"message_id": number}
    sent = bench.ok(
        "sendMessage",
        chat_id=CHAT,
        text="two",
        reply_parameters=reply,
    )
    assert sent["reply_to_message"]["text"] == "one"
    lenient = {"message_id": 77, "allow_sending_without_reply": True}
    sent = bench.ok(
        "sendMessage",
        chat_id=CHAT,
        text="three",
        reply_parameters=lenient,
    )
    assert "reply_to_message" not in sent


def test_chat_action_and_drafts(bench):
    assert bench.ok("sendChatAction", chat_id=CHAT, action="typing")
    draft = {"chat_id": CHAT, "draft_id": 1}
    assert bench.ok("sendMessageDraft", **draft, text="Wri")
    assert bench.ok("sendMessageDraft", **draft, text="")
    blocks = [{"type": "paragraph", "text": "a"}, {"type": "divider"}]
    assert bench.ok(
        "sendRichMessageDraft",
        **draft,
        rich_message={"blocks": blocks},
        can_stop=True,
    )
    bench.ann.stops_draft(bench.chat, 1)
    ((kind, payload),) = bench.updates()
    assert (kind, payload["draft_id"]) == ("stopped_message_generation", 1)
    group = bench.world.group("G", bench.ann, bench.bot)
    assert bench.refused("sendMessageDraft", chat_id=group.id, draft_id=1) == (
        "TEXTDRAFT_PEER_INVALID"
    )


def test_rich_message(bench):
    sent = bench.ok(
        "sendRichMessage",
        chat_id=CHAT,
        rich_message={"html": "<h1>T</h1><p>one</p>two", "is_rtl": True},
    )
    blocks = sent["rich_message"]["blocks"]
    assert [block["text"] for block in blocks] == ["T", "one", "two"]
    sent = bench.ok(
        "sendRichMessage",
        chat_id=CHAT,
        part=b"x",
        rich_message={
            "blocks": [
                {"type": "photo", "photo": {"media": "attach://part"}},
            ],
        },
    )
    assert sent["rich_message"]["blocks"][0]["photo"][0]["file_id"]


ALBUM = [
    {"type": "photo", "media": "attach://a", "caption": "first"},
    {"type": "video", "media": "attach://b"},
]


def test_album(bench):
    sent = bench.ok(
        "sendMediaGroup",
        chat_id=CHAT,
        media=ALBUM,
        a=b"1",
        b=b"2",
    )
    assert [message["message_id"] for message in sent] == [1, 2]
    assert len({message["media_group_id"] for message in sent}) == 1
    assert sent[0]["caption"] == "first"
    (alone,) = bench.ok(
        "sendMediaGroup",
        chat_id=CHAT,
        media=ALBUM[:1],
        a=b"1",
    )
    assert "media_group_id" not in alone


def item(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "media": "attach://a", **more}


@pytest.mark.parametrize(
    ("media", "reason"),
    [
        ("{", "can't parse media JSON object"),
        ({}, "expected an Array of InputMedia"),
        ([], "there are no messages to send"),
        ([item("photo")] * 11, "too many messages to send as an album"),
        ([{"type": "photo"}], "can't parse InputMedia: media not found"),
        ([5], "can't parse InputMedia: expected an Object"),
        (
            [item("animation")],
            "can't parse InputMedia: type \"animation\" can't be used in "
            "sendMediaGroup",
        ),
        (
            [item("document"), item("photo")],
            "document can't be mixed with other media types",
        ),
        (
            [item("audio"), item("photo")],
            "audio can't be mixed with other media types",
        ),
        (
            [item("photo"), item("photo", media="?")],
            'failed to send message #2 with the error message "wrong remote '
            'file identifier specified: Wrong padding in the string"',
        ),
        (
            [item("photo"), item("photo", caption="c" * 1025)],
            'failed to send message #2 with the error message "message '
            'caption is too long"',
        ),
    ],
)
def test_album_refusals(bench, media, reason):
    refused = bench.refused(
        "sendMediaGroup", chat_id=CHAT, media=media, a=b"x"
    )
    assert refused == reason
    assert bench.world.messages(bench.chat) == []


def test_paid_media(bench):
    sent = bench.ok(
        "sendPaidMedia",
        chat_id=CHAT,
        star_count=5,
        media=[item("photo")],
        a=b"x",
        caption="pay",
    )
    assert sent["paid_media"]["star_count"] == 5
    assert sent["paid_media"]["paid_media"][0]["type"] == "photo"


def test_copy_and_forward(bench, inline):
    where = {"chat_id": CHAT, "from_chat_id": CHAT}
    photo = bench.ok(
        "sendPhoto",
        chat_id=CHAT,
        photo=b"x",
        caption="old",
        reply_markup=inline(["A"]),
    )
    number = photo["message_id"]
    copied = bench.ok("copyMessage", **where, message_id=number)
    message = bench.world.last_message(bench.chat)
    assert message.id == copied["message_id"]
    assert (message.text, message.reply_markup) == ("old", None)
    bench.ok("copyMessage", **where, message_id=number, caption="new")
    assert bench.world.last_message(bench.chat).text == "new"
    forwarded = bench.ok("forwardMessage", **where, message_id=number)
    assert forwarded["forward_origin"]["sender_user"]["id"] == bench.bot.id
    again = bench.ok(
        "forwardMessage",
        **where,
        message_id=forwarded["message_id"],
    )
    assert again["forward_origin"] == forwarded["forward_origin"]
    ids = bench.ok("copyMessages", **where, message_ids=[number, 99])
    assert len(ids) == 1
    bench.ok(
        "copyMessages",
        **where,
        message_ids=[number],
        remove_caption=True,
    )
    assert bench.world.last_message(bench.chat).text == ""
    assert len(bench.ok("forwardMessages", **where, message_ids=[number])) == 1


def test_copy_and_forward_refusals(bench):
    where = {"chat_id": CHAT, "from_chat_id": CHAT}
    protected = bench.send(protect_content=True)
    pinned = bench.send()
    bench.ok("pinChatMessage", chat_id=CHAT, message_id=pinned)
    service = pinned + 1
    for method, number, reason in [
        ("copyMessage", 99, "message to copy not found"),
        ("copyMessage", protected, "can't copy message"),
        ("copyMessage", service, "can't copy message"),
        ("forwardMessage", 99, "message to forward not found"),
        (
            "forwardMessage",
            protected,
            "message has protected content and can't be forwarded",
        ),
        ("forwardMessage", service, "message can't be forwarded"),
    ]:
        assert bench.refused(method, **where, message_id=number) == reason
    for method, verb in [
        ("copyMessages", "copy"),
        ("forwardMessages", "forward"),
    ]:
        reason = f"there are no messages to {verb}"
        assert (
            bench.refused(method, **where, message_ids=[protected]) == reason
        )


def test_forwards_from_a_channel(bench):
    channel = bench.world.channel("C", bench.ann, admins=(bench.bot,))
    bench.ann.says(channel, "post")
    message = replace(bench.world.last_message(channel), author=None)
    bench.world.state.change_message(message, bench.ann.id)
    forwarded = bench.ok(
        "forwardMessage",
        chat_id=CHAT,
        from_chat_id=channel.id,
        message_id=message.id,
    )
    assert forwarded["forward_origin"]["sender_user_name"] == "C"
