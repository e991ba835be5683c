"""What a calendar shows of one scope."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import date
from typing import Any, Protocol

from aiogram.types import InlineKeyboardButton

from aiogram_dialog.api.protocols import DialogManager

from .config import CalendarConfig

CallbackGenerator = Callable[[str], str]


class CalendarScopeView(Protocol):
    """Draw a calendar."""

    @abstractmethod
    async def render(
        self,
        config: CalendarConfig,
        offset: date,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> list[list[InlineKeyboardButton]]:
        """Return the buttons for the time around ``offset``."""
        ...


def empty_button() -> InlineKeyboardButton:
    """Return a button that keeps a place and does nothing."""
    return InlineKeyboardButton(text=" ", callback_data="")
