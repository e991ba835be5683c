"""Texts with the older Markdown, which knows no nesting."""

from .errors import byte_offset, parse_error
from .fences import FENCE, language_facts, read_fence
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
    fence = read_fence(raw, begin)
    mark = FENCE if fence else raw[begin]
    language, content = fence or ("", begin + 1)
    closing = "]" if mark == "[" else mark
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
    if mark == FENCE:
        return text, Span("pre", start, stop, language_facts(language)), after
    return text, Span(_STYLES[mark], start, stop), after


def _take_link(
    raw: str,
    text: str,
    after: int,
    start: int,
) -> tuple[str, Span | None, int]:
    url = text
    if raw.startswith("(", after):
        # An address without an end goes on to the end of the text.
        url, _, rest = raw[after + 1 :].partition(")")
        after = len(raw) - len(rest)
    return text, make_link(url, start, start + len(text)), after
