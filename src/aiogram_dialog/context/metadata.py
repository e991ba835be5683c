"""What is stored of a dialog beyond what version 2.6 knows.

It stands among the data of widgets, under a key that no widget can have:
version 2.6 refuses unknown fields, but keeps whatever widgets have stored.
"""

from collections.abc import Mapping
from datetime import timedelta
from time import time
from typing import Any, NamedTuple

METADATA_KEY = "aiogd:stamp"


class Metadata(NamedTuple):
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


NO_METADATA = Metadata()


def with_metadata(
    widget_data: dict[str, Any], metadata: Metadata
) -> dict[str, Any]:
    """Return data of widgets with a metadata, if it says anything."""
    said = {
        name: value
        for name, value in metadata._asdict().items()
        if value != getattr(NO_METADATA, name)
    }
    return {**widget_data, METADATA_KEY: said} if said else widget_data


def is_over(started_at: float, limit: timedelta) -> bool:
    """Tell whether the time of a dialog has passed."""
    return time() - started_at > limit.total_seconds()


def take_metadata(widget_data: dict[str, Any]) -> Metadata:
    """Remove the metadata from data of widgets and return it."""
    metadata = read_metadata(widget_data)
    widget_data.pop(METADATA_KEY, None)
    return metadata


def read_metadata(widget_data: Mapping[str, Any]) -> Metadata:
    """Return the metadata of data of widgets."""
    metadata = widget_data.get(METADATA_KEY)
    if not isinstance(metadata, dict):
        return NO_METADATA
    version = metadata.get("version")
    started_at = metadata.get("started_at")
    return Metadata(
        version if type(version) is int else 0,
        started_at if isinstance(started_at, int | float) else None,
        metadata.get("needs_redraw") is True,
    )
