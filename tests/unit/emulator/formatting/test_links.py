"""Addresses of links, as they are shown and refused."""

import pytest

from aiogram_dialog.emulator.formatting import format_text


def address(href: str) -> str | None:
    """Return the address of a link in HTML, None if it is none."""
    raw = f'<a href="{href}">x</a>'
    entities = format_text(raw, parse_mode="HTML", entities=None).entities
    return entities[0].url if entities else None


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("a.bc", "http://a.bc/"),
        (" a.bc ", "http://a.bc/"),
        ("https://a.bc/d", "https://a.bc/d"),
        ("a.bc:80", "http://a.bc:80/"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
        ("https://пример.рф/я", "https://пример.рф/я"),
        # The name of a place has no case, what is asked there has.
        ("HTTPS://A.bc/D?E", "https://a.bc/D?E"),
        ("a.bc?d=1&amp;e=2", "http://a.bc/?d=1&e=2"),
        ("a.bc#d", "http://a.bc/#d"),
        ("https://Ann:pw@A.bc/", "https://Ann:pw@a.bc/"),
        ("https://a.bc/?to=http://d.ef", "https://a.bc/?to=http://d.ef"),
        ("a.bc/?to=http://d.ef", "http://a.bc/?to=http://d.ef"),
        ("https://a.bc/d e", "https://a.bc/d%20e"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("tg:resolve?domain=x", "tg://resolve?domain=x"),
        ("TG://resolve?domain=X", "tg://resolve?domain=X"),
    ],
)
def test_links(href, url):
    assert address(href) == url


@pytest.mark.parametrize(
    "href",
    [
        "nowhere",
        "http://localhost:80",
        "mailto:a@b.c",
        "javascript://a.bc",
        "a b.cd",
        "http://[a.bc",
        "http://a..bc",
        "://a.bc",
        "tg://",
        "tg:///a.bc",
    ],
)
def test_what_is_no_link(href):
    assert address(href) is None
