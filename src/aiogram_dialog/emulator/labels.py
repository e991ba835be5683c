"""What a person can see of a text."""

import unicodedata

_INVISIBLE = {"Cf", "Cc", "Co", "Cn", "Zl", "Zp"}
_BLANK = {"\u115f", "\u1160", "\u17b4", "\u17b5", "\u3164", "\uffa0"}
_JOINERS = {"\n", "\u200d"}


def visible(text: str) -> str:
    """Leave out the symbols that take no place on the screen.

    Line breaks and the joiners inside of emoji stay.
    """
    shown = "".join(symbol for symbol in text if _is_visible(symbol))
    return shown.rstrip("\u200d")


def _is_visible(symbol: str) -> bool:
    if symbol in _JOINERS:
        return True
    return (
        unicodedata.category(symbol) not in _INVISIBLE and symbol not in _BLANK
    )
