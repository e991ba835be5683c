"""Who may use a dialog."""

from dataclasses import dataclass
from typing import Any


@dataclass
class AccessSettings:
    """Say who may use a dialog.

    ``user_ids``: ids of the users allowed; empty means everybody. The id of
    a group or a channel, which is negative, names its administrators and
    whoever writes in its name.
    ``custom``: anything for an access validator of your own; it is stored
    with the dialog, so the storage must be able to keep it.
    """

    user_ids: list[int]
    custom: Any = None
