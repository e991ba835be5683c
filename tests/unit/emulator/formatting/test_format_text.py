import pytest
from aiogram.types import MessageEntity

from aiogram_dialog.emulator.formatting import (
    FormattingError,
    clean_label,
    format_text,
)


def shown(raw: str, mode: str | None = None, entities=None):
    """Return the text and its entities as `type offset length` lines."""
    formatted = format_text(raw, parse_mode=mode, entities=entities)
    return formatted.text, [
        f"{entity.type} {entity.offset} {entity.length}"
        for entity in formatted.entities
    ]


@pytest.mark.parametrize(
    ("raw", "text", "entities"),
    [
        ("<b>bold</b> x", "bold x", ["bold 0 4"]),
        ("<strong>a</strong><b>b</b>", "ab", ["bold 0 2"]),
        ("<i>a</i> <em>b</em>", "a b", ["italic 0 1", "italic 2 1"]),
        ("<u>a</u><ins>b</ins>", "ab", ["underline 0 2"]),
        (
            "<s>a</s><strike>b</strike><del>c</del>",
            "abc",
            ["strikethrough 0 3"],
        ),
        ("<tg-spoiler>a</tg-spoiler>", "a", ["spoiler 0 1"]),
        ('<span class="tg-spoiler">a</span>', "a", ["spoiler 0 1"]),
        ("<B>a</B>", "a", ["bold 0 1"]),
        ("<b>a</>", "a", ["bold 0 1"]),
        ("<b>a<i>b</i></b>", "ab", ["bold 0 2", "italic 1 1"]),
        ("<b></b>x", "x", []),
        ("<code>a<b>b</b></code>", "ab", ["code 0 2"]),
        ("<pre>a</pre>", "a", ["pre 0 1"]),
        ("&lt;b&gt; &amp; &quot; &#65; &#x42;", '<b> & " A B', []),
        (
            "&nbsp; &foo; & &#xD800;",
            "&nbsp; &foo; & &#xD800;",
            ["hashtag 16 6"],
        ),
        ("x&#1_0; &# 9; &#0; &", "x _0; &# 9; &#0; &", []),
        ("&#1114112; &#12345678;", "&#1114112; &#12345678;", []),
        ("1 &lt 2 &ltx &#65", "1 < 2 &ltx A", []),
        ('<a href="https://a.bc">x</a>', "x", ["text_link 0 1"]),
        ("<a href='a.bc'>x</a>", "x", ["text_link 0 1"]),
        ("<a href=A.BC id>x</a>", "x", ["text_link 0 1"]),
        ("<a href=A.BC>x</a>", "x", ["text_link 0 1"]),
        ("<a href >a.bc</a>", "a.bc", ["text_link 0 4"]),
        ('<a href="nowhere">x</a>', "x", []),
        ('<a href="tg://user?id=²">x</a>', "x", ["text_link 0 1"]),
        (f'<a href="tg://user?id={"9" * 5000}">x</a>', "x", ["text_link 0 1"]),
        ('<a href="http://[a.bc">x</a>', "x", []),
        ('<tg-time unix="²">x</tg-time>', "x", []),
        ("<code><b>x</b></code>", "x", ["code 0 1"]),
        (
            "<b>a<code>x</code>c</b>",
            "axc",
            ["bold 0 1", "code 1 1", "bold 2 1"],
        ),
        ('<a href="javascript://a.bc">x</a>', "x", []),
        ('<a href="tg://user?id=5">x</a>', "x", ["text_mention 0 1"]),
        ('<a href="tg://resolve?domain=x">x</a>', "x", ["text_link 0 1"]),
        ("<blockquote>a</blockquote>", "a", ["blockquote 0 1"]),
        (
            "<blockquote expandable>a</blockquote>",
            "a",
            ["expandable_blockquote 0 1"],
        ),
        (
            "<blockquote>a<blockquote>b</blockquote></blockquote>",
            "ab",
            ["blockquote 0 2"],
        ),
        ('<tg-emoji emoji-id="5">x</tg-emoji>', "x", ["custom_emoji 0 1"]),
        ('<tg-time unix="5" format="d">x</tg-time>', "x", ["date_time 0 1"]),
        ("😀<b>b</b>", "😀b", ["bold 2 1"]),
        # Blanks that are marked stay at the beginning.
        ("<b> a </b>", " a", ["bold 0 2"]),
        ("x<b>\na \n</b>", "x\na", ["bold 1 2"]),
    ],
)
def test_html(raw, text, entities):
    assert shown(raw, "HTML") == (text, entities)


def test_language_of_html_code():
    raw = '<pre><code class="language-python">x</code></pre>'

    (entity,) = format_text(raw, parse_mode="html", entities=None).entities

    assert (entity.type, entity.language) == ("pre", "python")


