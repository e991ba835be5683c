"""The manager of one item of a list.

It lives in ``widgets.common.sub_manager``.
"""

from aiogram_dialog.widgets.common.sub_manager import SubManager

__all__ = ["SubManager"]
