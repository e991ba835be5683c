"""Laying out buttons."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from aiogram.types import CallbackQuery

from aiogram_dialog.api.internal import ButtonVariant, RawKeyboard, Widget
from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.api.protocols import DialogManager, DialogProtocol
from aiogram_dialog.widgets.common.tree import find_first
from aiogram_dialog.widgets.common.when import WhenCondition

from .base import Keyboard, RoutesClicks
from .rows import by_length, in_pattern, in_rows

__getattr__ = moved_names(__name__)

# More than Telegram shows in a row.
_ONE_ROW = 9999


class Group(RoutesClicks, Keyboard):
    """Put keyboards one below the other.

    ``width``: buttons in a row, 0 for all of them, or a number for each
    row, the last of which repeats: ``(1, 2, 3)``. Without it the rows stay
    as they are.
    ``max_symbols``: the length of the texts of a row; further buttons go
    to the next one.

    Raises ``ValueError`` for numbers that are none of rows.
    """

    max_symbols: int | None = None

    def __init__(
        self,
        *buttons: Keyboard,
        id: str | None = None,
        width: int | Sequence[int] | None = None,
        when: WhenCondition = None,
        max_symbols: int | None = None,
    ) -> None:
        super().__init__(id=id, when=when)
        self.buttons = buttons
        self.width = width
        self.max_symbols = max_symbols
        self._check_sizes()

    def _check_sizes(self) -> None:
        widths = self.width
        if isinstance(widths, int):
            is_wrong = widths < 0
        else:
            is_wrong = widths is not None and (not widths or min(widths) < 1)
        if is_wrong:
            raise ValueError(
                f"`width` of {self} is {widths!r}, but it can be the number "
                "of buttons in a row, 0 for all of them, or a tuple of the "
                "numbers for each row, all of them 1 or more.",
            )
        if self.max_symbols is not None and self.max_symbols < 1:
            raise ValueError(
                f"`max_symbols` of {self} is {self.max_symbols}: "
                "it must be 1 or more.",
            )

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        rows: RawKeyboard = []
        for button in self.buttons:
            rows += await button.render_keyboard(data, manager)
        return self._lay_out(rows)

    def _lay_out(self, rows: RawKeyboard) -> RawKeyboard:
        if self.width is None and self.max_symbols is None:
            return rows
        buttons = chain.from_iterable(rows)
        rows = (
            in_rows([*buttons], _ONE_ROW)
            if self.width is None
            else self._wrap_kbd(buttons)
        )
        if self.max_symbols is None:
            return rows
        return by_length(rows, self.max_symbols)

    def _wrap_kbd(self, kbd: Iterable[ButtonVariant]) -> RawKeyboard:
        """Return the buttons in rows; asked if the group has a width."""
        if isinstance(self.width, Sequence):
            return in_pattern(kbd, self.width)
        return in_rows(list(kbd), self.width or _ONE_ROW)

    async def _process_other_callback(
        self,
        callback: CallbackQuery,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        return await self._route_click(
            self.buttons,
            callback,
            dialog,
            manager,
        )

    def inner_widgets(self) -> Iterable[Widget]:
        """Return the widgets that it holds."""
        return self.buttons

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
