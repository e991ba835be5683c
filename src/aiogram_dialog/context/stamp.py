"""What is stored of a dialog beyond what version 2.6 knows.

It stands among the data of widgets, under a key that no widget can have:
version 2.6 refuses unknown fields, but keeps whatever widgets have stored.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from aiogram_dialog.api.entities import Context

_KEY = "aiogd:stamp"


class Stamp(NamedTuple):
    """Tell of which version a dialog is, and when it was started.

    ``started_at``: seconds since 1970, for dialogs with a time limit.
    """

    version: int = 0
    started_at: float | None = None


_NONE = Stamp()


def with_stamp(widget_data: dict[str, Any], stamp: Stamp) -> dict[str, Any]:
    """Return data of widgets with a stamp, if it says anything."""
    if stamp == _NONE:
        return widget_data
    said = {
        name: value
        for name, value in stamp._asdict().items()
        if value != _NONE._asdict()[name]
    }
    return {**widget_data, _KEY: said}


def stamp_widgets(context: Context) -> dict[str, Any]:
    """Return the data of a context's widgets as it is stored."""
    if context.version or context.started_at is not None:
        stamp = Stamp(context.version, context.started_at)
        return with_stamp(context.widget_data, stamp)
    return context.widget_data


def is_stamped(widget_data: Mapping[str, Any]) -> bool:
    """Tell whether there is a stamp."""
    return _KEY in widget_data


def take_stamp(widget_data: dict[str, Any]) -> Stamp:
    """Remove the stamp from data of widgets and return it."""
    stamp = widget_data.pop(_KEY, None)
    if not isinstance(stamp, dict):
        return _NONE
    version = stamp.get("version")
    started_at = stamp.get("started_at")
    return Stamp(
        version if type(version) is int else 0,
        started_at if isinstance(started_at, int | float) else None,
    )
