"""The door to Telegram.

It lives in ``message.message_manager``.
"""

from aiogram_dialog.message.message_manager import (
    INPUT_MEDIA_TYPES,
    SEND_METHODS,
    MessageManager,
)

__all__ = ["INPUT_MEDIA_TYPES", "SEND_METHODS", "MessageManager"]
