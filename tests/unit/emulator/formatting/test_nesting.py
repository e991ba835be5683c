"""Which entities stand in which, however they were given."""

import pytest
from aiogram.types import MessageEntity, User

from aiogram_dialog.emulator.formatting import format_text

ANN = User(id=1, is_bot=False, first_name="Ann")
LINK = {"url": "https://a.bc/"}
OTHER_LINK = {"url": "https://d.ef/"}


def nested(*given: tuple, text: str = "abcdefgh") -> list[tuple]:
    entities = [
        MessageEntity(type=kind, offset=offset, length=length, **dict(*facts))
        for kind, offset, length, *facts in given
    ]
    formatted = format_text(text, parse_mode=None, entities=entities)
    return [(e.type, e.offset, e.length) for e in formatted.entities]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # Styles that cross are cut where the first one ends.
        (
            [("bold", 0, 4), ("italic", 2, 4)],
            [("bold", 0, 4), ("italic", 2, 2), ("italic", 4, 2)],
        ),
        # Equal neighbours are one, so are those that overlap.
        ([("bold", 0, 2), ("bold", 2, 2)], [("bold", 0, 4)]),
        ([("bold", 0, 4), ("bold", 2, 4)], [("bold", 0, 6)]),
        ([("bold", 0, 1), ("bold", 2, 1)], [("bold", 0, 1), ("bold", 2, 1)]),
        # Nothing is bold in code, nor code in bold.
        ([("bold", 0, 4), ("code", 0, 4)], [("code", 0, 4)]),
        (
            [("bold", 0, 6), ("code", 2, 2)],
            [("bold", 0, 2), ("code", 2, 2), ("bold", 4, 2)],
        ),
        ([("bold", 0, 4), ("pre", 2, 4)], [("bold", 0, 2), ("pre", 2, 4)]),
        ([("pre", 0, 4), ("bold", 2, 4)], [("pre", 0, 4), ("bold", 4, 2)]),
        # Links are whole or not at all.
        (
            [("text_link", 0, 4, LINK), ("text_link", 2, 4, OTHER_LINK)],
            [("text_link", 0, 4)],
        ),
        (
            [("text_link", 2, 4, LINK), ("bold", 0, 4)],
            [("bold", 0, 2), ("text_link", 2, 4), ("bold", 2, 2)],
        ),
        (
            [("text_link", 0, 4, LINK), ("bold", 2, 4)],
            [("text_link", 0, 4), ("bold", 2, 2), ("bold", 4, 2)],
        ),
        (
            [("text_link", 0, 2, LINK), ("text_link", 2, 2, LINK)],
            [("text_link", 0, 2), ("text_link", 2, 2)],
        ),
        # Quotes hold all but quotes; what sticks out is not held.
        (
            [("blockquote", 0, 6), ("code", 1, 2), ("bold", 4, 1)],
            [("blockquote", 0, 6), ("code", 1, 2), ("bold", 4, 1)],
        ),
        (
            [("blockquote", 0, 4), ("blockquote", 1, 2)],
            [("blockquote", 0, 4)],
        ),
        (
            [("blockquote", 0, 2), ("blockquote", 2, 2)],
            [("blockquote", 0, 2), ("blockquote", 2, 2)],
        ),
        ([("blockquote", 0, 4), ("code", 2, 4)], [("blockquote", 0, 4)]),
        (
            [("blockquote", 0, 4), ("bold", 2, 4)],
            [("blockquote", 0, 4), ("bold", 2, 2), ("bold", 4, 2)],
        ),
        # Among equals a link comes before a style.
        (
            [("bold", 0, 2), ("text_link", 0, 2, LINK)],
            [("text_link", 0, 2), ("bold", 0, 2)],
        ),
    ],
)
def test_given_entities(given, expected):
    assert nested(*given) == expected


def test_each_custom_emoji_is_one():
    facts = {"custom_emoji_id": "1"}
    given = [("custom_emoji", 0, 2, facts), ("custom_emoji", 2, 2, facts)]

    assert nested(*given, text="😀😀") == [
        ("custom_emoji", 0, 2),
        ("custom_emoji", 2, 2),
    ]


def test_blanks_alone_are_not_marked():
    assert nested(("bold", 0, 1), ("italic", 2, 1), text=" ab") == [
        ("italic", 1, 1),
    ]


def test_only_a_hundred_are_kept():
    raw = "<b>a</b> " * 150

    formatted = format_text(raw, parse_mode="HTML", entities=None)

    assert [e.offset for e in formatted.entities] == list(range(0, 200, 2))


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        # What was found once is sent again: it is found again, once.
        ("@durov", [("mention", 0, 6)], [("mention", 0, 6)]),
        ("x.com", [("url", 0, 5)], [("url", 0, 5)]),
        ("/start", [("bot_command", 0, 6)], [("bot_command", 0, 6)]),
        ("abc", [("mention", 0, 3), ("no such", 0, 3)], []),
        # Links that are none, and entities without what they need.
        ("abc", [("text_link", 0, 3, {"url": "nowhere"})], []),
        ("abc", [("text_link", 0, 3)], []),
        ("abc", [("text_mention", 0, 3)], []),
        (
            "abc",
            [("text_mention", 0, 3, {"user": ANN})],
            [("text_mention", 0, 3)],
        ),
        ("abc", [("date_time", 0, 3)], []),
        (
            "abc",
            [("date_time", 0, 3, {"unix_time": 5})],
            [("date_time", 0, 3)],
        ),
        (
            "abc",
            [("text_link", 0, 3, {"url": "tg://user?id=5"})],
            [("text_mention", 0, 3)],
        ),
        # Nothing is looked for in links and code, nor across their ends.
        ("x.com", [("text_link", 0, 5, LINK)], [("text_link", 0, 5)]),
        ("x.com", [("code", 0, 1)], [("code", 0, 1)]),
        ("x.com", [("blockquote", 0, 1)], [("blockquote", 0, 1)]),
        (
            "x.com",
            [("blockquote", 0, 5)],
            [("blockquote", 0, 5), ("url", 0, 5)],
        ),
        (
            "x.com",
            [("bold", 0, 3)],
            [("url", 0, 5), ("bold", 0, 3)],
        ),
    ],
)
def test_entities_of_texts(text, given, expected):
    assert nested(*given, text=text) == expected
