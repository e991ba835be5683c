"""What Telegram's refusals mean."""

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    RestartingTelegram,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendMessage

from aiogram_dialog.message.api_errors import (
    Refusal,
    explain,
    is_outcome_unknown,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "message is not modified: specified new message content and "
            "reply markup are exactly the same as a current content and "
            "reply markup of the message",
            Refusal.NOT_MODIFIED,
        ),
        ("message can't be edited", Refusal.CANNOT_EDIT),
        ("there is no text in the message to edit", Refusal.OTHER_KIND),
        ("there is no media in the message to edit", Refusal.OTHER_KIND),
        ("message can't be deleted", Refusal.CANNOT_DELETE),
        ("message can't be deleted for everyone", Refusal.CANNOT_DELETE),
        ("message to edit not found", Refusal.GONE),
        ("message to delete not found", Refusal.GONE),
        ("MESSAGE_ID_INVALID", Refusal.GONE),
        (
            "query is too old and response timeout expired or query ID is "
            "invalid",
            Refusal.TOO_LATE,
        ),
        ("wrong file identifier/HTTP URL specified", Refusal.WRONG_FILE),
        (
            "wrong remote file identifier specified: Wrong padding in the "
            "string",
            Refusal.WRONG_FILE,
        ),
        ("invalid file_id", Refusal.WRONG_FILE),
        (
            "wrong file_id or the file is temporarily unavailable",
            Refusal.WRONG_FILE,
        ),
        ("can't use file of type Document as Photo", Refusal.WRONG_FILE),
        ("FILE_REFERENCE_EXPIRED", Refusal.WRONG_FILE),
        ("FILE_REFERENCE_0_EXPIRED", Refusal.WRONG_FILE),
        ("failed to get HTTP URL content", Refusal.OTHER),
        ("message is too long", Refusal.OTHER),
        ("chat not found", Refusal.OTHER),
        ("", Refusal.OTHER),
    ],
)
@pytest.mark.parametrize("prefix", ["Bad Request: ", ""])
def test_refusals(text, expected, prefix):
    method = SendMessage(chat_id=1, text="x")

    assert explain(TelegramBadRequest(method, prefix + text)) is expected


METHOD = SendMessage(chat_id=1, text="x")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (TelegramNetworkError(METHOD, "Server disconnected"), True),
        (TelegramServerError(METHOD, "Bad Gateway"), True),
        (RestartingTelegram(METHOD, "restart"), True),
        (ClientDecodeError("odd", ValueError(), "<html>"), True),
        # A network error by its class only: Telegram has refused it.
        (TelegramEntityTooLarge(METHOD, "too large"), False),
        (TelegramRetryAfter(METHOD, "wait", 137), False),
        (TelegramBadRequest(METHOD, "chat not found"), False),
        (TelegramForbiddenError(METHOD, "blocked"), False),
        (TelegramUnauthorizedError(METHOD, "token"), False),
        (OSError("of something else"), False),
        (TimeoutError(), False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_unknown_outcomes(error, expected):
    assert is_outcome_unknown(error) is expected
