"""What a window is made of."""

from typing import Any

from aiogram import Router

from aiogram_dialog.api.internal import Widget
from aiogram_dialog.dialog import Dialog
from aiogram_dialog.widgets.common.tree import inner_widgets
from aiogram_dialog.widgets.media.base import Media
from aiogram_dialog.window import Window
from aiogram_dialog.wiring.registry import collect_dialogs

from .plain import Json
from .source_locations import SourceLocations


def window_view(
    router: Router,
    locations: SourceLocations,
    state: str,
) -> Json | None:
    """Return the widgets of the window of a state, None without one."""
    for dialog in collect_dialogs(router):
        if not isinstance(dialog, Dialog):
            continue
        for window in dialog.windows.values():
            if isinstance(window, Window) and window.state.state == state:
                return {
                    "dialog": dialog.states_group_name(),
                    "tree": [
                        _tree(part, locations) for part in _parts(window)
                    ],
                }
    return None


def _parts(window: Window) -> list[Widget]:
    # A window without media has one that shows nothing.
    parts = [part for part in window.parts() if type(part) is not Media]
    preview = window.link_preview
    return parts if preview is None else [*parts, preview]


def _tree(widget: Any, locations: SourceLocations) -> Json:
    location = locations.find(widget)
    return {
        "id": getattr(widget, "widget_id", None),
        "type": type(widget).__name__,
        "file": location and location.file,
        "line": location and location.line,
        "children": [_tree(part, locations) for part in inner_widgets(widget)],
    }
