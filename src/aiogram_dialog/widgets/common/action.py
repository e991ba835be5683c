"""Widgets that have an id, by which their state and their clicks are known."""

import re
from typing import Any

from aiogram_dialog.api.exceptions import InvalidWidgetIdError
from aiogram_dialog.api.protocols import DialogManager

from .base import BaseWidget

ID_PATTERN = re.compile(r"[a-zA-Z0-9_.]+")


class Actionable(BaseWidget):
    """Be a widget with an id.

    Raises ``InvalidWidgetIdError`` for an id with other symbols than ASCII
    letters, digits, ``_`` and ``.``, and ``TypeError`` for one that is no
    text.
    """

    widget_id: str | None = None

    def __init__(self, id: str | None = None) -> None:
        if id is not None and not isinstance(id, str):
            raise TypeError(
                f"The id of a {type(self).__name__} is a text, not {id!r}: "
                "give what comes after it by name, like `text=...`.",
            )
        if id and not ID_PATTERN.fullmatch(id):
            raise InvalidWidgetIdError(widget_id=id)
        self.widget_id = id

    def __repr__(self) -> str:
        return f"<{type(self).__name__} id={self.widget_id}>"

    def find(self, widget_id: str) -> Any:
        """Return the widget itself if the id is its own."""
        if self.widget_id is not None and widget_id == self.widget_id:
            return self
        return None

    def get_widget_data(self, manager: DialogManager, default: Any) -> Any:
        """Return the state of the widget; the default is kept as one."""
        data = manager.current_context().widget_data
        return data.setdefault(self.widget_id, default)  # type: ignore[arg-type] # ids are given where there is a state

    def set_widget_data(self, manager: DialogManager, value: Any) -> None:
        """Keep the state of the widget."""
        data = manager.current_context().widget_data
        data[self.widget_id] = value  # type: ignore[index] # ids are given where there is a state
