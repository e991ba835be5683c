"""Texts with HTML tags."""

from dataclasses import dataclass, field

from .errors import byte_offset, parse_error
from .links import make_emoji, make_link, make_time
from .references import dereference, read_reference
from .spans import Span

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
}
_OTHERS = {"a", "span", "pre", "blockquote", "tg-emoji", "tg-time"}


@dataclass(slots=True)
class _Tag:
    name: str
    start: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Parser:
    raw: str
    position: int = 0
    out: list[str] = field(default_factory=list)
    open_tags: list[_Tag] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def parse(self) -> tuple[str, list[Span]]:
        while self.position < len(self.raw):
            symbol = self.raw[self.position]
            if symbol == "<":
                self._take_tag()
            elif symbol == "&":
                self._take_reference()
            else:
                self.out.append(symbol)
                self.position += 1
        if self.open_tags:
            raise parse_error(
                "Can't find end tag corresponding to start tag "
                f'"{self.open_tags[-1].name}"',
            )
        return "".join(self.out), self.spans

    def _peek(self) -> str:
        return self.raw[self.position : self.position + 1]

    def _skip_blanks(self) -> None:
        while self._peek().isspace():
            self.position += 1

    def _take_until(self, stops: str) -> str:
        start = self.position
        while (symbol := self._peek()) and not (
            symbol.isspace() or symbol in stops
        ):
            self.position += 1
        return self.raw[start : self.position]

    def _take_reference(self) -> None:
        text, self.position = read_reference(self.raw, self.position)
        self.out.extend(text)

    def _take_tag(self) -> None:
        begin = self.position
        self.position += 1
        if self._peek() == "/":
            self.position += 1
            self._take_end_tag(begin)
        else:
            self._take_start_tag(begin)

    def _take_start_tag(self, begin: int) -> None:
        offset = byte_offset(self.raw, begin)
        name = self._take_until(">").lower()
        if not self._peek():
            raise parse_error(f"Unclosed start tag at byte offset {offset}")
        if name not in _STYLES and name not in _OTHERS:
            raise parse_error(
                f'Unsupported start tag "{name}" at byte offset {offset}',
            )
        attributes = self._take_attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise parse_error(
                'Tag "span" must have class "tg-spoiler" at byte offset '
                f"{offset}",
            )
        self.open_tags.append(_Tag(name, len(self.out), attributes))

    def _take_attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._skip_blanks()
            if self._peek() == ">":
                self.position += 1
                return attributes
            start = self.position
            name = self._take_until("=>").lower()
            if not self._peek():
                offset = byte_offset(self.raw, begin)
                raise parse_error(
                    f"Unclosed start tag at byte offset {offset}",
                )
            if not name:
                offset = byte_offset(self.raw, start)
                raise parse_error(
                    f'Empty attribute name in the tag "{tag}" at byte offset '
                    f"{offset}",
                )
            attributes[name] = self._take_value(begin)

    def _take_value(self, begin: int) -> str:
        self._skip_blanks()
        if self._peek() != "=":
            return ""
        self.position += 1
        self._skip_blanks()
        quote = self._peek()
        if quote not in {'"', "'"} or not quote:
            return self._take_bare_value()
        end = self.raw.find(quote, self.position + 1)
        if end < 0:
            offset = byte_offset(self.raw, begin)
            raise parse_error(f"Unclosed start tag at byte offset {offset}")
        value = self.raw[self.position + 1 : end]
        self.position = end + 1
        return dereference(value)

    def _take_bare_value(self) -> str:
        start = self.position
        while (symbol := self._peek()) and (
            symbol.isascii() and (symbol.isalnum() or symbol in ".-")
        ):
            self.position += 1
        if not (symbol.isspace() or symbol == ">"):
            offset = byte_offset(self.raw, start)
            raise parse_error(
                f"Unexpected end of name token at byte offset {offset}",
            )
        return self.raw[start : self.position].lower()

    def _take_end_tag(self, begin: int) -> None:
        offset = byte_offset(self.raw, begin)
        if not self.open_tags:
            raise parse_error(f"Unexpected end tag at byte offset {offset}")
        name = self._take_until(">").lower()
        self._skip_blanks()
        if self._peek() != ">":
            raise parse_error(f"Unclosed end tag at byte offset {offset}")
        self.position += 1
        tag = self.open_tags.pop()
        if name and name != tag.name:
            raise parse_error(
                f"Unmatched end tag at byte offset {offset}, expected "
                f'"</{tag.name}>", found "</{name}>"',
            )
        self._close(tag)

    def _close(self, tag: _Tag) -> None:
        start, end = tag.start, len(self.out)
        if start == end:
            return
        span = self._make_span(tag, start, end)
        if span is not None:
            self.spans.append(span)

    def _make_span(self, tag: _Tag, start: int, end: int) -> Span | None:
        if tag.name == "code" and self._is_in_pre(tag, start):
            return None
        if tag.name in _STYLES:
            return Span(_STYLES[tag.name], start, end)
        if tag.name == "a":
            text = "".join(self.out[start:end])
            return make_link(tag.attributes.get("href") or text, start, end)
        return _MAKERS[tag.name](tag, start, end)

    def _is_in_pre(self, tag: _Tag, start: int) -> bool:
        """Hand the language of the code to the block, if it fills it."""
        if not self.open_tags or self.open_tags[-1].name != "pre":
            return False
        language = tag.attributes.get("class", "")
        is_all = self.open_tags[-1].start == start and (
            self.raw.startswith("</", self.position)
        )
        if is_all and language.startswith("language-"):
            self.open_tags[-1].attributes["language"] = language[9:]
        return True


def _make_spoiler(tag: _Tag, start: int, end: int) -> Span | None:  # noqa: ARG001 - one of the makers
    return Span("spoiler", start, end)


def _make_pre(tag: _Tag, start: int, end: int) -> Span | None:
    language = tag.attributes.get("language")
    facts = (("language", language),) if language else ()
    return Span("pre", start, end, facts)


def _make_quote(tag: _Tag, start: int, end: int) -> Span | None:
    is_long = "expandable" in tag.attributes
    kind = "expandable_blockquote" if is_long else "blockquote"
    return Span(kind, start, end)


def _make_emoji(tag: _Tag, start: int, end: int) -> Span | None:
    emoji = make_emoji(tag.attributes.get("emoji-id", ""), start, end)
    if emoji is None:
        raise parse_error("Invalid custom emoji identifier specified")
    return emoji


def _make_time(tag: _Tag, start: int, end: int) -> Span | None:
    look = tag.attributes.get("format", "")
    return make_time(tag.attributes.get("unix", ""), look, start, end)


_MAKERS = {
    "span": _make_spoiler,
    "pre": _make_pre,
    "blockquote": _make_quote,
    "tg-emoji": _make_emoji,
    "tg-time": _make_time,
}


def parse_html(raw: str) -> tuple[str, list[Span]]:
    """Return the text without tags, and what they mark.

    Raises `FormattingError`.
    """
    return _Parser(raw).parse()
