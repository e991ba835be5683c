"""Callback data of reply keyboards, hidden in the text of their buttons.

Each byte is two symbols that are not seen, the low half first.
"""

from aiogram.types import KeyboardButton

from aiogram_dialog.api.internal import ButtonVariant, RawKeyboard

REPLY_CALLBACK_SYMBOLS = (
    "\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u00ad"
    "\U0001d173\U0001d174\U0001d175\U0001d176"
    "\U0001d177\U0001d178\U0001d179\U0001d17a"
)

_PAIRS = [
    REPLY_CALLBACK_SYMBOLS[byte & 15] + REPLY_CALLBACK_SYMBOLS[byte >> 4]
    for byte in range(256)
]
_BYTES = {pair: byte for byte, pair in enumerate(_PAIRS)}


def encode_reply_callback(data: str) -> str:
    """Return symbols that are not seen."""
    return "".join(_PAIRS[byte] for byte in data.encode("utf-8"))


def decode_reply_callback(data: str) -> str:
    """Return what symbols stand for; a last odd one is left out.

    Raises ``UnicodeDecodeError`` if they stand for nothing.
    """
    pairs = (data[i : i + 2] for i in range(0, len(data) - 1, 2))
    return bytes(map(_BYTES.__getitem__, pairs)).decode("utf-8")


def join_reply_callback(text: str, callback_data: str) -> str:
    """Return a text with hidden callback data."""
    return text + encode_reply_callback(callback_data)


def split_reply_callback(data: str | None) -> tuple[str | None, str | None]:
    """Return what is seen of a text and what is hidden in it.

    Raises ``UnicodeDecodeError`` if it ends in symbols that stand for
    nothing.
    """
    if not data:
        return None, None
    text = data.rstrip(REPLY_CALLBACK_SYMBOLS)
    hidden = data[len(text) :]
    return text, decode_reply_callback(hidden) if hidden else ""


def transform_to_reply_keyboard(
    keyboard: RawKeyboard,
) -> list[list[KeyboardButton]]:
    """Return buttons of a reply keyboard for those of an inline one.

    Raises ``ValueError`` for inline buttons that have no counterpart.
    """
    return [[_to_reply_button(button) for button in row] for row in keyboard]


def _to_reply_button(button: ButtonVariant) -> KeyboardButton:
    if isinstance(button, KeyboardButton):
        return button
    # Where aiogram does not know these, they are extra fields.
    face = {
        name: value
        for name in ("style", "icon_custom_emoji_id")
        if (value := getattr(button, name, None)) is not None
    }
    if button.web_app:
        return KeyboardButton(
            text=button.text,
            web_app=button.web_app,
            **face,
        )
    if button.callback_data is None:
        raise ValueError(
            "Cannot convert inline button without callback_data or web_app: "
            f"{button.text!r}. Use an inline keyboard for it.",
        )
    # Of its own such symbols nothing would be seen, but they would be read.
    label = button.text.rstrip(REPLY_CALLBACK_SYMBOLS)
    return KeyboardButton(
        text=join_reply_callback(label, button.callback_data),
        **face,
    )
