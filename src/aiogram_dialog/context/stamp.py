"""What is stored of a dialog beyond what version 2.6 knows.

It stands among the data of widgets, under a key that no widget can have:
version 2.6 refuses unknown fields, but keeps whatever widgets have stored.
"""

from collections.abc import Mapping
from datetime import timedelta
from time import time
from typing import Any, NamedTuple

STAMP_KEY = "aiogd:stamp"


class Stamp(NamedTuple):
    """The version of a dialog, its start, and the state of its screen.

    Attributes:
        version: The version of the dialog's data.
        started_at: Seconds since 1970, for dialogs with a time limit.
        needs_redraw: Whether the screen may show something else than what
            is stored.
    """

    version: int = 0
    started_at: float | None = None
    needs_redraw: bool = False


NO_STAMP = Stamp()


def with_stamp(widget_data: dict[str, Any], stamp: Stamp) -> dict[str, Any]:
    """Return data of widgets with a stamp, if it says anything."""
    said = {
        name: value
        for name, value in stamp._asdict().items()
        if value != getattr(NO_STAMP, name)
    }
    return {**widget_data, STAMP_KEY: said} if said else widget_data


def is_over(started_at: float, limit: timedelta) -> bool:
    """Tell whether the time of a dialog has passed."""
    return time() - started_at > limit.total_seconds()


def take_stamp(widget_data: dict[str, Any]) -> Stamp:
    """Remove the stamp from data of widgets and return it."""
    stamp = read_stamp(widget_data)
    widget_data.pop(STAMP_KEY, None)
    return stamp


def read_stamp(widget_data: Mapping[str, Any]) -> Stamp:
    """Return the stamp of data of widgets."""
    stamp = widget_data.get(STAMP_KEY)
    if not isinstance(stamp, dict):
        return NO_STAMP
    version = stamp.get("version")
    started_at = stamp.get("started_at")
    return Stamp(
        version if type(version) is int else 0,
        started_at if isinstance(started_at, int | float) else None,
        stamp.get("needs_redraw") is True,
    )
