"""Which buttons are alike: items of one list are pressed once."""

import re
from typing import Any, Protocol

from aiogram_dialog.widgets.common.scroll import BaseScroll
from aiogram_dialog.widgets.kbd import ListGroup, Select
from aiogram_dialog.widgets.kbd.pager import BasePager


class Finds(Protocol):
    """Describe what has widgets: a window, a list."""

    def find(self, widget_id: str) -> Any:
        """Return the widget with this id, or None."""
        ...


_DIGITS = re.compile(r"\d+")


def kind_of_button(place: Finds | None, data: str, label: str) -> str:
    """Return the id of the widget without the item, like ``menu/buy``.

    ``place``: the window of the button, None for buttons of no dialog.
    ``data``: what it carries, without the id of the dialog.

    Items of a ``Select``, rows of a ``ListGroup`` and days of a calendar
    are of one kind; ways to turn its pages are not.
    """
    widget_id, colon, item = data.partition(":")
    if not colon:
        return _shape(widget_id) if place is None else widget_id
    widget = None if place is None else place.find(widget_id)
    match widget:
        case ListGroup():
            return f"{widget_id}/{_in_row(widget, item, label)}"
        case Select():
            return f"{widget_id}:*"
        case BasePager() | BaseScroll():
            return f"{widget_id}:{_shape(label)}"
    return f"{widget_id}:{_shape(item)}"


def _in_row(rows: ListGroup, data: str, label: str) -> str:
    """Leave out the id of the row, which may have colons in it."""
    colon = data.find(":")
    while colon >= 0:
        rest = data[colon + 1 :]
        if rows.find(rest.partition(":")[0]) is not None:
            return kind_of_button(rows, rest, label)
        colon = data.find(":", colon + 1)
    return _shape(label)


def _shape(text: str) -> str:
    return _DIGITS.sub("#", text)
