"""The sweeper, whose home is `aiogram_dialog.context.sweeper`."""

from aiogram_dialog.context.sweeper import Sweeper, Swept

__all__ = ["Sweeper", "Swept"]
