"""What a bot sees of a stored dialog that an older version has left."""

from collections.abc import Callable
from typing import Any, TypedDict

from .context import Data


class DialogRecord(TypedDict):
    """Be what is stored of a dialog, for a migration to change.

    ``version``: that of the dialog when it was stored; 0 where none was
    given, and for everything that version 2.6 of this package has stored.
    ``state``: the full name of the window, like ``Shop:cart``; names that
    are given in ``renamed`` are the new ones already.
    """

    version: int
    state: str
    start_data: Data
    dialog_data: dict[str, Any]
    widget_data: dict[str, Any]


Migration = Callable[[DialogRecord], DialogRecord]
