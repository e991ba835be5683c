"""Progress bars."""

from typing import Any

from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.when import WhenCondition

from .base import Text

_PREVIEW_PERCENT = 15


class Progress(Text):
    """Be a bar and a number of percent.

    ``field``: the name of the percentage in the data, 0 to 100.
    ``width``: how many symbols the bar is made of.
    """

    def __init__(
        self,
        field: str,
        width: int = 10,
        filled: str = "🟥",
        empty: str = "⬜",
        when: WhenCondition = None,
    ) -> None:
        super().__init__(when=when)
        self.field = field
        self.width = width
        self.filled = filled
        self.empty = empty

    async def _render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str:
        percent = (
            _PREVIEW_PERCENT if manager.is_preview() else data.get(self.field)
        )
        if percent is None:
            raise TypeError(
                f"The data of the window has no percentage {self.field!r}: "
                "let a getter give it.",
            )
        done = round(self.width * percent / 100)
        bar = self.filled * done + self.empty * (self.width - done)
        return f"{bar} {percent: 2.0f}%"
