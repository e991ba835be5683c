"""The manager of one item of a list.

It lives in ``widgets.common.sub_manager``.
"""

from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.widgets.common.sub_manager import SubManager

__all__ = ["SubManager"]

__getattr__ = moved_names(__name__)
