"""The middlewares that bring managers to handlers.

They live in ``wiring.attach``.
"""

from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.wiring.attach import (
    BG_FACTORY_KEY,
    MANAGER_KEY,
    BgFactoryMiddleware,
    ManagerMiddleware,
)

__all__ = [
    "BG_FACTORY_KEY",
    "MANAGER_KEY",
    "BgFactoryMiddleware",
    "ManagerMiddleware",
]

__getattr__ = moved_names(__name__)
