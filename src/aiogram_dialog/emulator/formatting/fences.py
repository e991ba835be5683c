"""The beginnings of blocks of code in both kinds of Markdown."""

import re

FENCE = "```"
# A blank ends the language; one line break before the code is no part of it.
_BEGINNING = re.compile(
    r"```(?:(?P<language>[^\s`]+)(?=\s))?(?:\r\n|\n\r|\r|\n)?",
    re.ASCII,
)


def read_fence(raw: str, position: int) -> tuple[str, int] | None:
    """Return the language of a block, and where its code begins.

    The language is empty if there is none. Return None if no block begins
    at the position.
    """
    beginning = _BEGINNING.match(raw, position)
    if beginning is None:
        return None
    return beginning["language"] or "", beginning.end()


def language_facts(language: str) -> tuple[tuple[str, str], ...]:
    """Return the facts of a block of code in a language, if it has one."""
    return (("language", language),) if language else ()
