"""Protected methods of version 2.6 that are never called any more.

A subclass that overrides one of them has an effect no longer, and is told so
when it is made.
"""

import sys
import warnings
from types import MappingProxyType

from aiogram_dialog.api.exceptions import DialogWarning

_PACKAGE = __name__.partition(".")[0]
# Metaclasses stand between a class statement and its base.
_METACLASSES = frozenset({"abc", "typing"})

NEVER_CALLED = MappingProxyType(
    {
        "aiogram_dialog.context.media_storage.MediaIdStorage": (
            "_get_file_mtime",
        ),
        "aiogram_dialog.context.storage.StorageProxy": (
            "_context_key",
            "_default_access_settings",
            "_dump_access_settings",
            "_fixed_stack_id",
            "_parse_access_settings",
            "_stack_key",
            "_state",
        ),
        "aiogram_dialog.dialog.Dialog": (
            "_callback_handler",
            "_current_window",
            "_message_handler",
            "_need_refresh",
            "_process_callback",
            "_register_handlers",
            "_setup_filter",
        ),
        "aiogram_dialog.manager.bg_manager.BgManager": (
            "_base_event_params",
            "_get_fake_chat",
            "_get_fake_user",
            "_notify",
        ),
        "aiogram_dialog.manager.manager.ManagerImpl": (
            "_current_context_unsafe",
            "_get_fake_chat",
            "_get_fake_user",
        ),
        "aiogram_dialog.wiring.registry.DialogRegistry": ("_ensure_loaded",),
        "aiogram_dialog.test_tools.bot_client.BotClient": (
            "_new_callback",
            "_new_message",
        ),
        "aiogram_dialog.wiring.attach.ManagerMiddleware": (
            "_is_event_supported",
        ),
    },
)
"""Where a class lives → the methods that a subclass overrides in vain."""


def warn_of_never_called(cls: type) -> None:
    """Warn of each method of a new class that is never called.

    Args:
        cls: The class that is being made, for its ``__init_subclass__``.
    """
    if cls.__module__.partition(".")[0] == _PACKAGE:
        return
    for base in cls.__mro__[1:]:
        known = NEVER_CALLED.get(f"{base.__module__}.{base.__qualname__}", ())
        for name in known:
            if name in vars(cls):
                warnings.warn(
                    f"{cls.__qualname__} overrides {base.__qualname__}."
                    f"{name}, which is never called; see “Methods that are "
                    "never called” on the page “Coming from aiogram-dialog "
                    "2.6” (docs/migration.md).",
                    DialogWarning,
                    stacklevel=_find_class_statement(),
                )


def _find_class_statement() -> int:
    """Return how far above the caller a class is being made."""
    level = 2
    frame = sys._getframe(level)  # noqa: SLF001 - there is no other way
    while frame.f_back is not None and _is_passed_over(
        frame.f_globals.get("__name__", ""),
    ):
        level, frame = level + 1, frame.f_back
    return level


def _is_passed_over(module: str) -> bool:
    package = module.partition(".")[0]
    return package == _PACKAGE or module in _METACLASSES
