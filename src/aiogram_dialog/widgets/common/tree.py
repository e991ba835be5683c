"""Walking trees of widgets."""

from collections.abc import Iterable
from typing import Any

from aiogram_dialog.api.internal import Widget


def find_first(widgets: Iterable[Widget], widget_id: str) -> Any:
    """Return the first widget with this id in these trees, or None."""
    for widget in widgets:
        found = widget.find(widget_id)
        if found is not None:
            return found
    return None
