"""The base of all widgets."""

from collections.abc import Iterable
from typing import Any

from aiogram_dialog.api.internal import Widget
from aiogram_dialog.api.protocols import DialogManager


class BaseWidget(Widget):
    """Be a widget without an id and without a state."""

    def managed(self, manager: DialogManager) -> Any:
        """Return the widget together with the state it has here."""
        return self

    def inner_widgets(self) -> Iterable[Widget]:
        """Return the widgets that it holds."""
        return ()

    def find(self, widget_id: str) -> Any:
        """Return the widget with this id, or None."""
        return None
