"""The door to Telegram.

It lives in ``message.message_manager``, with ``message.sender`` and
``message.editor``.
"""

from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.message.editor import INPUT_MEDIA_TYPES
from aiogram_dialog.message.message_manager import MessageManager
from aiogram_dialog.message.sender import SEND_METHODS

__all__ = ["INPUT_MEDIA_TYPES", "SEND_METHODS", "MessageManager"]

__getattr__ = moved_names(__name__)
