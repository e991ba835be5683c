from html import escape
from itertools import combinations

from aiogram.types import MessageEntity
from hypothesis import assume, given
from hypothesis import strategies as st

from aiogram_dialog.emulator.formatting import (
    FormattingError,
    clean_label,
    format_text,
)

MODES = st.sampled_from([None, "HTML", "Markdown", "MarkdownV2"])
TEXTS = st.text(
    st.sampled_from("ab 1\n<>/&;\"'=*_~`|[]()!>#.\\@é😀\r\tbicodepra")
    | st.characters(),
)
TYPES = [
    "blockquote",
    "bold",
    "code",
    "custom_emoji",
    "date_time",
    "italic",
    "mention",
    "pre",
    "spoiler",
    "text_link",
    "text_mention",
    "url",
]
ENTITIES = st.lists(
    st.builds(
        MessageEntity,
        type=st.sampled_from(TYPES),
        offset=st.integers(-2, 12),
        length=st.integers(-1, 8),
        url=st.sampled_from([None, "a.bc", "https://a.bc/", "tg://user?id=1"]),
        custom_emoji_id=st.sampled_from(["1", "2"]),
        unix_time=st.just(1),
    ),
    max_size=6,
)
RESERVED = "_*[]()~`>#+-=|{}.!\\"


def formatted_or_none(raw, mode, entities=None):
    try:
        return format_text(raw, parse_mode=mode, entities=entities)
    except FormattingError:
        return None


def check_entities(formatted) -> None:
    units = formatted.text.encode("utf-16-le")
    for entity in formatted.entities:
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        assert 0 <= start < end <= len(units)
        # A cut through a symbol cannot be decoded.
        units[start:end].decode("utf-16-le")
    order = [(e.offset, -e.length) for e in formatted.entities]
    assert order == sorted(order)
    check_nesting(formatted.entities)


def check_nesting(entities) -> None:
    """See that of two with common symbols one is in the other."""
    for outer, inner in combinations(entities, 2):
        if inner.offset < outer.offset + outer.length:
            end = outer.offset + outer.length
            assert inner.offset + inner.length <= end
            assert outer.type not in {"code", "pre"}
            assert inner.type not in {"code", "pre"} or (
                outer.type == "blockquote"
            )


@given(TEXTS, MODES)
def test_no_text_does_harm(raw, mode):
    formatted = formatted_or_none(raw, mode)

    if formatted is not None:
        check_entities(formatted)


@given(TEXTS, ENTITIES)
def test_no_entity_does_harm(raw, entities):
    formatted = formatted_or_none(raw, None, entities)

    if formatted is not None:
        check_entities(formatted)


@given(TEXTS, MODES, ENTITIES)
def test_what_was_shown_is_shown_again(raw, mode, entities):
    once = formatted_or_none(raw, mode, entities)
    assume(once is not None)

    assert formatted_or_none(once.text, None, once.entities) == once


@given(TEXTS)
def test_escaped_texts_are_shown_as_they_are(raw):
    assume(formatted_or_none(raw, None) is not None)
    plain = format_text(raw, parse_mode=None, entities=None)
    marked = "".join(f"\\{c}" if c in RESERVED else c for c in raw)

    assert format_text(escape(raw), parse_mode="HTML", entities=None) == plain
    assert format_text(marked, parse_mode="MarkdownV2", entities=None) == plain


@given(TEXTS)
def test_what_is_clean_stays(raw):
    label = clean_label(raw)

    assert clean_label(label) == label
