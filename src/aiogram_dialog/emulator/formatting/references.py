"""Symbols that HTML names or numbers, like `&lt;` and `&#60;`."""

import re

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
# The semicolon may be left out.
_REFERENCE = re.compile(
    r"&(?:#x(?P<hex>[0-9A-Fa-f]{1,6})(?![0-9A-Fa-f])"
    r"|#(?P<decimal>[0-9]{1,7})(?![0-9])"
    r"|(?P<name>lt|gt|amp|quot)(?![A-Za-z]));?",
)
_SYMBOLS = range(1, 0x110000)
_SURROGATES = range(0xD800, 0xE000)


def dereference(text: str) -> str:
    """Put symbols in the place of all references; what is none stays."""
    return _REFERENCE.sub(_symbol, text)


def read_reference(raw: str, position: int) -> tuple[str, int]:
    """Return what the `&` at a position begins, and where it ends."""
    reference = _REFERENCE.match(raw, position)
    if reference is None:
        return raw[position], position + 1
    return _symbol(reference), reference.end()


def _symbol(reference: re.Match[str]) -> str:
    if reference["name"]:
        return _NAMED[reference["name"]]
    if reference["hex"]:
        number = int(reference["hex"], 16)
    else:
        number = int(reference["decimal"])
    is_symbol = number in _SYMBOLS and number not in _SURROGATES
    return chr(number) if is_symbol else reference[0]
