"""What Telegram's refusals mean.

The texts are those of the Bot API server; they are its only way to tell
one ``400 Bad Request`` from another.
"""

from enum import Enum

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramEntityTooLarge,
    TelegramNetworkError,
    TelegramServerError,
)


class Refusal(Enum):
    """Say why Telegram has refused a call."""

    NOT_MODIFIED = "not modified"
    CANNOT_EDIT = "cannot edit"
    OTHER_KIND = "other kind"
    CANNOT_DELETE = "cannot delete"
    GONE = "gone"
    TOO_LATE = "too late"
    WRONG_FILE = "wrong file"
    OTHER = "other"


_TEXTS = {
    "message is not modified": Refusal.NOT_MODIFIED,
    "message can't be edited": Refusal.CANNOT_EDIT,
    "there is no text in the message to edit": Refusal.OTHER_KIND,
    "there is no media in the message to edit": Refusal.OTHER_KIND,
    "message can't be deleted": Refusal.CANNOT_DELETE,
    "message to edit not found": Refusal.GONE,
    "message to delete not found": Refusal.GONE,
    "message_id_invalid": Refusal.GONE,
    "query is too old and response timeout expired "
    "or query id is invalid": Refusal.TOO_LATE,
    "wrong file identifier": Refusal.WRONG_FILE,
    "wrong file_id": Refusal.WRONG_FILE,
    "wrong remote file identifier": Refusal.WRONG_FILE,
    "invalid file_id": Refusal.WRONG_FILE,
    "can't use file of type": Refusal.WRONG_FILE,
    "file_reference_": Refusal.WRONG_FILE,
}


def explain(error: TelegramAPIError) -> Refusal:
    """Return the meaning of an error."""
    text = error.message.lower()
    for part, refusal in _TEXTS.items():
        if part in text:
            return refusal
    return Refusal.OTHER


def is_outcome_unknown(error: BaseException) -> bool:
    """Tell whether Telegram may have done what it was asked for.

    The answer to the call was lost: the connection broke, it took too long,
    or what came back (``5xx``, the page of a proxy) is no answer of the Bot
    API.

    Args:
        error: What the call has raised.
    """
    return isinstance(
        error,
        TelegramNetworkError | TelegramServerError | ClientDecodeError,
    ) and not isinstance(error, TelegramEntityTooLarge)