@pytest.mark.parametrize(
    ("raw", "description"),
    [
        ("<x>", 'Unsupported start tag "x" at byte offset 0'),
        ("é<x>", 'Unsupported start tag "x" at byte offset 2'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("a<b", "Unclosed start tag at byte offset 1"),
        ("<a href", "Unclosed start tag at byte offset 0"),
        ("<a ", "Unclosed start tag at byte offset 0"),
        ("<a href=", "Unexpected end of name token at byte offset 8"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ('<a ="x">', 'Empty attribute name in the tag "a" at byte offset 3'),
        ("<a href=%>", "Unexpected end of name token at byte offset 8"),
        (
            "<span>a</span>",
            'Tag "span" must have class "tg-spoiler" at byte offset 0',
        ),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        (
            "<b>a</i>",
            "Unmatched end tag at byte offset 4, "
            'expected "</b>", found "</i>"',
        ),
        (
            "<b><i>a</i>",
            'Can\'t find end tag corresponding to start tag "b"',
        ),
        (
            "<tg-emoji>x</tg-emoji>",
            "Invalid custom emoji identifier specified",
        ),
        (
            '<tg-emoji emoji-id="²">x</tg-emoji>',
            "Invalid custom emoji identifier specified",
        ),
    ],
)
def test_html_that_is_refused(raw, description):
    with pytest.raises(FormattingError) as caught:
        shown(raw, "HTML")
    assert caught.value.description == f"can't parse entities: {description}"


@pytest.mark.parametrize(
    ("raw", "text", "entities"),
    [
        (
            "*b* _i_ __u__ ~s~",
            "b i u s",
            [
                "bold 0 1",
                "italic 2 1",
                "underline 4 1",
                "strikethrough 6 1",
            ],
        ),
        ("||sp||x", "spx", ["spoiler 0 2"]),
        ("`c*d`", "c*d", ["code 0 3"]),
        ("\\", "\\", []),
        ("```\nx\n```", "x", ["pre 0 1"]),
        ("*a _b_*", "a b", ["bold 0 3", "italic 2 1"]),
        (r"\*a\.", "*a.", []),
        ("[t](https://a.bc)", "t", ["text_link 0 1"]),
        (r"[t](https://a.bc/\))", "t", ["text_link 0 1"]),
        ("[t]", "t", []),
        ("[t](tg://user?id=1)", "t", ["text_mention 0 1"]),
        ("![x](tg://emoji?id=1)", "x", ["custom_emoji 0 1"]),
        (">a\n>b\nc", "a\nb\nc", ["blockquote 0 3"]),
        (">a\n>b||\nc", "a\nb\nc", ["expandable_blockquote 0 3"]),
        ("x\n>y", "x\ny", ["blockquote 2 1"]),
        ("**", "", []),
        ("![t](tg://time?unix=5&format=wD)", "t", ["date_time 0 1"]),
        (
            ">a\n**>b||",
            "a\nb",
            ["blockquote 0 1", "expandable_blockquote 2 1"],
        ),
        (">a *b*\nc", "a b\nc", ["blockquote 0 3", "bold 2 1"]),
        ("___x_**__", "x", ["italic 0 1", "underline 0 1"]),
    ],
)
def test_markdown_v2(raw, text, entities):
    assert shown(raw, "MarkdownV2") == (text, entities)


def test_language_of_markdown_code():
    (entity,) = format_text(
        "```python\nx```",
        parse_mode="MarkdownV2",
        entities=None,
    ).entities

    assert (entity.type, entity.language, entity.length) == (
        "pre",
        "python",
        1,
    )


@pytest.mark.parametrize(
    ("raw", "description"),
    [
        (
            "a.",
            "Character '.' is reserved and must be escaped with the "
            "preceding '\\'",
        ),
        ("é_a", "Can't find end of Italic entity at byte offset 2"),
        ("*a", "Can't find end of Bold entity at byte offset 0"),
        ("__a", "Can't find end of Underline entity at byte offset 0"),
        ("~a", "Can't find end of Strikethrough entity at byte offset 0"),
        ("||a", "Can't find end of Spoiler entity at byte offset 0"),
        ("`a", "Can't find end of Code entity at byte offset 0"),
        ("```a", "Can't find end of Pre entity at byte offset 0"),
        ("[a", "Can't find end of TextUrl entity at byte offset 0"),
        ("![a", "Can't find end of CustomEmoji entity at byte offset 0"),
        ("```py\nx", "Can't find end of PreCode entity at byte offset 0"),
        (
            "```a`b```",
            "Character '`' is reserved and must be escaped with the "
            "preceding '\\'",
        ),
        ("___x___", "Can't find end of Italic entity at byte offset 6"),
        (">a *b\nc*", "Can't find end of Bold entity at byte offset 3"),
        (
            "a**>b",
            "Character '>' is reserved and must be escaped with the "
            "preceding '\\'",
        ),
        (
            "![a](tg://time?unix=x)",
            "The entity must contain a tg://emoji or tg://time URL",
        ),
        (
            "![a](tg://emoji?id=²)",
            "The entity must contain a tg://emoji or tg://time URL",
        ),
        (
            "![a](nowhere)",
            "The entity must contain a tg://emoji or tg://time URL",
        ),
        ("[a](b", "Can't find end of a URL at byte offset 3"),
        (
            "![a](https://a.bc)",
            "The entity must contain a tg://emoji or tg://time URL",
        ),
    ],
)
def test_markdown_v2_that_is_refused(raw, description):
    with pytest.raises(FormattingError) as caught:
        shown(raw, "MarkdownV2")
    assert caught.value.description == f"can't parse entities: {description}"


@pytest.mark.parametrize(
    ("raw", "text", "entities"),
    [
        ("*b* _i_ `c`", "b i c", ["bold 0 1", "italic 2 1", "code 4 1"]),
        (r"\*a\_", "*a_", []),
        ("[t](https://a.bc)x", "tx", ["text_link 0 1"]),
        ("[t]x", "tx", []),
        ("```py\nx```", "x", ["pre 0 1"]),
        ("```a b```", " b", ["pre 0 2"]),
    ],
)
def test_older_markdown(raw, text, entities):
    assert shown(raw, "Markdown") == (text, entities)


def test_older_markdown_that_is_refused():
    with pytest.raises(FormattingError, match="starting at byte offset 2"):
        shown("é*a", "markdown")


@pytest.mark.parametrize(
    ("raw", "entities"),
    [
        ("/start", ["bot_command 0 6"]),
        ("/start@some_bot now", ["bot_command 0 15"]),
        ("a/start </b>", []),
        ("@ann and a@b", ["mention 0 4"]),
        ("#tag #1 a#b", ["hashtag 0 4"]),
        ("$USD 5$", ["cashtag 0 4"]),
        ("see https://a.bc/d?e=f.", ["url 4 18"]),
        ("see a.co, ok", ["url 4 4"]),
        ("ann@a.bc", ["email 0 8"]),
        ("4242 4242 4242 4242", ["bank_card_number 0 19"]),
        ("4242 4242 4242 4243", []),
        ("nothing here", []),
    ],
)
def test_what_is_found_without_markup(raw, entities):
    assert shown(raw) == (raw, entities)


def test_links_are_found_in_bold_but_not_in_code():
    assert shown("<b>x a.co</b> <code>a.co</code>", "HTML") == (
        "x a.co a.co",
        ["bold 0 6", "url 2 4", "code 7 4"],
    )


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\tb\x00c", "a b c"),
        ("a\r\nb", "a\nb"),
        ("  a  \n", "a"),
        (" \n\u200b\u2800", ""),
        ("", ""),
        ("a\u2028b\u2029c\u202ed", "abcd"),
        ("x\u200c\u2064\u00ad", "x\u200c\u2064\u00ad"),
    ],
)
def test_cleaning(raw, text):
    assert shown(raw) == (text, [])


