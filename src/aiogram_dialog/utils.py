"""Helpers gathered under one old path.

They live in ``session.place``, ``message.old_message``,
``api.internal.fake_data``, ``widgets.common.exception_note``,
``widgets.markup.callback_data`` and ``widgets.markup.reply_callback``.
"""

from .api.internal.fake_data import is_chat_loaded, is_user_loaded
from .api.internal.moved_names import moved_names
from .message.old_message import get_media_id
from .session.place import get_chat
from .widgets.common.exception_note import add_exception_note
from .widgets.markup.callback_data import (
    CB_SEP,
    add_intent_id,
    intent_callback_data,
    remove_intent_id,
)
from .widgets.markup.reply_callback import (
    REPLY_CALLBACK_SYMBOLS,
    decode_reply_callback,
    encode_reply_callback,
    join_reply_callback,
    split_reply_callback,
    transform_to_reply_keyboard,
)

__all__ = [
    "CB_SEP",
    "REPLY_CALLBACK_SYMBOLS",
    "add_exception_note",
    "add_intent_id",
    "decode_reply_callback",
    "encode_reply_callback",
    "get_chat",
    "get_media_id",
    "intent_callback_data",
    "is_chat_loaded",
    "is_user_loaded",
    "join_reply_callback",
    "remove_intent_id",
    "split_reply_callback",
    "transform_to_reply_keyboard",
]

__getattr__ = moved_names(__name__)
