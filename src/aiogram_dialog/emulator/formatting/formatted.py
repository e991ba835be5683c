"""From what is sent to what is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aiogram.types import MessageEntity

from .automatic import find_automatic
from .cleaning import clean_marked, find_edges, is_blank
from .errors import FormattingError
from .explicit import read_entities
from .html import parse_html
from .markdown import parse_markdown
from .markdown_v2 import parse_markdown_v2
from .spans import Span, add_automatic, tidy, to_entities

_PARSERS: dict[str, Callable[[str], tuple[str, list[Span]]]] = {
    "html": parse_html,
    "markdown": parse_markdown,
    "markdownv2": parse_markdown_v2,
}


@dataclass(frozen=True, slots=True)
class FormattedText:
    """Hold a text as it is shown."""

    text: str
    entities: tuple[MessageEntity, ...] = ()


def format_text(
    raw: str,
    *,
    parse_mode: str | None,
    entities: Sequence[MessageEntity] | None,
) -> FormattedText:
    """Return what Telegram makes of a text.

    With a parse mode `entities` are ignored. Raises `FormattingError`.
    """
    text, spans = clean_marked(*_read(raw, parse_mode, entities))
    if is_blank(text):
        return FormattedText("")
    spans = tidy(spans)
    start, end = find_edges(text, spans[0].start if spans else None)
    text = text[start:end]
    moved = (span.moved(-start, len(text)) for span in spans)
    spans = [span for span in moved if span.start < span.end]
    spans = add_automatic(spans, find_automatic(text))
    return FormattedText(text, tuple(to_entities(text, spans)))


def _read(
    raw: str,
    parse_mode: str | None,
    entities: Sequence[MessageEntity] | None,
) -> tuple[str, list[Span]]:
    mode = (parse_mode or "none").lower()
    if mode == "none":
        return raw, read_entities(raw, entities or ())
    parser = _PARSERS.get(mode)
    if parser is None:
        raise FormattingError("unsupported parse_mode")
    return parser(raw)
