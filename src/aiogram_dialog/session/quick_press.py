"""Presses of windows that another process has shown and not yet stored."""

from datetime import datetime, timedelta, timezone

from aiogram.types import CallbackQuery, Message, TelegramObject

# Seconds between looks at the storage: longer handlers are rare, and what is
# really gone is not to be waited for.
PAUSES = (0.05, 0.1, 0.2, 0.4)

_NEW = timedelta(seconds=5)


def is_new_press(event: TelegramObject) -> bool:
    """Tell whether a button was pressed of a message that is seconds old.

    Args:
        event: What has come in.
    """
    if not isinstance(event, CallbackQuery) or not isinstance(
        message := event.message,
        Message,
    ):
        return False
    shown = message.date
    if message.edit_date:
        shown = datetime.fromtimestamp(message.edit_date, timezone.utc)
    return abs(datetime.now(timezone.utc) - shown) < _NEW
