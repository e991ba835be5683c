"""Files that a page has uploaded and somebody may send."""

import secrets
from collections import OrderedDict
from dataclasses import dataclass

_KEPT = 20


@dataclass(frozen=True, slots=True)
class Upload:
    """Hold a file of a page."""

    name: str
    content: bytes


class Uploads:
    """Keep the newest few."""

    def __init__(self) -> None:
        self._uploads: OrderedDict[str, Upload] = OrderedDict()

    def add(self, upload: Upload) -> str:
        """Keep a file and return its name."""
        name = secrets.token_urlsafe(9)
        self._uploads[name] = upload
        if len(self._uploads) > _KEPT:
            self._uploads.popitem(last=False)
        return name

    def get(self, name: str) -> Upload | None:
        """Return a file that is still kept."""
        return self._uploads.get(name)
