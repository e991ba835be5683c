"""What is found in texts that have no markup."""

import time
from contextlib import suppress

import pytest

from aiogram_dialog.emulator.formatting import FormattingError, format_text


def found(text: str) -> list[str]:
    formatted = format_text(text, parse_mode=None, entities=None)
    symbols = formatted.text.encode("utf-16-le")
    return [
        f"{e.type} "
        + symbols[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le")
        for e in formatted.entities
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x.com", ["url x.com"]),
        ("Hello x.com.", ["url x.com"]),
        ("(x.com/a)", ["url x.com/a"]),
        ("x.com/a_(b)", ["url x.com/a_(b)"]),
        ("x.com/a?b=c#d!", ["url x.com/a?b=c#d"]),
        ("x.com:80/a", ["url x.com:80/a"]),
        ("https://a.longzone", ["url https://a.longzone"]),
        ("HTTP://u:p@x.com", ["url HTTP://u:p@x.com"]),
        ("почта.рф", ["url почта.рф"]),
        ("1.2.3.4", ["url 1.2.3.4"]),
        ("1.2.3.444", []),
        ("tg://resolve?domain=x", ["url tg://resolve?domain=x"]),
        ("http://localhost/a", []),
        ("data.json", []),
        ("Done.Next", []),
        ("e.g. 1.5", []),
        ("x.comé", []),
        ("https://x.com/a@b.com", ["url https://x.com/a@b.com"]),
        ("https://x.com/@durov", ["url https://x.com/@durov"]),
        ("john.me@x.com", ["email john.me@x.com"]),
        ("@durov, @pic @ab", ["mention @durov", "mention @pic"]),
        ("a.@durov a@durov @дуров @durové", ["mention @durov"]),
        ("@" + "a" * 33, []),
        ("#тег #_a1 #1 #1a", ["hashtag #тег", "hashtag #_a1", "hashtag #1a"]),
        ("#a#b a#c", []),
        ("#tag@durov", ["hashtag #tag@durov"]),
        (
            "$USD $usd $1INCH $ABCDEFGHI a$USD",
            ["cashtag $USD", "cashtag $1INCH"],
        ),
        ("/a /b@ab", ["bot_command /a", "bot_command /b"]),
        ("/a/b </a> 1/a /é", []),
        ("/" + "a" * 65, []),
        ("4242-4242 4242 4242", ["bank_card_number 4242-4242 4242 4242"]),
        ("4242424242424242428", ["bank_card_number 4242424242424242428"]),
        ("12345678901234567890", []),
    ],
)
def test_what_is_found(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "@abcde " * 4600,
        "a.a." * 8000,
        "a-" * 16_000,
        "a" * 32_000,
        "1 " * 16_000,
        "a@" * 16_000,
        "x.com/" + "(" * 32_000,
        "<b>a</b><i>b</i>" * 2000,
        "``" * 16_000,
        ">" * 32_000,
        "&" * 32_000,
    ],
)
@pytest.mark.parametrize("mode", [None, "HTML", "MarkdownV2"])
def test_long_texts_take_no_time(text, mode):
    text = text if mode == "HTML" else text.replace("<", "*")
    began = time.process_time()

    with suppress(FormattingError):
        format_text(text, parse_mode=mode, entities=None)

    assert time.process_time() - began < 1
