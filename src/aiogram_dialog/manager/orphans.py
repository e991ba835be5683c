"""Orphan policies, whose home is `aiogram_dialog.recovery.orphans`."""

from aiogram_dialog.recovery.orphans import (
    Restart,
    Tell,
    close_all,
    to_parent,
)

__all__ = ["Restart", "Tell", "close_all", "to_parent"]
