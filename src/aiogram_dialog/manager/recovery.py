"""Recovery policies, whose home is `aiogram_dialog.recovery.policy`."""

from aiogram_dialog.recovery.policy import Recovery, strict

__all__ = ["Recovery", "strict"]