def test_entities_move_with_what_is_cleaned_away():
    entity = MessageEntity(type="bold", offset=3, length=1)

    assert shown("\r\r b", entities=[entity]) == ("b", ["bold 0 1"])


@pytest.mark.parametrize(
    ("offset", "length", "description"),
    [
        (
            9,
            1,
            "entity begins after the end of the text at UTF-16 offset 9",
        ),
        (
            1,
            9,
            "entity beginning at UTF-16 offset 1 ends after the end of the "
            "text at UTF-16 offset 10",
        ),
        (
            1,
            2,
            "entity ends in a middle of a UTF-16 symbol at byte offset 2",
        ),
        (
            3,
            1,
            "entity begins in a middle of a UTF-16 symbol at byte offset 2",
        ),
    ],
)
def test_entities_outside_of_the_text(offset, length, description):
    entity = MessageEntity(type="bold", offset=offset, length=length)

    with pytest.raises(FormattingError) as caught:
        shown("ab😀c", entities=[entity])
    assert caught.value.description == description


def test_empty_entities_and_those_beside_a_parse_mode_are_ignored():
    empty = MessageEntity(type="bold", offset=50, length=0)
    outside = MessageEntity(type="bold", offset=50, length=5)

    assert shown("a", entities=[empty]) == ("a", [])
    assert shown("a", "HTML", [outside]) == ("a", [])


def test_other_fields_of_entities_are_kept():
    entity = MessageEntity(
        type="text_link",
        offset=0,
        length=1,
        url="https://a.bc/",
    )

    formatted = format_text("a", parse_mode="None", entities=[entity])

    assert formatted.entities == (entity,)


def test_unknown_parse_mode():
    with pytest.raises(FormattingError, match="unsupported parse_mode"):
        shown("a", "BBCode")


def test_labels():
    assert clean_label(" a\tb\r ") == "a b"
    assert clean_label("a\u200c\u2064") == "a\u200c\u2064"
    assert clean_label("a\u00a0") == "a\u00a0"


@pytest.mark.parametrize("label", [" ", "  "])
def test_labels_of_blanks_alone_stay(label):
    assert clean_label(label) == label


@pytest.mark.parametrize("mode", [None, "HTML", "Markdown", "MarkdownV2"])
def test_texts_without_utf_8_are_refused(mode):
    with pytest.raises(FormattingError) as caught:
        shown("*\ud83d<x>", mode)
    assert caught.value.description == "strings must be encoded in UTF-8"
