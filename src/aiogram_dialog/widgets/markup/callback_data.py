"""What inline buttons carry: the id of their dialog, then their own data."""

from aiogram.types import InlineKeyboardButton

from aiogram_dialog.api.exceptions import CallbackDataTooLong
from aiogram_dialog.api.internal import RawKeyboard

CB_SEP = "\x1d"

MAX_CALLBACK_DATA = CallbackDataTooLong.limit


def intent_callback_data(
    intent_id: str,
    callback_data: str | None,
) -> str | None:
    """Return callback data with the intent id in front, once."""
    if callback_data is None:
        return None
    prefix = intent_id + CB_SEP
    if callback_data.startswith(prefix):
        return callback_data
    return prefix + callback_data


def set_callback_data(
    button: InlineKeyboardButton,
    callback_data: str | None,
) -> None:
    """Change what a button carries, in place.

    An assignment would validate all fields of the button again, which is
    most of the work of a big keyboard.
    """
    vars(button)["callback_data"] = callback_data


def add_intent_id(
    keyboard: RawKeyboard,
    intent_id: str,
    *,
    max_bytes: int | None = None,
) -> None:
    """Put the intent id into all inline buttons, in place.

    Raises ``CallbackDataTooLong`` for a button that carries more then.
    """
    prefix = intent_id + CB_SEP
    for row in keyboard:
        for button in row:
            if not isinstance(button, InlineKeyboardButton):
                continue
            data = button.callback_data
            if data is None:
                continue
            if not data.startswith(prefix):
                data = prefix + data
                # As in `set_callback_data()`, for each of many buttons.
                vars(button)["callback_data"] = data
            if max_bytes is not None and len(data.encode()) > max_bytes:
                raise _too_long(data)


def _too_long(data: str) -> CallbackDataTooLong:
    _, bare = remove_intent_id(data)
    widget_id = bare.partition(":")[0]
    return CallbackDataTooLong(
        widget_id,
        bare,
        size=len(data.encode()),
    )


def remove_intent_id(callback_data: str) -> tuple[str | None, str]:
    """Return the intent id, None if there is none, and the bare data."""
    intent_id, separator, data = callback_data.partition(CB_SEP)
    return (intent_id, data) if separator else (None, callback_data)
