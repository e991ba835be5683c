"""Where events come from, under an old path.

It lives in ``session.place``. The middlewares that were here are one now,
``wiring.gateway.Gateway``.
"""

from typing import NoReturn

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


def __getattr__(name: str) -> NoReturn:
    replaced = {
        "IntentErrorMiddleware": "wiring.errors.ErrorGateway",
        "IntentMiddlewareFactory": "wiring.gateway.Gateway",
        "context_saver_middleware": "wiring.attach.ManagerMiddleware",
        "context_unlocker_middleware": "wiring.gateway.Gateway",
    }
    advice = (
        f"aiogram_dialog.{replaced[name]} has taken its place, and "
        "setup_dialogs() installs it"
        if name in replaced
        else f"it has {', '.join(__all__)}"
    )
    raise AttributeError(
        f"module {__name__!r} has no attribute {name!r}: {advice}.",
    )
