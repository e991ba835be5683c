"""Numbers in the data of clicks, which anybody may have written."""

import re

# Seconds of dates have 12 digits; what is longer is nobody's number.
_NUMBER = re.compile("-?[0-9]{1,15}")
_PAGE = re.compile("-?[0-9]{1,9}")


def to_number(text: str) -> int | None:
    """Return the number that a text is, None if it is none."""
    return int(text) if _NUMBER.fullmatch(text) else None


def to_page(text: str) -> int | None:
    """Return the page that a text is, None if it is none.

    Below the first page there is nothing else: it is the one meant.
    """
    return max(0, int(text)) if _PAGE.fullmatch(text) else None
