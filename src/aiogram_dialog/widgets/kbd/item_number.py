"""Numbers in the data of clicks, which anybody may have written."""


def to_number(text: str) -> int | None:
    """Return the number that a text is, None if it is none."""
    try:
        return int(text)
    except ValueError:
        return None
