"""What addresses in markup stand for."""

import re
from urllib.parse import SplitResult, parse_qs, urlsplit

from aiogram.types import User

from .spans import Span

_HOST = re.compile(r"^(?:[^\s/:@.]+\.)+[^\s/:@.]+(?::\d+)?$")
_SCHEMES = {"http", "https", "ftp", "ton", "tonsite"}
_NUMBER = re.compile(r"[0-9]{1,19}")
_LARGEST_NUMBER = 2**63 - 1


def make_link(url: str, start: int, end: int) -> Span | None:
    """Return the span of a link, None if the address is none."""
    full_url, parts = _split(url)
    if parts is None:
        return None
    if parts.scheme == "tg":
        user_id = read_number(_argument(parts, "user", "id"))
        if user_id is not None:
            # The name is known to the world the text is sent in.
            user = User(id=user_id, is_bot=False, first_name="")
            return Span("text_mention", start, end, (("user", user),))
    elif parts.scheme not in _SCHEMES or not _HOST.match(parts.netloc):
        return None
    return Span("text_link", start, end, (("url", full_url),))


def make_shown(url: str, start: int, end: int) -> Span | None:
    """Return the span of a custom emoji or of a time, by its address."""
    _, parts = _split(url)
    if parts is None or parts.scheme != "tg":
        return None
    emoji = _argument(parts, "emoji", "id")
    if emoji:
        return make_emoji(emoji, start, end)
    return make_time(
        _argument(parts, "time", "unix"),
        _argument(parts, "time", "format"),
        start,
        end,
    )


def make_emoji(number: str, start: int, end: int) -> Span | None:
    """Return the span of a custom emoji, None if the id is none."""
    if read_number(number) is None:
        return None
    return Span("custom_emoji", start, end, (("custom_emoji_id", number),))


def make_time(unix: str, look: str, start: int, end: int) -> Span | None:
    """Return the span of a time, None if it is none."""
    seconds = read_number(unix)
    if seconds is None:
        return None
    facts: list[tuple[str, int | str]] = [("unix_time", seconds)]
    if look:
        facts.append(("date_time_format", look))
    return Span("date_time", start, end, tuple(facts))


def read_number(digits: str) -> int | None:
    """Return a positive number, None if there is none of 64 bits."""
    if not _NUMBER.fullmatch(digits):
        return None
    number = int(digits)
    return number if 0 < number <= _LARGEST_NUMBER else None


def _argument(parts: SplitResult, place: str, name: str) -> str:
    if parts.netloc != place:
        return ""
    return parse_qs(parts.query).get(name, [""])[0]


def _split(url: str) -> tuple[str, SplitResult | None]:
    url = url.strip()
    full_url = url if "://" in url else f"http://{url}"
    try:
        parts = urlsplit(full_url)
    except ValueError:
        return full_url, None
    if not parts.path and not parts.query and parts.scheme != "tg":
        full_url += "/"
    return full_url, parts
