"""Texts with MarkdownV2."""

from dataclasses import dataclass, field

from .errors import byte_offset, parse_error
from .fences import FENCE, language_facts, read_fence
from .links import make_link, make_shown
from .spans import Span

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_LAST_ESCAPED = "\x7e"

# Longer marks first: what begins with them is meant.
_MARKS = {
    FENCE: ("pre", "Pre"),
    "__": ("underline", "Underline"),
    "||": ("spoiler", "Spoiler"),
    "![": ("custom_emoji", "CustomEmoji"),
    "*": ("bold", "Bold"),
    "_": ("italic", "Italic"),
    "~": ("strikethrough", "Strikethrough"),
    "`": ("code", "Code"),
    "[": ("text_link", "TextUrl"),
}


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    position: int
    language: str = ""


@dataclass(slots=True)
class _Parser:
    raw: str
    position: int = 0
    out: list[str] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    quote: _Open | None = None

    def parse(self) -> tuple[str, list[Span]]:
        while self.position < len(self.raw):
            self._step()
        if self.quote is not None and not self.stack:
            self._close_quote("blockquote")
        self._require_closed()
        return "".join(self.out), self.spans

    def _require_closed(self) -> None:
        if not self.stack:
            return
        last = self.stack[-1]
        name = "PreCode" if last.language else _MARKS[last.mark][1]
        raise parse_error(
            f"Can't find end of {name} entity at byte offset "
            f"{byte_offset(self.raw, last.position)}",
        )

    def _step(self) -> None:
        symbol = self.raw[self.position]
        following = self.raw[self.position + 1 : self.position + 2]
        if symbol == "\\" and following and following <= _LAST_ESCAPED:
            self._put(following, 2)
        elif self._is_verbatim():
            self._step_verbatim(symbol)
        elif symbol == "\n" and self.quote is not None and following != ">":
            self._require_closed()
            self._close_quote("blockquote")
            self._put(symbol, 1)
        elif symbol == ">" and self._is_line_start():
            self._take_quote_mark()
        elif symbol in _RESERVED:
            self._take_mark(symbol)
        else:
            self._put(symbol, 1)

    def _put(self, text: str, taken: int) -> None:
        self.out.append(text)
        self.position += taken

    def _is_verbatim(self) -> bool:
        return bool(self.stack) and self.stack[-1].mark in {"`", FENCE}

    def _step_verbatim(self, symbol: str) -> None:
        mark = self.stack[-1].mark
        if self.raw.startswith(mark, self.position):
            self._close(mark)
        elif symbol == "`":
            raise self._reserved(symbol)
        else:
            self._put(symbol, 1)

    def _reserved(self, symbol: str) -> Exception:
        return parse_error(
            f"Character '{symbol}' is reserved and must be escaped with the "
            "preceding '\\'",
        )

    def _is_line_start(self) -> bool:
        start = self.raw.rfind("\n", 0, self.position) + 1
        # An empty bold parts two quotes.
        return not self.stack and self.raw[start : self.position] in {
            "",
            "**",
        }

    def _take_quote_mark(self) -> None:
        if self.quote is None:
            self.quote = _Open(">", len(self.out), self.position)
        self.position += 1

    def _close_quote(self, kind: str) -> None:
        if self.quote is not None:
            self.spans.append(Span(kind, self.quote.start, len(self.out)))
        self.quote = None

    def _ends_expandable_quote(self) -> bool:
        end = self.position + 2
        return (
            self.quote is not None
            and not any(opened.mark == "||" for opened in self.stack)
            and (end == len(self.raw) or self.raw[end] == "\n")
        )

    def _take_mark(self, symbol: str) -> None:
        if symbol == "]" and self.stack and self.stack[-1].mark in {"[", "!["}:
            self._close_link()
            return
        mark = next(filter(self._is_at, _MARKS), None)
        if mark is None:
            raise self._reserved(symbol)
        if mark == "||" and self._ends_expandable_quote():
            self._close_quote("expandable_blockquote")
            self.position += 2
        elif self.stack and self.stack[-1].mark == mark:
            self._close(mark)
        else:
            self._open(mark)

    def _is_at(self, mark: str) -> bool:
        return self.raw.startswith(mark, self.position)

    def _open(self, mark: str) -> None:
        begin = self.position
        language, self.position = read_fence(self.raw, begin) or (
            "",
            begin + len(mark),
        )
        self.stack.append(_Open(mark, len(self.out), begin, language))

    def _close(self, mark: str) -> None:
        opened = self.stack.pop()
        self.position += len(mark)
        start, end = opened.start, len(self.out)
        if start < end:
            facts = language_facts(opened.language)
            self.spans.append(Span(_MARKS[mark][0], start, end, facts))

    def _close_link(self) -> None:
        opened = self.stack.pop()
        start, end = opened.start, len(self.out)
        self.position += 1
        url = self._take_url("".join(self.out[start:]))
        if opened.mark == "![":
            shown = make_shown(url, start, end)
            if shown is None:
                raise parse_error(
                    "The entity must contain a tg://emoji or tg://time URL",
                )
            self.spans.append(shown)
            return
        link = make_link(url, start, end)
        if link is not None:
            self.spans.append(link)

    def _take_url(self, text: str) -> str:
        if self.raw[self.position : self.position + 1] != "(":
            return text
        begin = self.position
        self.position += 1
        url: list[str] = []
        while self.position < len(self.raw):
            symbol = self.raw[self.position]
            following = self.raw[self.position + 1 : self.position + 2]
            if symbol == ")":
                self.position += 1
                return "".join(url)
            if symbol == "\\" and following:
                url.append(following)
                self.position += 2
            else:
                url.append(symbol)
                self.position += 1
        raise parse_error(
            "Can't find end of a URL at byte offset "
            f"{byte_offset(self.raw, begin)}",
        )


def parse_markdown_v2(raw: str) -> tuple[str, list[Span]]:
    """Return the text without marks, and what they mark.

    Raises `FormattingError`.
    """
    return _Parser(raw).parse()
