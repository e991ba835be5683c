"""Texts with the older Markdown, which knows no nesting."""

from .errors import byte_offset, parse_error
from .links import make_link
from .spans import Span

_STYLES = {"_": "italic", "*": "bold", "`": "code"}
_ESCAPED = "_*`["


def parse_markdown(raw: str) -> tuple[str, list[Span]]:
    """Return the text without marks, and what they mark.

    Raises `FormattingError`.
    """
    out = ""
    spans: list[Span] = []
    position = 0
    while position < len(raw):
        symbol = raw[position]
        following = raw[position + 1 : position + 2]
        if symbol == "\\" and following and following in _ESCAPED:
            out += following
            position += 2
        elif symbol in _ESCAPED:
            text, span, position = _take_marked(raw, position, len(out))
            out += text
            if span is not None:
                spans.append(span)
        else:
            out += symbol
            position += 1
    return out, spans


def _take_marked(
    raw: str,
    begin: int,
    start: int,
) -> tuple[str, Span | None, int]:
    mark = "```" if raw.startswith("```", begin) else raw[begin]
    closing = "]" if mark == "[" else mark
    content = begin + len(mark)
    end = raw.find(closing, content)
    if end < 0:
        raise parse_error(
            "Can't find end of the entity starting at byte offset "
            f"{byte_offset(raw, begin)}",
        )
    text, after = raw[content:end], end + len(closing)
    stop = start + len(text)
    if mark == "[":
        return _take_link(raw, text, after, start)
    if mark == "```":
        return _take_block(text, after, start)
    return text, Span(_STYLES[mark], start, stop), after


def _take_link(
    raw: str,
    text: str,
    after: int,
    start: int,
) -> tuple[str, Span | None, int]:
    end = raw.find(")", after) if raw.startswith("(", after) else -1
    if end < 0:
        return text, None, after
    link = make_link(raw[after + 1 : end], start, start + len(text))
    return text, link, end + 1


def _take_block(
    text: str,
    after: int,
    start: int,
) -> tuple[str, Span | None, int]:
    language, newline, rest = text.partition("\n")
    if not newline or any(symbol.isspace() for symbol in language):
        return text, Span("pre", start, start + len(text)), after
    facts = (("language", language),) if language else ()
    return rest, Span("pre", start, start + len(rest), facts), after
