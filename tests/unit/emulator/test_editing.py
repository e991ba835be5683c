from typing import Any

import pytest

CHAT = 101
CANNOT = "message can't be edited"
NO_TEXT = "there is no text in the message to edit"
NO_CAPTION = "there is no caption in the message to edit"
NO_MEDIA = "message media can't be edited"
SAME = (
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
POINT = {"latitude": 1, "longitude": 2}
PHOTO = {"type": "photo", "media": "attach://new"}

SENT: dict[str, tuple[str, dict[str, Any]]] = {
    "text": ("sendMessage", {"text": "old"}),
    "rich": ("sendRichMessage", {"rich_message": {"html": "old"}}),
    "photo": ("sendPhoto", {"photo": b"x"}),
    "live_photo": ("sendLivePhoto", {"live_photo": b"x"}),
    "video": ("sendVideo", {"video": b"x"}),
    "animation": ("sendAnimation", {"animation": b"x"}),
    "audio": ("sendAudio", {"audio": b"x"}),
    "document": ("sendDocument", {"document": b"x"}),
    "voice": ("sendVoice", {"voice": b"x"}),
    "paid": (
        "sendPaidMedia",
        {"media": [{"type": "photo", "media": "attach://a"}], "a": b"x"},
    ),
    "sticker": ("sendSticker", {"sticker": b"x"}),
    "video_note": ("sendVideoNote", {"video_note": b"x"}),
    "dice": ("sendDice", {}),
    "contact": ("sendContact", {"phone_number": "1", "first_name": "a"}),
    "location": ("sendLocation", POINT),
    "live": ("sendLocation", {**POINT, "live_period": 60}),
    "venue": ("sendVenue", {**POINT, "title": "a", "address": "b"}),
    "invoice": ("sendInvoice", {"title": "a"}),
    "poll": ("sendPoll", {"question": "a", "options": ["b"]}),
}
MEDIA = ("photo", "live_photo", "video", "animation", "audio", "document")
TABLE = {
    "text": ("ok", NO_CAPTION, "ok"),
    "rich": ("ok", NO_CAPTION, "ok"),
    **dict.fromkeys(MEDIA, (NO_TEXT, "ok", "ok")),
    **dict.fromkeys(("voice", "paid"), (NO_TEXT, "ok", NO_MEDIA)),
    **dict.fromkeys(
        ("sticker", "video_note", "dice", "contact", "venue", "invoice"),
        (CANNOT, CANNOT, NO_MEDIA),
    ),
    "location": (CANNOT, CANNOT, NO_MEDIA),
    "live": (NO_TEXT, NO_CAPTION, NO_MEDIA),
    "poll": (NO_TEXT, NO_CAPTION, NO_MEDIA),
}


def outcome(bench, method: str, **params: Any) -> str:
    body = bench.call(method, chat_id=CHAT, **params).as_json()
    if body["ok"]:
        assert body["result"]["edit_date"]
        return "ok"
    return str(body["description"].removeprefix("Bad Request: "))


@pytest.mark.parametrize("target", TABLE)
@pytest.mark.parametrize("edit", ["Text", "Caption", "Media", "ReplyMarkup"])
def test_what_may_become_what(bench, inline, target, edit):
    method, params = SENT[target]
    sent = bench.ok(method, chat_id=CHAT, **params)
    change: dict[str, dict[str, Any]] = {
        "Text": {"text": "new"},
        "Caption": {"caption": "new"},
        "Media": {"media": PHOTO, "new": b"y"},
        "ReplyMarkup": {"reply_markup": inline(["A"])},
    }
    number = sent["message_id"]
    shown = outcome(
        bench,
        f"editMessage{edit}",
        message_id=number,
        **change[edit],
    )
    expected = dict(
        zip(("Text", "Caption", "Media"), TABLE[target], strict=True)
    )
    assert shown == expected.get(edit, "ok")


def test_text_becomes_rich_and_back(bench):
    number = bench.send()
    edited = bench.ok(
        "editMessageText",
        chat_id=CHAT,
        message_id=number,
        rich_message={"html": "rich"},
    )
    assert "text" not in edited
    edited = bench.ok(
        "editMessageText",
        chat_id=CHAT,
        message_id=number,
        text="plain",
    )
    assert "rich_message" not in edited


def test_edit_without_markup_removes_the_keyboard(bench, inline):
    number = bench.send(reply_markup=inline(["A"]))
    where = {"chat_id": CHAT, "message_id": number}
    assert "reply_markup" not in bench.ok("editMessageText", **where, text="b")
    markup = inline(["B"])
    bench.ok("editMessageReplyMarkup", **where, reply_markup=markup)
    assert bench.refused(
        "editMessageReplyMarkup",
        **where,
        reply_markup=markup,
    ) == (SAME)
    bench.ok("editMessageReplyMarkup", **where)
    assert bench.refused("editMessageReplyMarkup", **where) == SAME
    empty = {"inline_keyboard": [[]]}
    assert (
        bench.refused("editMessageReplyMarkup", **where, reply_markup=empty)
        == SAME
    )


def test_not_modified(bench, inline):
    markup = inline(["A"])
    number = bench.send("same", reply_markup=markup)
    where = {"chat_id": CHAT, "message_id": number, "reply_markup": markup}
    assert bench.refused("editMessageText", **where, text="same ") == SAME
    bench.ok("editMessageText", **where, text="other")
    media = {"type": "photo", "media": "attach://new", "caption": "c"}
    edited = bench.ok("editMessageMedia", **where, media=media, new=b"1")
    media["media"] = edited["photo"][-1]["file_id"]
    assert bench.refused("editMessageMedia", **where, media=media) == SAME
    media["media"] = edited["photo"][0]["file_id"]
    assert bench.refused("editMessageMedia", **where, media=media) == SAME
    bench.ok("editMessageMedia", **where, media={**media, "caption": "d"})
    spoiler = {**media, "caption": "d", "has_spoiler": True}
    bench.ok("editMessageMedia", **where, media=spoiler)
    again = {**media, "media": "attach://new"}
    bench.ok("editMessageMedia", **where, media=again, new=b"1")
    assert bench.refused("editMessageCaption", **where, caption="c") == SAME


def test_media_caption_is_replaced(bench):
    sent = bench.ok("sendPhoto", chat_id=CHAT, photo=b"x", caption="old")
    where = {"chat_id": CHAT, "message_id": sent["message_id"]}
    media = {"type": "video", "media": "attach://new"}
    edited = bench.ok("editMessageMedia", **where, media=media, new=b"y")
    assert "caption" not in edited
    assert "photo" not in edited
    edited = bench.ok(
        "editMessageCaption",
        **where,
        caption="c",
        show_caption_above_media=True,
    )
    assert edited["show_caption_above_media"]
    cleared = bench.ok("editMessageCaption", **where)
    assert "caption" not in cleared
    assert "show_caption_above_media" not in cleared


def test_messages_with_other_markup_are_fixed(bench):
    for markup in (
        {"keyboard": [["A"]]},
        {"remove_keyboard": True},
        {"force_reply": True},
    ):
        number = bench.send(reply_markup=markup)
        where = {"chat_id": CHAT, "message_id": number}
        assert bench.refused("editMessageText", **where, text="b") == CANNOT
        assert bench.refused("editMessageReplyMarkup", **where) == CANNOT


def test_others_forwards_and_service_messages_are_fixed(bench):
    theirs = bench.ann.says(bench.chat, "mine").id
    own = bench.send()
    forward = bench.ok(
        "forwardMessage",
        chat_id=CHAT,
        from_chat_id=CHAT,
        message_id=own,
    )["message_id"]
    bench.ok("pinChatMessage", chat_id=CHAT, message_id=own)
    for number in (theirs, forward, forward + 1):
        assert (
            bench.refused(
                "editMessageText",
                chat_id=CHAT,
                message_id=number,
                text="b",
            )
            == CANNOT
        )


@pytest.mark.parametrize(
    ("edit", "params", "reason"),
    [
        ("Text", {}, "message text is empty"),
        ("Text", {"text": "x" * 4097}, "MESSAGE_TOO_LONG"),
        ("Text", {"text": "x", "message_id": 99}, "message to edit not found"),
        (
            "Text",
            {"text": "x", "message_id": 0},
            "message identifier is not specified",
        ),
        (
            "Text",
            {"text": "x", "message_id": "", "chat_id": ""},
            "message identifier is not specified",
        ),
        ("Text", {"text": "x", "chat_id": 55}, "chat not found"),
        ("Text", {"text": "x", "chat_id": ""}, "chat_id is empty"),
        (
            "Text",
            {"text": "x", "reply_markup": {"keyboard": [["a"]]}},
            "inline keyboard expected",
        ),
        (
            "Text",
            {"text": "x", "inline_message_id": "?"},
            "invalid inline message identifier specified",
        ),
        ("Media", {}, 'parameter "media" is required'),
        ("Media", {"media": "{"}, "can't parse input media JSON object"),
        (
            "Media",
            {"media": [1]},
            "can't parse InputMedia: expected an Object",
        ),
        (
            "Media",
            {"media": {"type": "sticker", "media": "x"}},
            'can\'t parse InputMedia: type "sticker" is unsupported',
        ),
        (
            "Media",
            {"media": {"type": "photo"}},
            "can't parse InputMedia: media not found",
        ),
        (
            "Media",
            {"media": {**PHOTO, "caption": "c" * 1025}},
            "MEDIA_CAPTION_TOO_LONG",
        ),
    ],
)
def test_refusals(bench, edit, params, reason):
    number = bench.send()
    given = {"chat_id": CHAT, "message_id": number, **params}
    assert bench.refused(f"editMessage{edit}", **given) == reason


def test_caption_limit(bench):
    sent = bench.ok("sendPhoto", chat_id=CHAT, photo=b"x")
    assert (
        bench.refused(
            "editMessageCaption",
            chat_id=CHAT,
            message_id=sent["message_id"],
            caption="c" * 1025,
        )
        == "MEDIA_CAPTION_TOO_LONG"
    )


def test_album_items(bench, inline):
    photo = {"type": "photo", "media": "attach://a"}
    first, _ = bench.ok(
        "sendMediaGroup",
        chat_id=CHAT,
        media=[photo, photo],
        a=b"x",
    )
    where = {"chat_id": CHAT, "message_id": first["message_id"]}
    document = {"type": "document", "media": "attach://a"}
    assert (
        bench.refused("editMessageMedia", **where, media=document, a=b"y")
        == "can't change media type in the album"
    )
    video = {"type": "video", "media": "attach://a"}
    bench.ok("editMessageMedia", **where, media=video, a=b"y")
    markup = inline(["A"])
    assert (
        bench.refused("editMessageReplyMarkup", **where, reply_markup=markup)
        == SAME
    )


def test_live_location(bench):
    sent = bench.ok("sendLocation", chat_id=CHAT, **POINT, live_period=60)
    where = {"chat_id": CHAT, "message_id": sent["message_id"]}
    moved = bench.ok(
        "editMessageLiveLocation",
        **where,
        latitude=5,
        longitude=6,
        heading=90,
    )
    assert moved["location"] == {
        "latitude": 5.0,
        "longitude": 6.0,
        "heading": 90,
        "live_period": 60,
    }
    bench.world.advance(61)
    assert bench.refused("editMessageLiveLocation", **where, **POINT) == CANNOT
    bench.world.advance(-61)
    stopped = bench.ok("stopMessageLiveLocation", **where)
    assert "live_period" not in stopped["location"]
    assert (
        bench.refused("stopMessageLiveLocation", **where)
        == "there is no live location in the message to edit"
    )


def test_own_messages_have_no_time_limit_for_edits(bench):
    number = bench.send()
    bench.world.advance(10 * 86400)
    bench.ok("editMessageText", chat_id=CHAT, message_id=number, text="b")
    assert bench.world.last_message(bench.chat).text == "b"
