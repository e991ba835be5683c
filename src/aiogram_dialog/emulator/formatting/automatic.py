"""Links and the like that are found in a text that has no markup."""

import re
from collections.abc import Iterator

from .spans import Span

_DOMAIN = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
_PATH = r"(?:[/?#][^\s<>\"]*[^\s<>\".,:;!?')\]])?"

# In the order in which they take a place.
_PATTERNS = (
    (
        "email",
        re.compile(rf"(?<![\w.+-])[\w.+-]+@{_DOMAIN}\b", re.IGNORECASE),
    ),
    (
        "url",
        re.compile(
            rf"(?<![\w@./-])(?:(?:https?|ftp|tg|ton)://[^\s<>\"]*"
            rf"[^\s<>\".,:;!?')\]]|{_DOMAIN}(?::\d+)?{_PATH})",
            re.IGNORECASE,
        ),
    ),
    ("mention", re.compile(r"(?<![\w/@.])@[a-zA-Z]\w{2,31}\b", re.ASCII)),
    (
        "bot_command",
        re.compile(
            r"(?<![\w/<>])/\w{1,64}(?:@\w{3,32})?(?![\w/<>])", re.ASCII
        ),
    ),
    ("hashtag", re.compile(r"(?<![\w#&])#(?!\d+\b)\w{1,256}\b")),
    ("cashtag", re.compile(r"(?<![\w$])\$(?:1INCH|[A-Z]{1,8})\b")),
    (
        "bank_card_number",
        re.compile(r"(?<![\w+-])(?:\d[ -]?){12,15}\d(?![\w-])"),
    ),
)


def find_automatic(text: str) -> list[Span]:
    """Return what is found, in order; nothing of it crosses."""
    found: list[Span] = []
    for span in _find_all(text):
        if all(span.end <= o.start or o.end <= span.start for o in found):
            found.append(span)
    return sorted(found, key=lambda span: span.start)


def _find_all(text: str) -> Iterator[Span]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if kind != "bank_card_number" or _has_check_digit(match[0]):
                yield Span(kind, match.start(), match.end())


def _has_check_digit(number: str) -> bool:
    digits = [int(symbol) for symbol in number if symbol.isdigit()]
    doubled = (
        digit if index % 2 == 0 else sum(divmod(2 * digit, 10))
        for index, digit in enumerate(reversed(digits))
    )
    return sum(doubled) % 10 == 0
