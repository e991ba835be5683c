"""Laying out buttons."""

from itertools import chain
from typing import Any

from aiogram.types import CallbackQuery

from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.api.protocols import DialogManager, DialogProtocol
from aiogram_dialog.widgets.common.tree import find_first
from aiogram_dialog.widgets.common.when import WhenCondition

from .base import Keyboard, process_by_first
from .rows import in_rows

# More than Telegram shows in a row.
_ONE_ROW = 9999


class Group(Keyboard):
    """Put keyboards one below the other.

    ``width``: buttons in a row, 0 for all of them; without it the rows
    stay as they are. Raises ``ValueError`` if it is negative.
    """

    def __init__(
        self,
        *buttons: Keyboard,
        id: str | None = None,
        width: int | None = None,
        when: WhenCondition = None,
    ) -> None:
        super().__init__(id=id, when=when)
        if width is not None and width < 0:
            raise ValueError(
                f"`width` of {self} is {width}, but it can be the number of "
                "buttons in a row, or 0 for all of them.",
            )
        self.buttons = buttons
        self.width = width

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        rows: RawKeyboard = []
        for button in self.buttons:
            rows += await button.render_keyboard(data, manager)
        if self.width is None:
            return rows
        buttons = list(chain.from_iterable(rows))
        return in_rows(buttons, self.width or _ONE_ROW)

    async def _process_other_callback(
        self,
        callback: CallbackQuery,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        return await process_by_first(self.buttons, callback, dialog, manager)

    def find(self, widget_id: str) -> Any:
        """Return the widget with this id, or None."""
        return super().find(widget_id) or find_first(self.buttons, widget_id)


class Row(Group):
    """Put all buttons in one row."""

    def __init__(
        self,
        *buttons: Keyboard,
        id: str | None = None,
        when: WhenCondition = None,
    ) -> None:
        super().__init__(*buttons, id=id, width=_ONE_ROW, when=when)


class Column(Group):
    """Put each button in a row of its own."""

    def __init__(
        self,
        *buttons: Keyboard,
        id: str | None = None,
        when: WhenCondition = None,
    ) -> None:
        super().__init__(*buttons, id=id, width=1, when=when)
