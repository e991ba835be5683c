"""Where events come from, under an old path.

It lives in ``session.place``. The middlewares that were here are one now,
``wiring.gateway.Gateway``.
"""

from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.session.place import (
    FORBIDDEN_STACK_KEY,
    SUPPORTED_ERROR_EVENTS,
    InaccessibleBusinessMessage,
    event_context_from_aiogd,
    event_context_from_callback,
    event_context_from_chat_join,
    event_context_from_chat_member,
    event_context_from_error,
    event_context_from_message,
    get_thread_id,
)

__all__ = [
    "FORBIDDEN_STACK_KEY",
    "SUPPORTED_ERROR_EVENTS",
    "InaccessibleBusinessMessage",
    "event_context_from_aiogd",
    "event_context_from_callback",
    "event_context_from_chat_join",
    "event_context_from_chat_member",
    "event_context_from_error",
    "event_context_from_message",
    "get_thread_id",
]


__getattr__ = moved_names(
    __name__,
    replaced={
        name: (
            f"aiogram_dialog.{successor} has taken its place, and "
            "setup_dialogs() installs it"
        )
        for name, successor in {
            "IntentErrorMiddleware": "wiring.errors.ErrorGateway",
            "IntentMiddlewareFactory": "wiring.gateway.Gateway",
            "context_saver_middleware": "wiring.attach.ManagerMiddleware",
            "context_unlocker_middleware": "wiring.gateway.Gateway",
        }.items()
    },
)
