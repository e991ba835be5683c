from html import escape

from aiogram.types import MessageEntity
from hypothesis import given
from hypothesis import strategies as st

from aiogram_dialog.emulator.formatting import FormattingError, format_text

MODES = st.sampled_from([None, "HTML", "Markdown", "MarkdownV2"])
TEXTS = st.text(
    st.sampled_from("ab 1\n<>/&;\"'=*_~`|[]()!>#.\\@é😀\r\tbicodepra")
    | st.characters(exclude_categories=["Cs"]),
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


@given(TEXTS, MODES)
def test_no_text_does_harm(raw, mode):
    formatted = formatted_or_none(raw, mode)

    if formatted is not None:
        check_entities(formatted)


@given(TEXTS, st.integers(-2, 30), st.integers(0, 30))
def test_no_entity_does_harm(raw, offset, length):
    entity = MessageEntity(type="bold", offset=offset, length=length)
    formatted = formatted_or_none(raw, None, [entity])

    if formatted is not None:
        check_entities(formatted)


@given(TEXTS)
def test_escaped_texts_are_shown_as_they_are(raw):
    plain = format_text(raw, parse_mode=None, entities=None)
    marked = "".join(f"\\{c}" if c in RESERVED else c for c in raw)

    assert format_text(escape(raw), parse_mode="HTML", entities=None) == plain
    assert format_text(marked, parse_mode="MarkdownV2", entities=None) == plain


@given(TEXTS)
def test_what_is_clean_stays(raw):
    once = format_text(raw, parse_mode=None, entities=None)

    assert format_text(once.text, parse_mode=None, entities=None) == once
