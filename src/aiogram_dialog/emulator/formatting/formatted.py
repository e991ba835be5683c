"""From what is sent to what is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aiogram.types import MessageEntity

from .automatic import find_automatic
from .cleaning import clean_marked, is_blank, require_utf8, trim
from .errors import FormattingError
from .explicit import read_entities
from .html import parse_html
from .markdown import parse_markdown
from .markdown_v2 import parse_markdown_v2
from .nesting import nest
from .spans import Span, to_entities

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
    require_utf8(raw)
    text, spans = clean_marked(*_read(raw, parse_mode, entities))
    if is_blank(text):
        return FormattedText("")
    text, spans = trim(text, spans)
    spans = nest(spans, find_automatic(text))
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
