"""What is wrong with a text, in Telegram's words."""


class FormattingError(Exception):
    """Tell why a text cannot be shown.

    `description` has no prefix like "Bad Request: ".
    """

    def __init__(self, description: str) -> None:
        super().__init__(description)
        self.description = description


def parse_error(text: str) -> FormattingError:
    """Return the error of a text whose markup cannot be understood."""
    return FormattingError(f"can't parse entities: {text}")


def byte_offset(raw: str, position: int) -> int:
    """Return a position as the parse errors give it: in UTF-8 bytes."""
    return len(raw[:position].encode())
