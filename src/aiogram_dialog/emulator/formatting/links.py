"""What addresses in markup stand for."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs

from aiogram.types import User

from .spans import Span

_LABEL = r"[^\s/?#:@.<>\[\]\"]+"
_OF_WEB = re.compile(
    r"(?:(?P<scheme>https?|ftp|tonsite)://(?P<person>[^\s/?#@]*@)?)?"
    rf"(?P<host>(?:{_LABEL}\.)+{_LABEL})(?P<port>:[0-9]{{1,5}})?"
    r"(?P<rest>[/?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
_OF_APP = re.compile(
    r"(?P<scheme>tg|ton):(?://)?(?P<host>[\w-]+)(?P<rest>[/?#].*)?",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)
_UNWRITABLE = re.compile(r"[\x00-\x20]")
_NUMBER = re.compile(r"[0-9]{1,19}")
_LARGEST_NUMBER = 2**63 - 1


@dataclass(frozen=True, slots=True)
class _Address:
    """Hold an address as it is shown.

    `place` is what is asked for within the app, empty on the web.
    """

    url: str
    place: str = ""
    query: str = ""

    def argument(self, place: str, name: str) -> str:
        """Return what an address like `tg://place?name=...` is about."""
        if self.place != f"tg://{place}":
            return ""
        return parse_qs(self.query).get(name, [""])[0]


def make_link(url: str, start: int, end: int) -> Span | None:
    """Return the span of a link, None if the address is none."""
    address = _read(url)
    if address is None:
        return None
    user_id = read_number(address.argument("user", "id"))
    if user_id is not None:
        # The name is known to the world the text is sent in.
        user = User(id=user_id, is_bot=False, first_name="")
        return Span("text_mention", start, end, (("user", user),))
    return Span("text_link", start, end, (("url", address.url),))


def make_shown(url: str, start: int, end: int) -> Span | None:
    """Return the span of a custom emoji or of a time, by its address."""
    address = _read(url)
    if address is None:
        return None
    emoji = address.argument("emoji", "id")
    if emoji:
        return make_emoji(emoji, start, end)
    return make_time(
        address.argument("time", "unix"),
        address.argument("time", "format"),
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


def _read(url: str) -> _Address | None:
    return _read_of_app(url.strip()) or _read_of_web(url.strip())


def _read_of_app(url: str) -> _Address | None:
    match = _OF_APP.fullmatch(url)
    if match is None:
        return None
    place = f"{match['scheme']}://{match['host']}".lower()
    rest = _writable(match["rest"] or "")
    query = rest.partition("?")[2].partition("#")[0]
    return _Address(place + rest, place, query)


def _read_of_web(url: str) -> _Address | None:
    match = _OF_WEB.fullmatch(url)
    if match is None:
        return None
    scheme = (match["scheme"] or "http").lower()
    person, port = match["person"] or "", match["port"] or ""
    rest = match["rest"] or "/"
    path = rest if rest.startswith("/") else f"/{rest}"
    host = match["host"].lower()
    return _Address(f"{scheme}://{person}{host}{port}{_writable(path)}")


def _writable(rest: str) -> str:
    return _UNWRITABLE.sub(lambda blank: f"%{ord(blank[0]):02x}", rest)
