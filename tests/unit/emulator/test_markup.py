from typing import Any

import pytest

CHAT = 101


def refused(bench, markup: Any, chat_id: int = CHAT) -> str:
    reason: str = bench.refused(
        "sendMessage",
        chat_id=chat_id,
        text="x",
        reply_markup=markup,
    )
    return reason


BUTTON = "can't parse inline keyboard button: "


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ("null", "object expected as reply markup"),
        ([1], "object expected as reply markup"),
        ({"keyboard": [1]}, 'field "keyboard" must be an Array of Arrays'),
        (
            {"inline_keyboard": 1},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an '
            "Array of Arrays",
        ),
        (
            {"inline_keyboard": [[{"text": "A"}]]},
            f"{BUTTON}Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"inline_keyboard": [[{"text": "A", "callback_data": ""}]]},
            f"{BUTTON}Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"inline_keyboard": [["A"]]},
            f"{BUTTON}InlineKeyboardButton must be an Object",
        ),
        (
            {"keyboard": [[{"request_contact": True}]]},
            "can't parse keyboard button: KeyboardButton must be an Object",
        ),
        (
            {"inline_keyboard": [[{"text": "A", "url": "x"}]]},
            "inline keyboard button URL 'x' is invalid: Wrong HTTP URL",
        ),
        (
            {"inline_keyboard": [[{"text": "A", "url": "ftp://a.b"}]]},
            "inline keyboard button URL 'ftp://a.b' is invalid: "
            "Wrong HTTP URL",
        ),
        (
            {"inline_keyboard": [[{"text": "A", "url": "http://[a.b"}]]},
            "inline keyboard button URL 'http://[a.b' is invalid: "
            "Wrong HTTP URL",
        ),
        (
            {
                "inline_keyboard": [
                    [{"text": "A", "web_app": {"url": "http://a.b/"}}],
                ],
            },
            "inline keyboard button Web App URL 'http://a.b/' is invalid: "
            "Only HTTPS links are allowed",
        ),
        (
            {"inline_keyboard": [[{"text": "A", "callback_data": "x" * 65}]]},
            "BUTTON_DATA_INVALID",
        ),
        (
            {"inline_keyboard": [[{"text": "A", "callback_data": "я" * 33}]]},
            "BUTTON_DATA_INVALID",
        ),
    ],
)
def test_refusals(bench, markup, reason):
    assert refused(bench, markup) == reason


def test_groups_know_fewer_buttons(bench):
    group = bench.world.group("G", bench.ann, bench.bot)
    app = {"text": "A", "web_app": {"url": "https://a.b/"}}
    assert (
        refused(bench, {"inline_keyboard": [[app]]}, group.id)
        == "BUTTON_TYPE_INVALID"
    )
    bench.send(reply_markup={"inline_keyboard": [[app]]})
    for button, words in {
        "request_contact": "phone number can be requested",
        "request_location": "location can be requested",
        "request_users": "users can be requested",
        "web_app": "web App buttons can be used",
    }.items():
        markup = {"keyboard": [[{"text": "A", button: {"x": 1}}]]}
        reason = f"{words} in private chats only"
        assert refused(bench, markup, group.id) == reason
        bench.send(reply_markup=markup)


def test_buttons_past_the_limits_are_cut(bench, inline):
    row = [str(n) for n in range(20)]
    bench.send(reply_markup=inline(*[row] * 30))
    rows = bench.world.last_message(bench.chat).inline_keyboard
    assert {len(row) for row in rows} == {12}
    assert sum(map(len, rows)) == 300


def test_nameless_buttons_are_dropped(bench):
    icon = {"text": "", "icon_custom_emoji_id": "5", "callback_data": "a"}
    nameless = {"text": "", "callback_data": "b"}
    bench.send(
        reply_markup={"inline_keyboard": [[icon, nameless], [nameless]]}
    )
    rows = bench.world.last_message(bench.chat).inline_keyboard
    assert rows == [[icon]]


def test_the_first_action_wins(bench):
    button = {
        "text": "A",
        "style": "danger",
        "pay": True,
        "callback_data": "data",
        "switch_inline_query": "",
    }
    bench.send(reply_markup={"inline_keyboard": [[button]]})
    rows = bench.world.last_message(bench.chat).inline_keyboard
    assert rows == [
        [{"text": "A", "style": "danger", "callback_data": "data"}]
    ]
    empty = {"text": "A", "switch_inline_query": ""}
    bench.send(reply_markup={"inline_keyboard": [[empty]]})
    rows = bench.world.last_message(bench.chat).inline_keyboard
    assert rows == [[empty]]


def test_good_urls(bench):
    for url in ("tg://user?id=1", "https://a.b/c", "a.b"):
        button = {"text": "A", "url": url}
        bench.send(reply_markup={"inline_keyboard": [[button]]})
    assert len(bench.world.messages(bench.chat)) == 3


def test_reply_keyboard_is_the_state_of_a_person(bench, inline):
    ann, chat = bench.ann, bench.chat
    assert ann.keyboard(chat) == []
    bench.send(
        reply_markup={
            "keyboard": [["A", {"text": "B"}]],
            "is_persistent": True,
        },
    )
    bench.send()
    bench.send(reply_markup=inline(["C"]))
    assert ann.keyboard(chat) == [["A", "B"]]
    bench.send(reply_markup={"force_reply": True})
    assert ann.keyboard(chat) == []
    ann.says(chat, "x")
    bench.send(reply_markup={"keyboard": [["D"]], "one_time_keyboard": True})
    ann.taps(chat, "D")
    assert ann.keyboard(chat) == []
    assert ann.taps(chat, "D").text == "D"
    bench.send(reply_markup={"keyboard": [["A"]]})
    bench.send(reply_markup={"remove_keyboard": True})
    assert ann.keyboard(chat) == []


def test_selective_keyboards(bench):
    world, ann, bob = bench.world, bench.ann, bench.bob
    group = world.group("G", ann, bob, bench.bot)
    markup = {"keyboard": [["A"]], "selective": True}
    said = bob.says(group, "/x")
    bench.send(
        chat_id=group.id,
        reply_markup=markup,
        reply_parameters={"message_id": said.id},
    )
    assert (bob.keyboard(group), ann.keyboard(group)) == ([["A"]], [])
    bench.send("@ann, look", chat_id=group.id, reply_markup=markup)
    assert ann.keyboard(group) == [["A"]]
    mention = {"type": "text_mention", "offset": 0, "length": 3}
    bob_user = {"id": bob.id, "is_bot": False, "first_name": "Bob"}
    bench.send(
        "Bob",
        chat_id=group.id,
        reply_markup={"remove_keyboard": True, "selective": True},
        entities=[{**mention, "user": bob_user}],
    )
    assert (bob.keyboard(group), ann.keyboard(group)) == ([], [["A"]])
