"""What addresses in markup stand for."""

import re
from urllib.parse import parse_qs, urlsplit

from aiogram.types import User

from .spans import Span

_HOST = re.compile(r"^(?:[^\s/:@.]+\.)+[^\s/:@.]+(?::\d+)?$")


def make_link(url: str, start: int, end: int) -> Span | None:
    """Return the span of a link, None if the address is none."""
    parts = _split(url.strip())
    if parts is None:
        return None
    scheme, netloc, query, full_url = parts
    if scheme == "tg":
        user_id = parse_qs(query).get("id", [""])[0]
        if netloc == "user" and user_id.isdigit():
            user = User(id=int(user_id), is_bot=False, first_name="")
            return Span("text_mention", start, end, (("user", user),))
        return Span("text_link", start, end, (("url", full_url),))
    if scheme not in {"http", "https", "ftp", "ton"}:
        return None
    if not _HOST.match(netloc):
        return None
    return Span("text_link", start, end, (("url", full_url),))


def _split(url: str) -> tuple[str, str, str, str] | None:
    if not url:
        return None
    full_url = url if "://" in url else f"http://{url}"
    try:
        parts = urlsplit(full_url)
    except ValueError:
        return None
    if not parts.path and not parts.query and parts.scheme != "tg":
        full_url += "/"
    return parts.scheme, parts.netloc, parts.query, full_url


def emoji_id(url: str) -> str | None:
    """Return the id of a custom emoji by its `tg://emoji` address."""
    parts = _split(url)
    if parts is None or parts[:2] != ("tg", "emoji"):
        return None
    number = parse_qs(parts[2]).get("id", [""])[0]
    return number if number.isdigit() else None
