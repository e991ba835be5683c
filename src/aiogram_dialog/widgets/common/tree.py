"""Walking trees of widgets."""

from collections.abc import Iterable, Iterator
from typing import Any

from aiogram_dialog.api.internal import Widget


def find_first(widgets: Iterable[Widget], widget_id: str) -> Any:
    """Return the first widget with this id in these trees, or None."""
    for widget in widgets:
        found = widget.find(widget_id)
        if found is not None:
            return found
    return None


def inner_widgets(widget: Widget) -> Iterable[Widget]:
    """Return the widgets that a widget holds; some hold none."""
    hold = getattr(widget, "inner_widgets", None)
    return () if hold is None else hold()


def walk(widget: Widget) -> Iterator[Widget]:
    """Yield a widget and all those in it, from the outside to the inside."""
    yield widget
    for inner in inner_widgets(widget):
        yield from walk(inner)
