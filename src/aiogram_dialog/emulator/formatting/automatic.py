"""Links and the like that are found in a text that has no markup."""

import re
from collections.abc import Callable

from .nesting import apart
from .spans import Span
from .zones import ZONES

_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_ZONE = r"(?:xn--[a-z0-9-]+|[^\W\d_]{2,})"
_TAG = r"\w\u200c\u00b7"
_OF_CHAT = r"(?:@[A-Za-z0-9_]{3,32}(?![A-Za-z0-9_]))?"

_PATTERNS = {
    "email": re.compile(
        rf"(?<![\w.+-])[\w.+-]{{1,64}}@(?:{_LABEL}\.)+[a-z]{{2,}}\b",
        re.IGNORECASE,
    ),
    "url": re.compile(
        r"(?<![\w@.-])"
        r"(?P<protocol>(?:https?|ftp|tonsite)://(?:[^\s/?#@<>\"]+@)?)?"
        rf"(?:(?P<ip>(?:\d{{1,3}}\.){{3}}\d{{1,3}})(?!\.?\d)"
        rf"|(?:{_LABEL}\.)+(?P<zone>{_ZONE}))"
        r"(?::\d{1,5})?(?![\w@-])"
        r"(?P<path>[/?#][^\s<>\"]*)?",
        re.IGNORECASE,
    ),
    "own url": re.compile(
        r"(?<![\w@.-])(?:tg|ton)://[\w-]+(?P<path>[/?#][^\s<>\"]*)?",
        re.ASCII | re.IGNORECASE,
    ),
    "mention": re.compile(
        r"(?<!\w)@[A-Za-z0-9_]{3,32}(?!\w)",
    ),
    "bot_command": re.compile(
        r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}"
        r"(?:@[A-Za-z0-9_]{3,32}(?![A-Za-z0-9_]))?(?![\w/<>])",
    ),
    "hashtag": re.compile(
        rf"(?<![{_TAG}#])#(?=[\d_]*[^\W\d_])[{_TAG}]{{1,256}}(?![{_TAG}#])"
        + _OF_CHAT,
    ),
    "cashtag": re.compile(
        rf"(?<![${_TAG}])\$(?:1INCH|[A-Z]{{1,8}})(?![${_TAG}])" + _OF_CHAT,
    ),
    "bank_card_number": re.compile(
        r"(?<![\w+-])[0-9](?:[ -]?[0-9]){12,18}(?![\w-])",
    ),
}
_CLOSING = {")": "(", "]": "[", "}": "{"}
_PUNCTUATION = ".:;,('?!`"


def find_automatic(text: str) -> list[Span]:
    """Return what is found, in order; nothing of it crosses."""
    return apart(
        Span(_KINDS.get(kind, kind), match.start(), end)
        for kind, pattern in _PATTERNS.items()
        for match in pattern.finditer(text)
        if (end := _ENDS.get(kind, re.Match.end)(match)) > match.start()
    )


def _end_of_url(match: re.Match[str]) -> int:
    """Return where an address ends, or where it begins if it is none."""
    zone, ip = match["zone"], match["ip"]
    if ip:
        is_known = all(int(part) <= 0xFF for part in ip.split("."))  # noqa: PLR2004 - a byte
    else:
        is_known = bool(match["protocol"]) or zone.lower() in ZONES
    return _end_of_path(match) if is_known else match.start()


def _end_of_path(match: re.Match[str]) -> int:
    """Leave out punctuation, and brackets that were opened before."""
    path = match["path"] or ""
    before = match.end() - len(path)
    opened = dict.fromkeys(_CLOSING.values(), 0)
    for number, symbol in enumerate(path):
        if symbol in opened:
            opened[symbol] += 1
        elif symbol in _CLOSING:
            opened[_CLOSING[symbol]] -= 1
            if opened[_CLOSING[symbol]] < 0:
                path = path[:number]
                break
    return before + len(path.rstrip(_PUNCTUATION))


def _end_of_number(match: re.Match[str]) -> int:
    return match.end() if _has_check_digit(match[0]) else match.start()


def _has_check_digit(number: str) -> bool:
    digits = [int(symbol) for symbol in number if symbol.isdigit()]
    doubled = (
        digit if index % 2 == 0 else sum(divmod(2 * digit, 10))
        for index, digit in enumerate(reversed(digits))
    )
    return sum(doubled) % 10 == 0


_KINDS = {"own url": "url"}
_ENDS: dict[str, Callable[[re.Match[str]], int]] = {
    "url": _end_of_url,
    "own url": _end_of_path,
    "bank_card_number": _end_of_number,
}
